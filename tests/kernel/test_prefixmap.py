"""A large map from keys to bytes, as a file, with later changes laid over it: it answers like a dictionary."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from arasha.kernel import prefixmap
from arasha.kernel.compiled import Array
from arasha.kernel.prefixmap import Delta, PrefixMap

LARGEST = 2**64 - 1

# Keys that share their first bits, that stand at the ends, or anywhere.
keys = st.integers(1, 40) | st.integers(LARGEST - 40, LARGEST) | st.integers(1, LARGEST)
maps = st.dictionaries(keys, st.integers(1, 255), max_size=200)
changes = st.lists(st.dictionaries(keys, st.integers(0, 255), max_size=20), max_size=4)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "registry.map"


def build(path: Path, content: dict[int, int], as_of: int = 7) -> PrefixMap:
    prefixmap.build(path, numbers(content), np.array(list(content.values()), np.uint8), as_of)
    return prefixmap.open_map(path)


def laid_over(delta: Delta, change: dict[int, int]) -> Delta:
    return prefixmap.changed(delta, numbers(change), np.array(list(change.values()), delta.values.dtype))


def numbers(values: object) -> Array:
    return np.array(list(values), np.uint64)  # type: ignore[call-overload]


@given(maps, changes, st.lists(keys, max_size=30))
@example({}, [], [1, LARGEST])
@example({LARGEST: 1}, [{LARGEST: 0}], [LARGEST])
@example(dict.fromkeys(range(1, 200), 9), [], [0, 200])
def test_it_answers_like_a_dictionary(
    tmp_path_factory: pytest.TempPathFactory, content: dict[int, int], later: list[dict[int, int]], others: list[int]
) -> None:
    known, delta = build(tmp_path_factory.mktemp("map") / "registry.map", content), prefixmap.empty_delta()
    truth = dict(content)
    for change in later:
        delta = laid_over(delta, change)
        truth |= change
    wanted = [*content, *(key for change in later for key in change), *others, 0]
    found = prefixmap.look_up(known, delta, numbers(wanted))
    assert found.tolist() == [truth.get(key, 0) for key in wanted]


@given(st.dictionaries(keys, st.integers(1, 2**32 - 1), max_size=50), changes)
def test_values_may_be_as_wide_as_32_bits(
    tmp_path_factory: pytest.TempPathFactory, content: dict[int, int], later: list[dict[int, int]]
) -> None:
    path, truth = tmp_path_factory.mktemp("map") / "wide.map", dict(content)
    prefixmap.build(path, numbers(content), np.array(list(content.values()), np.uint32), 7)
    delta = prefixmap.empty_delta(4)
    for change in later:
        delta = laid_over(delta, change)
        truth |= change
    assert prefixmap.look_up(prefixmap.open_map(path, 4), delta, numbers(truth)).tolist() == list(truth.values())


def test_a_map_of_other_values_is_not_read_as_if_it_were_this_one(path: Path) -> None:
    build(path, {1: 1})
    with pytest.raises(ValueError, match="not a map"):
        prefixmap.open_map(path, 4)


def test_of_a_key_that_changes_twice_at_once_the_last_counts() -> None:
    delta = prefixmap.changed(prefixmap.empty_delta(), numbers([5, 9, 5]), np.array([1, 2, 3], np.uint8))
    assert (delta.keys.tolist(), delta.values.tolist()) == ([5, 9], [3, 2])


def test_the_key_that_stands_for_none_changes_nothing() -> None:
    delta = prefixmap.changed(prefixmap.empty_delta(), numbers([0, 5, 0]), np.array([1, 2, 3], np.uint8))
    assert (delta.keys.tolist(), delta.values.tolist()) == ([5], [2])


def test_keys_may_be_asked_in_any_shape(path: Path) -> None:
    known = build(path, {1: 10, 2: 20})
    asked = numbers([1, 2, 3, 0]).reshape(2, 2)
    assert prefixmap.look_up(known, prefixmap.empty_delta(), asked).tolist() == [[10, 20], [0, 0]]


def test_a_map_says_as_of_which_fact_it_is(path: Path) -> None:
    assert build(path, {1: 1}, as_of=41).as_of == 41


def test_where_there_is_no_file_there_is_an_empty_map(path: Path) -> None:
    known = prefixmap.open_map(path)
    assert known.as_of == -1
    assert prefixmap.look_up(known, prefixmap.empty_delta(), numbers([1, LARGEST])).tolist() == [0, 0]


def test_a_new_map_does_not_disturb_those_who_read_the_old_one(path: Path) -> None:
    old = build(path, {1: 10})
    new = build(path, {1: 11, 2: 12})
    nothing = prefixmap.empty_delta()
    assert prefixmap.look_up(old, nothing, numbers([1, 2])).tolist() == [10, 0]
    assert prefixmap.look_up(new, nothing, numbers([1, 2])).tolist() == [11, 12]
    assert [child.name for child in path.parent.iterdir()] == [path.name]


def test_a_torn_file_is_refused_wherever_it_is_torn(path: Path) -> None:
    build(path, dict.fromkeys(range(1, 20), 3))
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(ValueError):
            prefixmap.open_map(path)


def test_another_file_is_refused(path: Path) -> None:
    path.write_bytes(b"ARSNAP1\0" + bytes(4096))
    with pytest.raises(ValueError, match="is not a map of this version"):
        prefixmap.open_map(path)


@given(changes)
def test_changes_are_kept_in_the_order_of_keys_the_last_one_counting(later: list[dict[int, int]]) -> None:
    delta, truth = prefixmap.empty_delta(), dict[int, int]()
    for change in later:
        delta = laid_over(delta, change)
        truth |= change
    assert dict(zip(delta.keys.tolist(), delta.values.tolist(), strict=True)) == truth
    assert delta.keys.tolist() == sorted(truth)
    assert isinstance(delta, Delta)
