"""A snapshot is read back as it was saved, or not at all."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from arasha.kernel import snapshot
from arasha.kernel.compiled import Array

RECORD = np.dtype([("key", "u8"), ("window", "i4", (3,)), ("share", "f8"), ("name", "S5"), ("open", "?")])

numbered = st.sampled_from(["u1", "i2", "u4", "i8", "u8", "f8", "?"]).map(np.dtype)
any_array = numbered.flatmap(
    lambda dtype: arrays.arrays(dtype, arrays.array_shapes(max_dims=3, max_side=6, min_side=0))
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "hot" / "engine.snapshot"


def rows(count: int) -> Array:
    made = np.zeros(count, RECORD)
    made["key"], made["window"][:, 1], made["name"] = np.arange(count), 7, b"tulip"
    return made


@given(st.dictionaries(st.text(max_size=8), any_array, max_size=5))
def test_arrays_of_any_shape_come_back_as_they_were(
    tmp_path_factory: pytest.TempPathFactory, kept: dict[str, Array]
) -> None:
    path = tmp_path_factory.mktemp("snapshot") / "a.snapshot"
    snapshot.save(path, kept)
    loaded = snapshot.load(path)
    assert loaded.keys() == kept.keys()
    for name, array in kept.items():
        assert loaded[name].dtype == array.dtype
        assert loaded[name].shape == array.shape
        assert loaded[name].tobytes() == array.tobytes()


def test_records_come_back_with_their_fields(path: Path) -> None:
    snapshot.save(path, {"accounts": rows(1_000)})
    loaded = snapshot.load(path)["accounts"]
    assert loaded.dtype == RECORD
    assert loaded.tobytes() == rows(1_000).tobytes()


def test_a_view_is_saved_as_what_it_shows(path: Path) -> None:
    snapshot.save(path, {"every third": np.arange(12).reshape(3, 4)[:, ::3]})
    assert snapshot.load(path)["every third"].tolist() == [[0, 3], [4, 7], [8, 11]]


def test_one_array_can_be_read_without_the_others(path: Path) -> None:
    snapshot.save(path, {"accounts": rows(10), "next": np.array([77])})
    assert {name: array.tolist() for name, array in snapshot.load(path, only="next").items()} == {"next": [77]}


def test_what_is_loaded_may_be_changed_and_the_file_stays(path: Path) -> None:
    snapshot.save(path, {"next": np.array([77])})
    snapshot.load(path)["next"][0] = 0
    assert snapshot.load(path)["next"][0] == 77


def test_a_torn_file_is_refused_wherever_it_is_torn(path: Path) -> None:
    snapshot.save(path, {"next": np.array([77, 78]), "accounts": rows(200)})
    whole = path.read_bytes()
    for length in [*range(2_000), *range(2_000, len(whole), 997), len(whole) - 1]:
        path.write_bytes(whole[:length])
        with pytest.raises(ValueError):
            snapshot.load(path)


def test_another_file_is_refused(path: Path) -> None:
    path.parent.mkdir()
    path.write_bytes(b"ARMAP1\0\0" + bytes(100))
    with pytest.raises(ValueError, match="is not a snapshot of this version"):
        snapshot.load(path)


def test_a_snapshot_replaces_the_one_before_whole(path: Path) -> None:
    snapshot.save(path, {"accounts": rows(500)})
    snapshot.save(path, {"next": np.array([1])})
    assert list(snapshot.load(path)) == ["next"]
    assert [child.name for child in path.parent.iterdir()] == [path.name]


def test_a_saver_that_was_killed_leaves_the_one_before(path: Path) -> None:
    snapshot.save(path, {"next": np.array([1])})
    path.with_suffix(".new").write_bytes(b"half a snap")
    assert snapshot.load(path)["next"][0] == 1
    snapshot.save(path, {"next": np.array([2])})
    assert snapshot.load(path)["next"][0] == 2


def test_nobody_else_may_read_the_folder(path: Path) -> None:
    snapshot.save(path, {"next": np.array([1])})
    assert path.parent.stat().st_mode & 0o077 == 0
