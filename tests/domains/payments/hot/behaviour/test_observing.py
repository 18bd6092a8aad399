"""What a payment shows of its two accounts together, and what it adds to them."""

from arasha.domains.payments.rules.features import F
from tests.domains.payments.hot.naive import DAY, HOUR
from tests.domains.payments.hot.stage import Stage


def test_how_long_ago_these_two_last_paid_and_when_the_receiver_first_paid_the_payer() -> None:
    stage = Stage()
    seen = stage.pay("a", "b")
    assert (seen[F.PAIR_SINCE_S], seen[F.BACK_SINCE_S]) == (-1, -1)
    stage.wait(HOUR)
    seen = stage.pay("b", "a")
    assert (seen[F.PAIR_SINCE_S], seen[F.BACK_SINCE_S]) == (-1, HOUR)
    stage.wait(HOUR)
    seen = stage.pay("a", "b")
    assert (seen[F.PAIR_SINCE_S], seen[F.BACK_SINCE_S]) == (2 * HOUR, HOUR)


def test_that_the_receiver_once_paid_the_payer_is_forgotten_after_eight_weeks() -> None:
    stage = Stage()
    stage.pay("a", "b")
    stage.wait(56 * DAY)
    assert stage.pay("b", "a")[F.BACK_SINCE_S] == -1


def test_a_pattern_is_a_sign_on_both_accounts_and_their_counterparties_see_it() -> None:
    stage = Stage()
    for debtor, creditor in (("s1", "m1"), ("s1", "m2"), ("s2", "m1"), ("s2", "m2")):
        stage.pay(debtor, creditor)
    again = stage.pay("s2", "m2")
    assert (again[F.D_OUT_SIGNS_M], again[F.C_IN_SIGNS_M]) == (100, 100)
    assert (again[F.D_IN_SIGNS_M], again[F.C_OUT_SIGNS_M]) == (0, 0)
    beside = stage.pay("s1", "m1")
    assert (beside[F.D_PAYEES_SIGNS_SUM], beside[F.D_PAYEES_SIGNS_MOST]) == (100, 100)


def test_living_on_strangers_on_both_sides_is_a_tenth_of_a_sign_for_each() -> None:
    stage = Stage()
    for number in range(3):
        stage.pay(f"from {number}", "hub")
    stage.pay("hub", "to 1")
    stage.pay("hub", "to 2")
    assert stage.pay("hub", "to 2")[F.D_OUT_SIGNS_M] == 10


def test_a_payment_repeated_is_no_sign() -> None:
    stage = Stage()
    for _ in range(2):
        for debtor, creditor in (("a", "b"), ("b", "c"), ("c", "a")):
            seen = stage.pay(debtor, creditor)
    assert seen[F.D_OUT_SIGNS_M] == 100


def test_a_payment_told_late_counts_at_the_accounts_latest_instant() -> None:
    stage = Stage()
    stage.pay("payer", "payee")
    stage.wait(40 * DAY)
    stage.pay("payer", "another")
    stage.pay("payer", "third", late=39 * DAY)
    assert stage.pay("payer", "fourth")[F.D_PAYEES_MET_7D] == 2


def test_a_question_of_the_other_side_adds_nothing() -> None:
    stage = Stage()
    stage.again(stage.pay("payer", "payee"))
    seen = stage.pay("payer", "payee")
    assert (seen[F.D_OUT_COUNT_M], seen[F.C_PAYERS_MET_56D]) == (100, 1)
