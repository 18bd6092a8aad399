"""Money is whole tiyn; on screens it is tenge as people here write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel import money

SPACE = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("tiyn", "shown"),
    [
        (0, "0 ₸"),
        (5, "0,05 ₸"),
        (100, "1 ₸"),
        (125_000_050, "1 250 000,50 ₸"),
        (-150_000, "−1 500 ₸"),
        (-1, "−0,01 ₸"),
        (money.LARGEST, "10 000 000 000 000 ₸"),
    ],
)
def test_an_amount_is_written_as_in_kazakhstan(tiyn: int, shown: str) -> None:
    assert money.display(tiyn) == shown.replace(" ", SPACE)


@given(st.integers(-money.LARGEST, money.LARGEST))
def test_what_is_shown_says_the_amount_to_the_tiyn(tiyn: int) -> None:
    digits = money.display(tiyn).removesuffix(f"{SPACE}₸").replace(SPACE, "").replace("−", "-")
    whole, _, part = digits.lstrip("-").partition(",")
    value = money.tenge(int(whole)) + int(part or 0)
    assert (-value if digits.startswith("-") else value) == tiyn


@given(st.integers(-money.LARGEST, money.LARGEST))
def test_an_amount_never_breaks_over_two_lines(tiyn: int) -> None:
    assert " " not in money.display(tiyn)


def test_thousands_of_the_largest_payments_fit_sixty_four_bits() -> None:
    assert 9_000 * money.LARGEST < 2**63
