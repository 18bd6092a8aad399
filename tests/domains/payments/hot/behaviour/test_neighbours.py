"""What an account's circle is like: whom it met, for how much, and how those behave."""

from arasha.domains.payments.rules.features import F
from tests.domains.payments.hot.naive import DAY, HOUR
from tests.domains.payments.hot.stage import Stage


def test_the_nearest_and_the_equal_of_first_amounts_are_told() -> None:
    stage = Stage()
    for payer, amount in enumerate((100, 150, 150, 400)):
        stage.pay(payer, "payee", amount)
    seen = stage.pay("another", "payee", 200)
    assert (seen[F.C_PAYERS_NEAREST_AMOUNT], seen[F.C_PAYERS_EQUAL_AMOUNTS]) == (250, 0)
    seen = stage.pay("third", "payee", 150)
    assert (seen[F.C_PAYERS_NEAREST_AMOUNT], seen[F.C_PAYERS_EQUAL_AMOUNTS]) == (0, 2)


def test_amounts_of_another_size_are_as_far_as_can_be() -> None:
    stage = Stage()
    assert stage.pay("payer", "payee", 10)[F.D_PAYEES_NEAREST_AMOUNT] == 10_000
    assert stage.pay("payer", "another", 1_000_000)[F.D_PAYEES_NEAREST_AMOUNT] == 999
    assert stage.pay("payer", "third", 1)[F.D_PAYEES_NEAREST_AMOUNT] == 9_000


def test_how_many_strangers_new_payees_meet_on_average_and_at_most() -> None:
    stage = Stage()
    for payee in ("quiet", "mule"):
        stage.pay("payer", payee)
    for number in range(3):
        stage.pay("mule", f"paid {number}")
        stage.pay(f"paying {number}", "mule")
    seen = stage.pay("payer", "another")
    assert (seen[F.D_PAYEES_OUT_NEW_MEAN], seen[F.D_PAYEES_OUT_NEW_MOST]) == (150, 300)
    assert (seen[F.D_PAYEES_IN_NEW_MEAN], seen[F.D_PAYEES_IN_NEW_MOST]) == (250, 400)
    assert (seen[F.D_PAYEES_BOTH_NEW_MEAN], seen[F.D_PAYEES_BOTH_NEW_MOST]) == (150, 300)


def test_what_new_payees_pass_on_is_told_up_to_tenfold() -> None:
    stage = Stage()
    for payee in ("keeper", "mule"):
        stage.pay("payer", payee, 1_000)
    stage.pay("mule", "sink", 500)
    seen = stage.pay("payer", "another")
    assert (seen[F.D_PAYEES_PASSED_ON_MEAN], seen[F.D_PAYEES_PASSED_ON_MOST]) == (250, 500)
    stage.pay("mule", "sink", 1_000_000)
    assert stage.pay("payer", "third")[F.D_PAYEES_PASSED_ON_MOST] == 10_000


def test_who_is_paid_by_more_than_one_stranger_lives_on_strangers() -> None:
    stage = Stage()
    stage.pay("payer", "popular", 300)
    stage.pay("payer", "friend", 100)
    assert stage.pay("payer", "third", 600)[F.D_PAYEES_STRANGE_SHARE] == 0
    stage.pay("somebody", "popular")
    assert stage.pay("payer", "fourth")[F.D_PAYEES_STRANGE_SHARE] == 300


def test_a_neighbour_is_seen_as_it_was_after_its_own_last_payment() -> None:
    """Its sums are not brought up to now: that would cost a write for each neighbour."""
    stage = Stage()
    stage.pay("payer", "payee")
    stage.wait(28 * DAY)
    seen = stage.pay("payer", "another")
    assert (seen[F.D_PAYEES_IN_NEW_MEAN], seen[F.D_OUT_NEW_M]) == (100, 50)


def test_of_whom_nobody_was_met_there_is_no_average() -> None:
    stage = Stage()
    seen = stage.pay("payer", "payee")
    assert {seen[F[f"D_PAYEES_{name}"]] for name in ("OUT_NEW_MEAN", "PASSED_ON_MEAN", "STRANGE_SHARE")} == {-1}
    assert {seen[F[f"C_PAYERS_{name}"]] for name in ("OUT_NEW_MOST", "SIGNS_SUM", "MET_56D")} == {0}
    stage.wait(HOUR)
    assert stage.pay("payer", "payee")[F.D_PAYEES_STRANGE_SHARE] == 0
