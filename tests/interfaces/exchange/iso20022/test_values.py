"""Amounts are exact, instants are in UTC, and nothing is guessed."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.interfaces.exchange.iso20022.values import day, instant, markup, on_paper, tenge, tiyn
from arasha.kernel.errors import Malformed
from arasha.kernel.money import LARGEST


@given(st.integers(0, LARGEST))
def test_every_amount_comes_back_to_the_tiyn(amount: int) -> None:
    assert tiyn(tenge(amount)) == amount


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("1500", 150_000),
        ("1500.5", 150_050),
        ("1500.50000", 150_050),
        (".07", 7),
        ("0", 0),
        (" +12.30 ", 1230),
        ("5.", 500),
    ],
)
def test_an_amount_is_read_however_many_decimals_it_has(text: str, amount: int) -> None:
    assert tiyn(text) == amount


@pytest.mark.parametrize("text", ["1.005", "0.001", "99999999999999.99"])
def test_a_part_of_a_tiyn_and_more_than_any_payment_are_refused(text: str) -> None:
    with pytest.raises(Malformed):
        tiyn(text)


@pytest.mark.parametrize("text", ["", ".", "-5", "1e3", "1_000", "1 000", "1,5", "NaN", "١٢"])
def test_what_is_no_amount_is_not_guessed_at(text: str) -> None:
    with pytest.raises((ValueError, Malformed)):
        tiyn(text)


@pytest.mark.parametrize("amount", [-1, LARGEST + 1])
def test_an_amount_that_no_payment_has_is_not_written(amount: int) -> None:
    with pytest.raises(Malformed):
        tenge(amount)


@pytest.mark.parametrize(
    "text",
    ["2026-11-20T12:00:00+05:00", "2026-11-20T07:00:00Z", "2026-11-20T12:00:00", "2026-11-20T07:00:00.000000Z"],
)
def test_an_instant_without_an_offset_is_almaty_s(text: str) -> None:
    assert instant(text) == datetime(2026, 11, 20, 7, tzinfo=UTC)


def test_an_instant_is_written_with_its_offset_and_to_the_millisecond() -> None:
    assert on_paper(datetime(2026, 11, 20, 7, 0, 0, 123_999, UTC)) == "2026-11-20T12:00:00.123+05:00"


def test_a_day_may_have_an_offset_behind_it() -> None:
    assert day("2026-11-20+05:00") == date(2026, 11, 20)


def test_text_is_written_so_that_it_stays_text() -> None:
    assert markup("<a> & \r\n") == "&lt;a&gt; &amp; &#13;\n"


@pytest.mark.parametrize("text", ["\x00", "a\x0b", "\ud800", "\ufffe"])
def test_what_xml_cannot_carry_is_refused(text: str) -> None:
    with pytest.raises(Malformed, match="control characters"):
        markup(text)
