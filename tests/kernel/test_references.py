"""References: read back however they are written, slips noticed; codes: unguessable, and typed as people type."""

import hmac
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel.errors import Malformed
from arasha.kernel.references import CROCKFORD, Letter, Reference, digest_of, new_code, number, read, reference

letters = st.sampled_from(Letter)
numbers = st.integers(1, 10**12 - 1)


def test_a_reference_is_a_letter_a_number_and_a_check_digit() -> None:
    assert reference(Letter.HOLD, 123) == "H-000123-3"
    assert reference(Letter.COMPLAINT, 12_345_678) == "C-12345678-6"


@given(letters, numbers)
def test_a_reference_reads_back_however_it_is_spaced(letter: Letter, value: int) -> None:
    written = reference(letter, value)
    for text in (written, written.lower(), written.replace("-", " "), written.replace("-", ""), f"  {written}\n"):
        assert read(text) == Reference(letter, value)


@given(letters, numbers, st.data())
def test_a_slip_of_one_digit_is_noticed(letter: Letter, value: int, data: st.DataObject) -> None:
    written = reference(letter, value)
    place = data.draw(st.sampled_from([index for index, sign in enumerate(written) if sign.isdigit()]))
    other = data.draw(st.sampled_from([digit for digit in "0123456789" if digit != written[place]]))
    with pytest.raises(Malformed, match="slip"):
        read(written[:place] + other + written[place + 1 :])


@given(letters, letters, numbers)
def test_the_letter_of_another_kind_is_noticed(letter: Letter, other: Letter, value: int) -> None:
    if letter != other:
        with pytest.raises(Malformed, match="slip"):
            read(other + reference(letter, value)[1:])


@pytest.mark.parametrize(
    "text", ["", "H", "123", "Z-000123-1", "H-12-3", "H-000123", "Н-000123-1", "H-0001234567890-1"]
)
def test_what_is_no_reference_is_refused_with_a_remedy(text: str) -> None:
    with pytest.raises(Malformed, match="looks like H-000123-3") as refused:
        read(text, field="hold")
    assert refused.value.field == "hold"


def test_a_reference_of_another_kind_opens_nothing() -> None:
    assert number(Letter.HOLD, "H-000123-3") == 123
    with pytest.raises(Malformed, match="begins with A"):
        number(Letter.APPEAL, "H-000123-3")


def test_a_code_has_ten_characters_in_two_groups_and_no_two_are_alike() -> None:
    codes = {new_code() for _ in range(1_000)}
    assert len(codes) == 1_000
    assert all(re.fullmatch(rf"[{CROCKFORD}]{{5}}-[{CROCKFORD}]{{5}}", code) for code in codes)


def test_a_code_is_the_same_however_it_is_typed() -> None:
    kept = digest_of("7KQ2M-X104T")
    for typed in ("7kq2mx104t", " 7KQ2M X1O4T ", "7kq2m–xi04t", "7KQ2M-XL04T"):
        assert hmac.compare_digest(digest_of(typed), kept)
    assert digest_of("7KQ2M-X104S") != kept
    assert len(kept) == 32
    assert b"7KQ2M" not in kept
