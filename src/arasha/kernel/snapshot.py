"""Snapshots of named arrays: one file, written whole or not at all, read back in one go.

file: magic | length of the table | table (JSON: name, type, shape, offset) | arrays, each at a page's beginning
"""

import os
import struct
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from arasha.kernel.compiled import Array

MAGIC = b"ARSNAP1\0"
PREFIX = struct.Struct("<8sQ")
PAGE = 4096


class Described(msgspec.Struct, frozen=True):
    """Where an array lies in the file."""

    name: str
    dtype: list[Any] | str
    shape: list[int]
    offset: int


def save(path: Path, arrays: dict[str, Array]) -> None:
    """Write arrays under their names."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    described, offset = [], PAGE * 16
    for name, array in arrays.items():
        described.append(Described(name, _plain(array.dtype), list(array.shape), offset))
        offset = -(-(offset + array.nbytes) // PAGE) * PAGE
    table, draft = msgspec.json.encode(described), path.with_suffix(".new")
    with draft.open("wb") as file:
        file.write(PREFIX.pack(MAGIC, len(table)) + table)
        for place, array in zip(described, arrays.values(), strict=True):
            file.seek(place.offset)
            np.ascontiguousarray(array).tofile(file)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def load(path: Path, only: str = "") -> dict[str, Array]:
    """Read the arrays of a snapshot, or just one of them; `ValueError` when the file is not one."""
    with path.open("rb") as file:
        magic, length = PREFIX.unpack(file.read(PREFIX.size).ljust(PREFIX.size, b"\0"))
        if magic != MAGIC:
            raise ValueError(f"{path} is not a snapshot of this version")
        arrays = {}
        for place in msgspec.json.decode(file.read(length), type=list[Described]):
            if only and place.name != only:
                continue
            file.seek(place.offset)
            dtype = np.dtype(place.dtype if isinstance(place.dtype, str) else [_field(field) for field in place.dtype])
            arrays[place.name] = np.fromfile(file, dtype, int(np.prod(place.shape))).reshape(place.shape)
    return arrays


def _plain(dtype: np.dtype[Any]) -> list[Any] | str:
    return dtype.str if dtype.names is None else [list(field) for field in dtype.descr]


def _field(field: list[Any]) -> tuple[Any, ...]:
    return tuple(tuple(part) if isinstance(part, list) else part for part in field)
