"""An account's own figures, each told by a scene."""

import pytest

from arasha.domains.payments.rules.codes import Kind
from arasha.domains.payments.rules.features import F
from tests.domains.payments.hot.naive import DAY, WEEK
from tests.domains.payments.hot.stage import Seen, Stage


def figures(seen: Seen, side: str, *names: str) -> list[int]:
    return [seen[F[f"{side}_{name}"]] for name in names]


def test_of_an_account_that_never_did_anything_there_is_nothing_to_say() -> None:
    seen = Stage().pay("payer", "payee")
    shares = (
        "OUT_NEW_SHARE_M",
        "OUT_MEAN_M",
        "PASSED_ON_M",
        "DWELL_S",
        "GAP_S",
        "AMOUNT_ENTROPY_M",
        "PAYEE_ENTROPY_7D",
    )
    assert figures(seen, "D", *shares) == [-1] * len(shares)
    assert figures(seen, "C", "OUT_COUNT_M", "IN_SUM_M", "KEPT_M", "SLEPT_S", "LAST_DEBIT") == [0] * 5


def test_a_mean_and_a_spread_of_amounts_do_not_fade_while_their_count_and_sum_do() -> None:
    stage, names = Stage(), ("OUT_COUNT_M", "OUT_SUM_M", "OUT_MEAN_M", "OUT_SPREAD_M")
    stage.pay("payer", "payee", 100)
    stage.pay("payer", "payee", 300)
    stage.wait(28 * DAY)
    seen = stage.pay("payer", "payee", 200)
    assert figures(seen, "D", *names) == [100, 20_000, 20_000, 10_000]
    assert figures(seen, "C", *(name.replace("OUT", "IN") for name in names)) == [100, 20_000, 20_000, 10_000]


def test_what_came_in_is_passed_on_or_kept() -> None:
    stage = Stage()
    stage.pay("source", "mule", 1_000)
    stage.pay("mule", "sink", 900)
    assert figures(stage.pay("mule", "sink", 1), "D", "PASSED_ON_M", "KEPT_M", "LAST_DEBIT") == [900, 10_000, 90_000]


def test_money_stays_from_a_credit_to_the_next_debit() -> None:
    stage = Stage()
    stage.pay("source", "mule")
    stage.wait(600)
    stage.pay("mule", "sink")
    assert stage.pay("mule", "sink")[F.D_DWELL_S] == 600


def test_a_stay_of_the_money_counts_up_to_28_days() -> None:
    stage = Stage()
    stage.pay("source", "saver")
    stage.wait(50 * DAY)
    stage.pay("saver", "shop")
    assert stage.pay("saver", "shop")[F.D_DWELL_S] == 28 * DAY


@pytest.mark.parametrize(("still", "slept"), [(60 * DAY - 1, 0), (60 * DAY, 60 * DAY), (400 * DAY, 400 * DAY)])
def test_an_account_still_for_sixty_days_has_slept(still: int, slept: int) -> None:
    stage = Stage()
    stage.pay("payer", "payee")
    stage.wait(still)
    stage.pay("payer", "payee")
    assert figures(stage.pay("payer", "payee"), "D", "SLEPT_S") == [slept]
    assert figures(stage.pay("other", "payee"), "C", "SLEPT_S") == [slept]
    stage.wait(WEEK)
    assert stage.pay("payer", "payee")[F.D_SLEPT_S] == 0


def test_pauses_between_payments_are_long_or_short_even_or_uneven() -> None:
    even, uneven = Stage(), Stage()
    for _ in range(50):
        for stage, pauses in ((even, (500, 500)), (uneven, (0, 1_000))):
            for pause in pauses:
                stage.wait(pause)
                stage.pay("payer", "payee")
    steady, hasty = (stage.pay("payer", "payee") for stage in (even, uneven))
    assert steady[F.D_GAP_S] == pytest.approx(500, abs=1)
    assert hasty[F.D_GAP_S] == pytest.approx(500, abs=10)
    assert steady[F.D_GAP_SPREAD_M] <= 1
    assert hasty[F.D_GAP_SPREAD_M] == pytest.approx(1000, abs=50)


def test_round_sums_count_by_payments_cash_crypto_and_loans_by_money() -> None:
    stage = Stage()
    stage.pay("bank", "payer", 30_000, kind=Kind.LOAN_DISBURSEMENT)
    stage.pay("friend", "payer", 10_000)
    stage.pay("payer", "machine", 10_000, kind=Kind.CASH_OUT)
    stage.pay("payer", "exchange", 9_999, kind=Kind.CRYPTO_PURCHASE)
    stage.pay("payer", "friend", 20_001)
    names = "ROUND_SHARE_M", "CASH_SHARE_M", "CRYPTO_SHARE_M", "LOAN_SHARE_M"
    assert figures(stage.pay("payer", "friend"), "D", *names) == [600, 250, 249, 750]


def test_payees_and_payers_are_as_various_as_their_payments_are_spread() -> None:
    stage = Stage()
    for payee in range(4):
        stage.pay("payer", payee)
        stage.pay("same", "payer")
    assert figures(stage.pay("payer", 0), "D", "PAYEE_ENTROPY_7D", "PAYER_ENTROPY_7D") == [2_000, 0]
    stage.wait(WEEK)
    assert figures(stage.pay("payer", 0), "D", "PAYEE_ENTROPY_7D", "PAYER_ENTROPY_7D") == [-1, -1]


def test_amounts_are_as_various_as_their_bands() -> None:
    stage = Stage()
    stage.pay("payer", "payee", 500)
    assert stage.pay("payer", "payee", 2_000_000)[F.D_AMOUNT_ENTROPY_M] == 0
    assert stage.pay("payer", "payee")[F.D_AMOUNT_ENTROPY_M] == pytest.approx(1_000, abs=2)
