"""The number of a person. All of these are made up."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel.identifiers import IIN, Kind, Reason, Sex, Unread, read
from arasha.kernel.identifiers.national import check_digit
from tests.kernel.identifiers.examples import at_any_speed, iins

SECOND_WEIGHTS = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)


def reason(raw: str) -> Reason | None:
    kept = read(Kind.IIN, raw)
    return kept.reason if isinstance(kept, Unread) else None


def test_the_digits_say_birth_date_sex_and_century() -> None:
    iin = IIN.parse("900715 300124")
    assert iin.canonical == "900715300124"
    assert (iin.birth_date, iin.sex, iin.century) == (date(1990, 7, 15), Sex.MALE, 20)
    assert iin.display == "900715 300124"
    assert iin.mask == "•••••• ••0124"


def test_the_check_digit_is_the_weighted_sum_modulo_eleven() -> None:
    # 9·1 + 0·2 + 0·3 + 7·4 + 1·5 + 5·6 + 3·7 + 0·8 + 0·9 + 1·10 + 2·11 = 125 = 11·11 + 4
    assert check_digit("90071530012") == 4


def test_a_sum_of_ten_calls_for_the_second_weights() -> None:
    body = next(body for order in range(10_000) if weighed(body := f"9007153{order:04}") == 10)
    second = sum(int(digit) * weight for digit, weight in zip(body, SECOND_WEIGHTS, strict=True))
    assert check_digit(body) == second % 11
    assert IIN.parse(f"{body}{second % 11}").birth_date == date(1990, 7, 15)


def test_a_body_that_calls_for_ten_twice_is_never_issued() -> None:
    body = next(body for order in range(10_000) if check_digit(body := f"9007153{order:04}") is None)
    assert all(reason(f"{body}{digit}") is Reason.CHECK_DIGITS for digit in range(10))


def weighed(body: str) -> int:
    return sum(int(digit) * weight for weight, digit in enumerate(body, start=1)) % 11


@at_any_speed
@given(iins, st.integers(0, 9), st.integers(1, 9))
def test_a_mistake_in_the_first_ten_digits_is_noticed_where_the_first_weights_decide(
    iin: str, place: int, shift: int
) -> None:
    wrong = iin[:place] + str((int(iin[place]) + shift) % 10) + iin[place + 1 :]
    if weighed(iin[:11]) < 10 and weighed(wrong[:11]) < 10:
        assert not read(Kind.IIN, wrong).readable


@at_any_speed
@given(iins, st.integers(1, 9))
def test_a_mistake_in_the_check_digit_is_always_noticed(iin: str, shift: int) -> None:
    assert reason(iin[:11] + str((int(iin[11]) + shift) % 10)) is Reason.CHECK_DIGITS


@at_any_speed
@given(iins, st.integers(0, 9))
def test_a_mistake_in_the_eleventh_digit_is_not_noticed_where_the_first_weights_decide(iin: str, digit: int) -> None:
    if weighed(iin[:11]) < 10:
        assert read(Kind.IIN, f"{iin[:10]}{digit}{iin[11]}").readable


def test_a_number_with_a_wrong_check_digit_is_kept_but_not_read() -> None:
    kept = read(Kind.IIN, "900715300125")
    assert not kept.readable
    assert kept.raw == "900715300125"


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        ("90071530012", Reason.LENGTH),
        ("9007153001240", Reason.LENGTH),
        ("90071530O124", Reason.CHARACTERS),
        ("900230300122", Reason.DATE),
        ("901315300124", Reason.DATE),
        ("900715700124", Reason.PREFIX),
        ("940140000385", Reason.DATE),
    ],
)
def test_what_is_wrong_with_a_number_is_said(raw: str, why: Reason) -> None:
    assert reason(raw) is why


@pytest.mark.parametrize(
    ("digit", "born", "sex"),
    [
        ("1", date(1896, 2, 29), Sex.MALE),
        ("2", date(1896, 2, 29), Sex.FEMALE),
        ("3", date(1996, 2, 29), Sex.MALE),
        ("4", date(1996, 2, 29), Sex.FEMALE),
        ("5", date(2096, 2, 29), Sex.MALE),
        ("6", date(2096, 2, 29), Sex.FEMALE),
        ("0", None, None),
    ],
)
def test_the_seventh_digit_says_century_and_sex_and_zero_says_neither(
    digit: str, born: date | None, sex: Sex | None
) -> None:
    body = f"960229{digit}0001"
    iin = IIN.parse(f"{body}{check_digit(body)}")
    assert (iin.birth_date, iin.sex) == (born, sex)
    assert iin.century == (born and born.year // 100 + 1)


def test_the_leap_day_of_1900_does_not_exist_but_that_of_2000_does() -> None:
    assert reason("000229300010") is Reason.DATE
    assert IIN.parse(f"00022950001{check_digit('00022950001')}").birth_date == date(2000, 2, 29)


def test_arabic_digits_are_digits() -> None:
    assert IIN.parse("٩٠٠٧١٥٣٠٠١٢٤").canonical == "900715300124"
