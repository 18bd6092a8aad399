"""What a story names is found in it, and sums, dates and words are not taken for numbers of somebody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.complaints.rules.story import MOST_FOUND, identifiers_in


def found(text: str) -> list[tuple[str, str]]:
    return [(each.kind.value, each.canonical) for each in identifiers_in(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Позвонили с 8 701 123 45 67.", [("phone", "+77011234567")]),
        ("нөмірі +7(705)123-45-67 екен", [("phone", "+77051234567")]),
        ("a call from +44 20 7946 0958, then silence", [("phone", "+442079460958")]),
        ("см. https://bonus-payment.kz/win!", [("url", "https://bonus-payment.kz/win")]),
        ("сайт bonus-payment.kz (обман)", [("domain", "bonus-payment.kz")]),
        ("в телеграме t.me/bonus_helper.", [("social", "telegram:bonus_helper")]),
        ("писали с help@bonus-payment.kz,", [("email", "help@bonus-payment.kz")]),
        ("на счёт KZ11 9910 0000 0000 0001", [("iban", "KZ119910000000000001")]),
        ("на карту 4111 1111 1111 1111", [("card", "4111111111111111")]),
        ("USDT: TJRabPrwbZy45sbavfcjinPJC18kjpRTv8", [("crypto", "TJRabPrwbZy45sbavfcjinPJC18kjpRTv8")]),
    ],
)
def test_what_people_write_is_found(text: str, names: list[tuple[str, str]]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "", "150 000 тенге", "20.11.2026 в 14:30", "ул.Абая д.5", "г.Алматы, т.е. там", "деньги.Она ушла",
        "карта 4111 1111 1111 1112", "1 250 000,50 ₸", "заявка № 123456789", "1234567890123456789012345",
    ],
)  # fmt: skip
def test_sums_dates_and_words_are_nobody_s_numbers(text: str) -> None:
    assert found(text) == []


def test_a_sum_before_a_number_does_not_spoil_it() -> None:
    assert found("перевёл 150000 87011234567") == [("phone", "+77011234567")]


def test_the_same_number_written_twice_is_found_once() -> None:
    assert found("8 701 123 45 67, ещё раз +77011234567") == [("phone", "+77011234567")]


def test_a_link_is_one_thing_and_not_its_parts() -> None:
    assert found("https://bonus-payment.kz/87011234567") == [("url", "https://bonus-payment.kz/87011234567")]


def test_at_most_fifty_are_taken() -> None:
    assert len(identifiers_in(" ".join(f"8701{number:07}" for number in range(2 * MOST_FOUND)))) == MOST_FOUND


@given(st.text())
def test_any_text_can_be_looked_through(text: str) -> None:
    for identifier in identifiers_in(text):
        assert identifier.readable
