"""Tokens: the same identifier gives the same token under one key, and tells nothing under any other."""

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel.errors import Malformed
from arasha.kernel.identifiers import Kind, read, token_input
from arasha.kernel.tokens import TOKEN_BYTES, Tokens, as_uuid, from_hex

keys = st.binary(min_size=32, max_size=32)


def test_a_token_is_hmac_sha256_cut_to_128_bits() -> None:
    """RFC 4231 §4.6, the test case for truncation."""
    token = Tokens(bytes([0x0C]) * 20).token(b"Test With Truncation")
    assert token.hex() == "a3b6167473100ee06e0c796c2955552b"


@given(keys, st.binary())
def test_the_same_message_has_the_same_token(key: bytes, message: bytes) -> None:
    assert Tokens(key).token(message) == Tokens(key).token(message)
    assert len(Tokens(key).token(message)) == TOKEN_BYTES


@given(keys, keys, st.binary())
def test_another_purpose_has_other_tokens(one: bytes, other: bytes, message: bytes) -> None:
    assert (Tokens(one).token(message) == Tokens(other).token(message)) == (one == other)


def test_the_same_digits_of_another_kind_have_another_token() -> None:
    tokens = Tokens(bytes(32))
    as_kinds = [read(kind, "900715300124") for kind in (Kind.IIN, Kind.ACCOUNT, Kind.DEVICE)]
    assert len({identifier.canonical for identifier in as_kinds if identifier.readable}) == 1
    assert len({tokens.token(token_input(identifier)) for identifier in as_kinds}) == 3


@pytest.mark.parametrize("spelling", ["+7 701 123 45 67", "8 (701) 123-45-67", "77011234567"])
def test_however_a_number_is_written_it_has_one_token(spelling: str) -> None:
    tokens = Tokens(bytes(32))
    assert tokens.token(token_input(read(Kind.PHONE, spelling))) == tokens.token(
        token_input(read(Kind.PHONE, "+77011234567"))
    )


@given(st.binary(min_size=TOKEN_BYTES, max_size=TOKEN_BYTES))
def test_a_token_travels_as_hex_and_rests_as_uuid(token: bytes) -> None:
    assert from_hex(token.hex(), field="token") == token
    assert as_uuid(token) == UUID(token.hex())
    assert as_uuid(token).bytes == token


@pytest.mark.parametrize(
    "text", ["", "0" * 31, "0" * 33, "A" * 32, "g" * 32, " " + "0" * 31, "0" * 32 + "\n", "٠" * 32]
)
def test_anything_but_32_lower_case_hex_digits_is_refused_by_field_and_without_the_value(text: str) -> None:
    with pytest.raises(Malformed, match="32 lower-case hex digits") as refused:
        from_hex(text, field="creditor.phone")
    assert refused.value.field == "creditor.phone"
    assert not text.strip() or text not in refused.value.detail
