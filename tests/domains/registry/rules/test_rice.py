"""Rice–Golomb coding: what was coded comes back, hostile bits are refused, random numbers are short."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.registry.rules import rice
from arasha.domains.registry.rules.rice import NOTHING, Coded
from arasha.kernel.errors import Malformed

wide = st.sets(st.integers(0, 2**64 - 1), max_size=60)
near = st.sets(st.integers(0, 5_000), max_size=60)
BITS = (32, 64)


def sorted_array(values: set[int]) -> "np.ndarray[tuple[int], np.dtype[np.uint64]]":
    return np.array(sorted(values), np.uint64)


@given(wide)
def test_wide_numbers_come_back(values: set[int]) -> None:
    found = rice.decode(rice.encode(sorted_array(values), 64), 64)
    assert found.tolist() == sorted(values)


@pytest.mark.parametrize("bits", BITS)
@given(values=near)
def test_near_numbers_come_back(bits: int, values: set[int]) -> None:
    found = rice.decode(rice.encode(sorted_array(values), bits), bits)
    assert found.tolist() == sorted(values)


@given(st.sets(st.integers(0, 2**32 - 1), max_size=60))
def test_places_come_back(values: set[int]) -> None:
    found = rice.decode(rice.encode(sorted_array(values), 32), 32)
    assert found.tolist() == sorted(values)


def test_a_far_number_after_near_ones_comes_back() -> None:
    """A difference whose quotient has hundreds of ones."""
    values = [*range(200), 2**32 - 1]
    coded = rice.encode(np.array(values, np.uint64), 32)
    assert rice.decode(coded, 32).tolist() == values


@pytest.mark.parametrize("values", [[], [0], [2**64 - 1], [0, 2**64 - 1]])
def test_the_edges_come_back(values: list[int]) -> None:
    assert rice.decode(rice.encode(np.array(values, np.uint64), 64), 64).tolist() == values


def test_it_is_the_form_of_safe_browsing() -> None:
    """The parameter lies where v5 allows it; bits fill a byte from the lowest: 5 = quotient 0, rest 5 in three bits."""
    coded = rice.encode(np.array([100, 105], np.uint64), 32)
    assert (coded.first, coded.parameter, coded.deltas) == (100, 3, 1)
    assert coded.data == bytes([0b1010])


def test_random_numbers_take_little_more_than_their_information() -> None:
    values = np.unique(np.random.default_rng(7).integers(0, 2**64 - 1, 100_000, np.uint64))
    coded = rice.encode(values, 64)
    ideal = np.log2(2**64 / len(values)) + 1.4427  # bits a number, for a random set
    assert 8 * len(coded.data) / len(values) < ideal + 0.2


@given(st.integers(0, 2**64), st.integers(0, 70), st.integers(-1, 40), st.binary(max_size=40))
def test_hostile_bits_are_refused_or_read_as_ascending_numbers(
    first: int, parameter: int, count: int, data: bytes
) -> None:
    try:
        found = rice.decode(Coded(first, parameter, count, data), 64).tolist()
    except Malformed:
        return
    assert found == sorted(set(found))
    assert len(found) == count + 1


def test_bits_that_do_not_last_are_refused() -> None:
    coded = rice.encode(np.array([1, 2**40, 2**50, 2**60], np.uint64), 64)
    with pytest.raises(Malformed):
        rice.decode(coded._replace(data=coded.data[:-4]), 64)
    with pytest.raises(Malformed):
        rice.decode(coded._replace(data=b"\xff" * len(coded.data)), 64)


def test_nothing_is_nothing() -> None:
    assert rice.encode(np.zeros(0, np.uint64), 64) == NOTHING
    assert len(rice.decode(NOTHING, 64)) == 0
