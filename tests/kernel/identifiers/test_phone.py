"""Telephone numbers; libphonenumber is the oracle for +7."""

import re

import phonenumbers
import pytest
from hypothesis import given
from hypothesis import strategies as st
from phonenumbers import PhoneNumberType, carrier

from arasha.kernel.identifiers import Kind, Line, Operator, Phone, Reason, Unread, read
from tests.kernel.identifiers.examples import at_any_speed, mobiles, numbers

ORACLE_LINES = {
    PhoneNumberType.MOBILE: Line.MOBILE,
    PhoneNumberType.FIXED_LINE: Line.FIXED,
    PhoneNumberType.TOLL_FREE: Line.TOLL_FREE,
    PhoneNumberType.PREMIUM_RATE: Line.PREMIUM,
    PhoneNumberType.PERSONAL_NUMBER: Line.SPECIAL,
    PhoneNumberType.VOIP: Line.SPECIAL,
}
ORACLE_OPERATORS = {
    "T2": Operator.T2,
    "Kcell/Activ": Operator.KCELL,
    "Beeline": Operator.BEELINE,
    "Kulan": Operator.KULAN,
    "Nursat": Operator.NURSAT,
    "Arna": Operator.ARNA,
    "2Day Telecom": Operator.TWO_DAY,
    "Darkhan Telecom": Operator.DARKHAN,
}


@pytest.mark.parametrize(
    "raw",
    [
        "+77011234567",
        "+7 (701) 123-45-67",
        "8 701 123 45 67",
        "8(701)1234567",
        "77011234567",
        "007 701 123 45 67",
        "8 10 7 701 123 45 67",
        "701 123 45 67",
        "701.123.45.67",
        "+7\u00a0701\u2011123\u201345\u221267",
        "+７７０１１２３４５６７",
        "٨٧٠١١٢٣٤٥٦٧",
    ],
)
def test_a_mobile_number_is_the_same_however_it_is_written(raw: str) -> None:
    phone = Phone.parse(raw)
    assert phone.canonical == "+77011234567"
    assert (phone.country, phone.line, phone.operator) == ("KZ", Line.MOBILE, Operator.KCELL)
    assert phone.display == "+7 701 123 45 67"
    assert phone.mask == "+7 701 ••• •• 67"


@pytest.mark.parametrize("subscriber", ["2412345", "2312345", "1234567", "0000000"])
def test_the_plan_agrees_with_the_oracle_on_every_code_of_seven(subscriber: str) -> None:
    for code in range(1000):
        number = f"+7{code:03}{subscriber}"
        oracle = phonenumbers.parse(number)
        if phonenumbers.is_valid_number(oracle):
            phone = Phone.parse(number)
            assert phone.canonical == number
            assert phone.country in (phonenumbers.region_code_for_number(oracle), None)
            assert phone.line is ORACLE_LINES[phonenumbers.number_type(oracle)]
            expected = carrier.name_for_number(oracle, "en") if phone.country == "KZ" else ""
            assert phone.operator is ORACLE_OPERATORS.get(expected)


@at_any_speed
@given(mobiles)
def test_what_the_oracle_reads_as_kazakhstani_is_read_alike(raw: str) -> None:
    oracle = phonenumbers.parse(re.sub("^(810|00)", "+", raw), "KZ")
    if phonenumbers.is_valid_number(oracle):
        assert Phone.parse(raw).canonical == f"+7{oracle.national_number}"


@at_any_speed
@given(st.sampled_from("067"), numbers(9))
def test_zones_0_6_and_7_are_kazakhstans_even_where_the_oracle_does_not_know_them(zone: str, rest: str) -> None:
    assert Phone.parse(f"+7{zone}{rest}").country == "KZ"


@at_any_speed
@given(st.sampled_from("349"), numbers(9))
def test_zones_3_4_and_9_are_russias(zone: str, rest: str) -> None:
    phone = Phone.parse(f"8{zone}{rest}")
    assert (phone.canonical, phone.country, phone.operator) == (f"+7{zone}{rest}", "RU", None)


@pytest.mark.parametrize(
    ("raw", "country", "line", "operator"),
    [
        ("8 7172 12 34 56", "KZ", Line.FIXED, None),
        ("8 727 250 12 34", "KZ", Line.FIXED, None),
        ("8 747 123 45 67", "KZ", Line.MOBILE, Operator.T2),
        ("8 777 123 45 67", "KZ", Line.MOBILE, Operator.BEELINE),
        ("8 751 123 45 67", "KZ", Line.SPECIAL, None),
        ("+7 601 123 45 67", "KZ", Line.UNKNOWN, None),
        ("8 800 080 12 34", None, Line.TOLL_FREE, None),
        ("8 809 123 45 67", None, Line.PREMIUM, None),
        ("+7 912 345 67 89", "RU", Line.MOBILE, None),
        ("8 495 123 45 67", "RU", Line.FIXED, None),
        ("+44 20 7946 0958", "GB", Line.FIXED, None),
        ("+998 90 123 45 67", "UZ", Line.MOBILE, None),
        ("00 996 555 123 456", "KG", Line.MOBILE, None),
        ("+1 (415) 555-2671", "US", Line.UNKNOWN, None),
        ("+800 1234 5678", None, Line.TOLL_FREE, None),
    ],
)
def test_a_number_says_country_line_and_operator(
    raw: str, country: str | None, line: Line, operator: Operator | None
) -> None:
    phone = Phone.parse(raw)
    assert (phone.country, phone.line, phone.operator) == (country, line, operator)


def test_a_foreign_number_is_shown_as_its_country_groups_it() -> None:
    phone = Phone.parse("998901234567")
    assert phone.canonical == "+998901234567"
    assert phone.display == "+998 90 123 45 67"
    assert phone.mask == "+998 •• ••• •• 67"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("112", Reason.LENGTH),
        ("9909", Reason.LENGTH),
        ("250-12-34", Reason.LENGTH),
        ("+7 701 123 45 6", Reason.LENGTH),
        ("+7 701 123 45 678", Reason.LENGTH),
        ("0701123456", Reason.LENGTH),
        ("+7 501 123 45 67", Reason.PREFIX),
        ("+8 701 123 45 67", Reason.COUNTRY),
        ("123456789012", Reason.COUNTRY),
        ("+999 123 456 789", Reason.COUNTRY),
        ("8 800 ALMATY", Reason.CHARACTERS),
        ("+", Reason.CHARACTERS),
        ("++77011234567", Reason.CHARACTERS),
    ],
)
def test_what_is_wrong_with_a_number_is_said(raw: str, why: Reason) -> None:
    kept = read(Kind.PHONE, raw)
    assert isinstance(kept, Unread)
    assert kept.reason is why


def test_after_an_international_prefix_the_country_code_is_not_optional() -> None:
    assert not read(Kind.PHONE, "00 701 123 45 67").readable
    assert not read(Kind.PHONE, "8 10 701 123 45 67").readable
