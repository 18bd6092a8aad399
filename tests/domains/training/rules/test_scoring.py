"""The score: more money saved is never worse, hurting somebody is never better, and 100 is all there is."""

from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.training.rules.doing import Judged, Outcome
from arasha.domains.training.rules.harming import Harm, Hurt, mildness
from arasha.domains.training.rules.scoring import score

harms = st.lists(
    st.builds(Harm, who=st.just("seller"), how=st.sampled_from(Hurt), begin=st.just(0), end=st.integers(0, 100))
)
tasks = st.lists(st.builds(Judged, st.just(0), st.sampled_from(Outcome), st.just(1), st.just(2), st.integers(0, 1000)))
money = st.integers(0, 10**9)


@given(harms, harms.filter(bool), st.integers(1, 4), st.integers(1, 200))
def test_hurting_one_more_is_never_milder(before: list[Harm], more: list[Harm], innocents: int, whole: int) -> None:
    assert 0 <= mildness([*before, *more], innocents, whole) <= mildness(before, innocents, whole) <= 1000


@given(st.integers(0, 100), st.integers(0, 100), st.integers(1, 4))
def test_hurting_somebody_longer_is_never_milder(end: int, longer: int, innocents: int) -> None:
    short, long = (Harm("seller", Hurt.MONEY_HELD, 0, until) for until in (end, end + longer))
    assert mildness([long], innocents, 100) <= mildness([short], innocents, 100)


def test_a_refused_payment_hurts_as_long_as_the_exercise_lasts() -> None:
    assert mildness([Harm("father", Hurt.PAYMENT_REFUSED, 99, 100)], 1, 100) == 0


@given(money, money, money, st.integers(0, 1000), tasks)
def test_saving_more_is_never_worse(saved: int, more: int, could: int, mild: int, judged: list[Judged]) -> None:
    less = score(saved, could, mild, judged)
    assert 0 <= less.total <= score(saved + more, could, mild, judged).total <= 100


@given(money, money, st.integers(0, 1000), st.integers(0, 1000), tasks)
def test_being_milder_is_never_worse(saved: int, could: int, mild: int, other: int, judged: list[Judged]) -> None:
    low, high = sorted((mild, other))
    assert score(saved, could, low, judged).total <= score(saved, could, high, judged).total


def test_who_saves_all_hurts_nobody_and_does_all_in_time_has_a_hundred() -> None:
    assert score(5, 5, 1000, [Judged(0, Outcome.DONE, 1, 2, 1000)]).total == 100


def test_where_nothing_could_be_saved_and_nothing_was_to_be_done_nothing_is_taken_off() -> None:
    assert score(0, 0, 1000, []).total == 100
