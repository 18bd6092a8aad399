"""SIM cards."""

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel.identifiers import ICCID, Kind, Reason, Unread, read
from arasha.kernel.identifiers.checks import luhn
from tests.kernel.identifiers.examples import at_any_speed, iccids


def card(body: str) -> ICCID:
    return ICCID.parse(body + luhn(body))


def test_the_example_of_the_list_of_issuers_is_read() -> None:
    sim = ICCID.parse("89450421180216254864")
    assert (sim.country_code, sim.issuer) == ("45", "042")
    assert sim.display == "8945 0421 1802 1625 4864"
    assert sim.mask == "8945 042• •••• •••• 4864"


def test_a_kazakhstani_card_has_the_code_997_or_shares_7() -> None:
    assert card("899970112345678901").country_code == "997"
    assert card("899970112345678901").issuer == "01"
    assert card("897701123456789012").country_code == "7"


@pytest.mark.parametrize("code", sorted(phonenumbers.COUNTRY_CODE_TO_REGION_CODE))
def test_every_country_code_is_found(code: int) -> None:
    assert card(f"89{code}9900123456789000"[:18]).country_code == str(code)


def test_the_filler_that_a_card_stores_is_dropped() -> None:
    sim = card("899970112345678901")
    assert ICCID.parse(f"{sim.canonical}F") == ICCID.parse(f"{sim.canonical}f") == sim


@at_any_speed
@given(iccids, st.integers(2, 17), st.integers(1, 9))
def test_every_change_of_one_digit_is_noticed(iccid: str, place: int, shift: int) -> None:
    wrong = iccid[:place] + str((int(iccid[place]) + shift) % 10) + iccid[place + 1 :]
    kept = read(Kind.ICCID, wrong)
    assert isinstance(kept, Unread)
    assert kept.reason is Reason.CHECK_DIGITS


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("79450421180216254864", Reason.PREFIX),
        ("8945042118021625", Reason.LENGTH),
        ("8945042118021625486X", Reason.CHARACTERS),
    ],
)
def test_what_is_wrong_with_a_number_is_said(raw: str, why: Reason) -> None:
    kept = read(Kind.ICCID, raw)
    assert isinstance(kept, Unread)
    assert kept.reason is why
