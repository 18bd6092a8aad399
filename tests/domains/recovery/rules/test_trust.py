"""Freeze requests used as weapons are recognised, and honest reports are believed (national-systems §8 [C4], §16.5)."""

from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.recovery.rules.trust import BELIEVED, FULL, Accused, Reporter, Sign, judge

HONEST = Reporter()
DROP = Accused(amount=15_000_000, payers=3, turnover=20_000_000)
SHOP = Accused(amount=300_000, payers=140, turnover=90_000_000)


def test_an_honest_report_is_believed_at_once() -> None:
    assert judge(HONEST, (DROP,)) == (FULL, ())


def test_a_drop_that_sends_the_money_on_to_strangers_speaks_against_nobody() -> None:
    assert judge(HONEST, (DROP._replace(sent_back=0),)).believed


def test_the_wrong_transfer_trick_waits_for_a_person() -> None:
    """He "mistakenly" sent 150 000, had it sent back to his cousin, and now reports the first payment as stolen."""
    found = judge(HONEST, (DROP._replace(sent_back=14_900_000),))
    assert found.signs == (Sign.SENT_BACK,)
    assert not found.believed


def test_account_blackmail_waits_for_a_person() -> None:
    """Small stolen sums are sent to a busy shop from several sides, and its release is offered for money."""
    found = judge(HONEST, (SHOP._replace(small=3),))
    assert set(found.signs) == {Sign.SMALL_SUM_TO_SHOP, Sign.MANY_SMALL_REPORTS}
    assert not found.believed


def test_one_small_theft_spent_in_a_shop_is_believed() -> None:
    found = judge(HONEST, (SHOP,))
    assert found.signs == (Sign.SMALL_SUM_TO_SHOP,)
    assert found.believed


def test_a_large_sum_to_a_busy_account_is_no_blackmail() -> None:
    assert judge(HONEST, (SHOP._replace(amount=9_000_000, small=5),)).signs == ()


def test_the_same_reporter_again_and_again_is_trusted_less_and_less() -> None:
    assert judge(Reporter(reports=2), (DROP,)).trust == FULL
    often = judge(Reporter(reports=3), (DROP,))
    assert often.believed
    assert often.trust < FULL
    assert not judge(Reporter(reports=3, unfounded=1), (DROP,)).believed


def test_whose_accusations_were_not_true_is_looked_at_by_a_person() -> None:
    assert not judge(Reporter(reports=1, unfounded=1), (DROP,)).believed
    assert judge(Reporter(reports=2, cleared=1), (DROP,)).believed
    assert not judge(Reporter(reports=2, cleared=2), (DROP,)).believed


def test_a_sign_counts_once_however_many_payments_show_it() -> None:
    assert judge(HONEST, (SHOP, SHOP, SHOP)) == judge(HONEST, (SHOP,))


def test_a_report_whose_payments_are_not_known_yet_is_judged_by_its_reporter() -> None:
    assert judge(HONEST, ()).trust == FULL


reporters = st.builds(Reporter, st.integers(0, 9), st.integers(0, 9), st.integers(0, 9))
accused = st.builds(
    Accused, *[st.integers(1, 10**9), st.integers(0, 10**9), st.integers(0, 999), st.integers(0, 10**9)],
    small=st.integers(0, 9),
)  # fmt: skip


@given(reporters, st.lists(accused, max_size=4))
def test_more_that_speaks_against_it_never_raises_the_trust(reporter: Reporter, payments: list[Accused]) -> None:
    found = judge(reporter, tuple(payments))
    worse = judge(Reporter(*(count + 1 for count in reporter)), tuple(payments))
    assert 0 <= worse.trust <= found.trust <= FULL
    assert found.believed == (found.trust >= BELIEVED)
