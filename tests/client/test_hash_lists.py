"""A bank keeps a list at home: what the centre codes it reads; versions follow each other; slips are noticed."""

import base64

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.client.hash_lists import HashList, HomeList, RiceDeltas, WrongList
from arasha.domains.registry.rules import hash_lists
from arasha.domains.registry.rules.hash_lists import Update
from arasha.domains.registry.rules.rice import Coded
from arasha.kernel.compiled import Array
from arasha.kernel.identifiers import Kind, read

KEY = bytes(range(32))
lists = st.sets(st.integers(0, 2**64 - 1), max_size=30)


def told(update: Update, version: int) -> HashList:
    """An update as the centre's API says it."""
    return HashList(
        name="hold", version=version, partial_update=update.partial, count=0, minimum_wait_s=600, key=KEY.hex(),
        compressed_removals=deltas(update.removals), additions_eight_bytes=deltas(update.additions),
        sha256_checksum=update.checksum.hex(),
    )  # fmt: skip


def deltas(coded: Coded) -> RiceDeltas:
    return RiceDeltas(
        first_value=coded.first, rice_parameter=coded.parameter, entries_count=coded.deltas,
        encoded_data=base64.b64encode(coded.data).decode(),
    )  # fmt: skip


def sorted_array(values: set[int]) -> Array:
    return np.array(sorted(values), np.uint64)


@given(lists, lists, lists)
def test_a_list_is_fetched_whole_and_then_brought_up_to_date(kept: set[int], old: set[int], new: set[int]) -> None:
    before, after, home = sorted_array(kept | old), sorted_array(kept | new), HomeList()
    home.update(told(hash_lists.whole(before), 1))
    assert (home.version, home._values.tolist()) == (1, before.tolist())
    home.update(told(hash_lists.difference(before, after), 2))
    assert (home.version, home._values.tolist()) == (2, after.tolist())


def test_a_listed_number_is_found_by_its_one_form() -> None:
    phone, home = read(Kind.PHONE, "8 (701) 555-01-99"), HomeList()
    home.update(told(hash_lists.whole(sorted_array({hash_lists.prefix_of(phone, KEY), 5, 2**64 - 1})), 1))
    assert len(home) == 3
    assert home.has("phone", "+77015550199")
    assert not home.has("phone", "+77015550198")
    assert not home.has("iban", "+77015550199")


def test_an_update_of_another_version_is_refused_and_changes_nothing() -> None:
    home = HomeList()
    home.update(told(hash_lists.whole(sorted_array({1, 2, 3})), 1))
    for wrong in (
        hash_lists.difference(sorted_array({7, 8, 9}), sorted_array({8, 9})),
        hash_lists.difference(sorted_array(set(range(9))), sorted_array({0})),
    ):
        with pytest.raises(WrongList):
            home.update(told(wrong, 2))
    assert (home.version, len(home)) == (1, 3)


def test_coded_numbers_that_end_early_are_refused() -> None:
    update = hash_lists.whole(sorted_array({1, 2**40, 2**60}))
    short = update._replace(additions=update.additions._replace(data=update.additions.data[:3]))
    with pytest.raises(WrongList):
        HomeList().update(told(short, 1))
