"""Lists for institutions: an update makes the new version of the old one, and says when it does not fit."""

import hashlib

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.registry.rules import hash_lists, rice
from arasha.kernel.compiled import Array
from arasha.kernel.errors import Conflict, Malformed
from arasha.kernel.identifiers import Kind, read

lists = st.sets(st.integers(0, 2**64 - 1), max_size=40)
KEY = bytes(32)


def array(values: set[int]) -> Array:
    return np.array(sorted(values), np.uint64)


@given(lists)
def test_who_has_nothing_gets_the_whole(new: set[int]) -> None:
    update = hash_lists.whole(array(new))
    assert not update.partial
    assert hash_lists.applied(np.zeros(0, np.uint64), update).tolist() == sorted(new)


@given(lists, lists, lists)
def test_a_difference_makes_the_new_of_the_old(kept: set[int], old: set[int], new: set[int]) -> None:
    before, after = array(kept | old), array(kept | new)
    update = hash_lists.difference(before, after)
    assert hash_lists.applied(before, update).tolist() == after.tolist()


@given(lists, lists, lists)
def test_on_another_version_it_is_noticed(old: set[int], new: set[int], other: set[int]) -> None:
    update = hash_lists.difference(array(old), array(new))
    try:
        found = hash_lists.applied(array(other), update)
    except (Conflict, Malformed):
        return
    assert found.tolist() == sorted(new)


def test_the_checksum_is_that_of_the_sorted_prefixes() -> None:
    expected = hashlib.sha256(bytes.fromhex("000000000000000100000000000000ff")).digest()
    assert hash_lists.checksum(array({255, 1})) == expected


def test_a_place_outside_the_old_list_is_refused() -> None:
    update = hash_lists.difference(array({1, 2}), array({1}))._replace(
        removals=rice.encode(np.array([9], np.uint64), 32)
    )
    with pytest.raises(Malformed):
        hash_lists.applied(array({1, 2}), update)


def test_the_same_identifier_has_one_prefix_however_it_is_written_and_another_under_another_key() -> None:
    spellings = [read(Kind.PHONE, text) for text in ("+7 701 555 01 99", "8 (701) 555-01-99")]
    assert len({hash_lists.prefix_of(one, KEY) for one in spellings}) == 1
    assert hash_lists.prefix_of(spellings[0], b"\x01" * 32) != hash_lists.prefix_of(spellings[0], KEY)


def test_the_key_of_lists_is_another_than_that_of_tokens() -> None:
    assert hash_lists.list_key(KEY) != KEY
    assert hash_lists.list_key(KEY) != hash_lists.list_key(b"\x01" * 32)
