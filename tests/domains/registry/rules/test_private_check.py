"""The private check: what the browser hashes, which bucket it asks for, and that a bucket tells nothing by its size."""

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.registry.rules import private_check
from arasha.domains.registry.rules.private_check import FULL, bounds, hash_of, padded
from arasha.kernel.errors import Malformed
from arasha.kernel.identifiers import Kind, read

KEY = bytes(32)
PREFIX = "0a1b"
in_bucket = st.binary(min_size=14, max_size=14).map(lambda rest: bytes.fromhex(PREFIX) + rest)


def test_the_hash_is_the_one_that_the_page_says() -> None:
    phone = read(Kind.PHONE, "+7 701 555 01 99")
    expected = hashlib.pbkdf2_hmac("sha256", b"phone\0+77015550199", b"arasha private check 1", 100_000, 16)
    assert hash_of(phone) == expected


def test_only_tools_of_fraud_are_published_and_never_a_number_of_a_person_s_own() -> None:
    assert {Kind.PHONE, Kind.IBAN, Kind.DOMAIN} == private_check.KINDS


@pytest.mark.parametrize("prefix", ["", "0a1", "0a1b2", "0A1B", "0a1g", "٠a1b", "../.", "0a1\n"])
def test_a_prefix_is_four_digits(prefix: str) -> None:
    with pytest.raises(Malformed):
        bounds(prefix)


@given(in_bucket)
def test_a_hash_lies_in_the_bucket_of_its_first_digits(found: bytes) -> None:
    least, greatest = bounds(PREFIX)
    assert least <= found <= greatest


@given(st.sets(in_bucket, max_size=40))
def test_a_bucket_is_never_short_and_loses_nothing(found: set[bytes]) -> None:
    told = padded(sorted(found), PREFIX, KEY)
    assert found <= set(told)
    assert len(told) >= min(FULL, len(found))
    assert len(told) == max(FULL, len(found))
    assert told == sorted(told)


def test_what_fills_a_bucket_is_the_same_each_time_and_another_in_another_bucket() -> None:
    assert padded([], PREFIX, KEY) == padded([], PREFIX, KEY)
    assert not set(padded([], PREFIX, KEY)) & set(padded([], "0a1c", KEY))
