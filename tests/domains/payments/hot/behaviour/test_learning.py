"""What a payment adds to an account: the bands of amounts, and nothing to the other direction."""

import pytest

from arasha.domains.payments.hot.behaviour.learning import band_of
from arasha.domains.payments.rules.features import F
from arasha.kernel.money import tenge
from tests.domains.payments.hot.stage import Stage


@pytest.mark.parametrize(
    ("amount", "band"),
    [(1, 0), (tenge(1_000) - 1, 0), (tenge(1_000), 1), (tenge(99_999), 4), (tenge(100_000), 5), (tenge(5_000_000), 7)],
)
def test_an_amount_lies_in_one_of_eight_bands(amount: int, band: int) -> None:
    assert band_of(amount) == band


def test_what_an_account_sends_is_not_what_it_receives() -> None:
    stage = Stage()
    stage.pay("payer", "payee")
    back = stage.pay("payee", "payer")
    assert (back[F.D_OUT_COUNT_M], back[F.D_IN_COUNT_M], back[F.C_OUT_COUNT_M], back[F.C_IN_COUNT_M]) == (
        0,
        100,
        100,
        0,
    )
