"""The number of a company."""

from datetime import date

import pytest

from arasha.kernel.identifiers import BIN, Division, EntityKind, Kind, Reason, Unread, read
from arasha.kernel.identifiers.national import check_digit


def number(body: str) -> BIN:
    return BIN.parse(f"{body}{check_digit(body)}")


def test_the_example_that_kazakhstan_gave_the_oecd_is_read() -> None:
    company = BIN.parse("940140000385")
    assert company.registered_month == date(1994, 1, 1)
    assert company.entity_kind is EntityKind.RESIDENT
    assert company.division is Division.HEAD
    assert company.display == "940140 000385"
    assert company.mask == "•••••• ••0385"


@pytest.mark.parametrize(
    ("digits", "entity_kind", "division"),
    [
        ("41", EntityKind.RESIDENT, Division.BRANCH),
        ("52", EntityKind.NON_RESIDENT, Division.REPRESENTATIVE_OFFICE),
        ("63", EntityKind.JOINT_ENTREPRENEUR, Division.FARM),
    ],
)
def test_two_digits_say_what_was_registered(digits: str, entity_kind: EntityKind, division: Division) -> None:
    company = number(f"2411{digits}00001")
    assert (company.entity_kind, company.division) == (entity_kind, division)
    assert company.registered_month == date(2024, 11, 1)


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("941340000385", Reason.DATE),
        ("940040000385", Reason.DATE),
        ("940170000385", Reason.PREFIX),
        ("940144000385", Reason.PREFIX),
        ("940140000386", Reason.CHECK_DIGITS),
        ("900715300124", Reason.PREFIX),
        ("9401400003", Reason.LENGTH),
    ],
)
def test_what_is_wrong_with_a_number_is_said(raw: str, why: Reason) -> None:
    kept = read(Kind.BIN, raw)
    assert isinstance(kept, Unread)
    assert kept.reason is why
