"""Telephone sets; the number is the example of Wikipedia's article on the IMEI, of a set long out of use."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel.identifiers import IMEI, Kind, Reason, Unread, read
from tests.kernel.identifiers.examples import at_any_speed, imeis


@pytest.mark.parametrize(
    "raw",
    ["490154203237518", "49015420323751", "4901542032375101", "49-015420-323751-8", "49 015420/323751/8"],
)
def test_a_set_is_the_same_with_and_without_check_digit_and_software_version(raw: str) -> None:
    imei = IMEI.parse(raw)
    assert imei.canonical == "49015420323751"
    assert imei.tac == "49015420"
    assert imei.display == "49 015420 323751 8"
    assert imei.mask == "49 015420 •••••• •"


@at_any_speed
@given(imeis, st.integers(0, 14), st.integers(1, 9))
def test_every_change_of_one_digit_of_fifteen_is_noticed(imei: str, place: int, shift: int) -> None:
    wrong = imei[:place] + str((int(imei[place]) + shift) % 10) + imei[place + 1 :]
    assert not read(Kind.IMEI, wrong).readable


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("490154203237517", Reason.CHECK_DIGITS),
        ("4901542032375", Reason.LENGTH),
        ("A901542032375180", Reason.CHARACTERS),
        ("000000000000000", Reason.RESERVED),
    ],
)
def test_what_is_wrong_with_a_number_is_said(raw: str, why: Reason) -> None:
    kept = read(Kind.IMEI, raw)
    assert isinstance(kept, Unread)
    assert kept.reason is why
