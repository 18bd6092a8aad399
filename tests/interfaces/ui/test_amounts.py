"""Amounts in short."""

import pytest

from arasha.interfaces.ui.amounts import short
from arasha.kernel.money import tenge


@pytest.mark.parametrize(
    ("amount", "language", "written"),
    [
        (0, "en", "0 ₸"),
        (999, "kk", "999 ₸"),
        (1_000, "ru", "1 тыс. ₸"),
        (85_400, "kk", "85 мың ₸"),
        (4_234_567, "ru", "4,2 млн ₸"),
        (4_000_000, "kk", "4 млн ₸"),
        (123_456_789, "en", "123M ₸"),
        (1_250_000_000, "en", "1.3B ₸"),
        (4_200_000, "xx", "4.2M ₸"),
    ],
)
def test_an_amount_is_written_as_its_language_does(amount: int, language: str, written: str) -> None:
    assert short(tenge(amount), language).replace("\N{NO-BREAK SPACE}", " ") == written


def test_tiyn_are_rounded_to_tenge() -> None:
    assert short(149, "en").startswith("1\N{NO-BREAK SPACE}")
    assert short(150, "en").startswith("2\N{NO-BREAK SPACE}")
