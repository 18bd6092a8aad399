"""A large read-only map from 64-bit keys to small numbers, as a file that every process maps into memory.

Keys are sorted; an index by their first bits says where each range begins, so that a look-up reads two numbers and a
few neighbours: with 50 million keys about 9.3 bytes a key beside its value, and 90 ns a look-up. What changed since the
file was written is laid over it as a small sorted `Delta`.

    file: header (64 bytes) | index: uint32 × (2^bits + 1) | keys: uint64 × n | values: uint8 or uint32 × n
"""

import mmap
import os
import struct
from pathlib import Path
from typing import NamedTuple

import numpy as np

from arasha.kernel.compiled import Array, Record, Whole, compiled

MAGIC = b"ARMAP1\0\0"
HEADER = struct.Struct("<8sQIIq32x")  # magic, keys, bits of the index, bytes of a value (0 is 1), as_of
WIDTHS = {0: np.uint8, 1: np.uint8, 4: np.uint32}
MOST_BITS = 24
KEYS_A_RANGE = 4  # about so many keys share a range


class PrefixMap(NamedTuple):
    """An opened map; `as_of` is the sequence of the last fact it holds. The key 0 is never in it."""

    begins: Array
    keys: Array
    values: Array
    bits: int
    as_of: int


class Delta(NamedTuple):
    """Later changes: sorted keys and their new values, as wide as the map's; the value 0 takes a key out."""

    keys: Array
    values: Array


def build(path: Path, keys: Array, values: Array, as_of: int) -> None:
    """Write a map whole or not at all.

    `keys` (uint64) and `values` (uint8 or uint32, none 0) in any order, no key twice.
    """
    order = np.argsort(keys, kind="stable")
    keys, values = keys[order], values[order]
    bits = min(MOST_BITS, max(1, (len(keys) // KEYS_A_RANGE).bit_length()))
    begins = np.arange(2**bits, dtype=np.uint64) << np.uint64(64 - bits)
    index = np.append(np.searchsorted(keys, begins), len(keys)).astype(np.uint32)
    draft = path.with_suffix(".new")
    with draft.open("wb") as file:
        file.write(HEADER.pack(MAGIC, len(keys), bits, values.itemsize, as_of))
        for part in (index, keys.astype(np.uint64, copy=False), values):
            file.write(part.data)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)


def open_map(path: Path, width: int = 1) -> PrefixMap:
    """Map a file of values of `width` bytes into memory, or an empty map when there is none.

    `ValueError` when it is something else.
    """
    if not path.exists():
        return PrefixMap(np.zeros(3, np.uint32), np.zeros(0, np.uint64), np.zeros(0, WIDTHS[width]), 1, -1)
    with path.open("rb") as file:
        data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    magic, count, bits, wide, as_of = HEADER.unpack(data[: HEADER.size].ljust(HEADER.size, b"\0"))
    if magic != MAGIC or max(wide, 1) != width:
        raise ValueError(f"{path} is not a map of this version")
    index = np.frombuffer(data, np.uint32, 2**bits + 1, HEADER.size)
    keys = np.frombuffer(data, np.uint64, count, HEADER.size + index.nbytes)
    values = np.frombuffer(data, WIDTHS[width], count, HEADER.size + index.nbytes + keys.nbytes)
    return PrefixMap(index, keys, values, bits, as_of)


def empty_delta(width: int = 1) -> Delta:
    """No changes."""
    return Delta(np.zeros(0, np.uint64), np.zeros(0, WIDTHS[width]))


def changed(delta: Delta, keys: Array, values: Array) -> Delta:
    """The delta with further changes, in their order: of a key that comes twice the last counts; the key 0 is none."""
    order = np.argsort(keys, kind="stable")[np.count_nonzero(keys == 0) :]
    keys, values = keys[order], values[order]
    last = np.append(keys[1:] != keys[:-1], np.ones(min(len(keys), 1), np.bool_))
    keys, values = keys[last], values[last]
    at = np.searchsorted(delta.keys, keys)
    known = np.append(delta.keys, np.uint64(0))[at] == keys
    merged = delta.values.copy()
    merged[at[known]] = values[known]
    return Delta(
        np.insert(delta.keys, at[~known], keys[~known]),
        np.insert(merged, at[~known], values[~known]).astype(merged.dtype),
    )


def look_up(known: PrefixMap, delta: Delta, wanted: Array) -> Array:
    """The values of keys (uint64, any shape); 0 for those that are not in the map, and for the key 0."""
    found = np.zeros(wanted.shape, known.values.dtype)
    look_up_all(
        (known.begins, known.keys, known.values), np.uint64(64 - known.bits), delta, wanted.ravel(), found.ravel()
    )
    return found


@compiled
def look_up_all(known: tuple[Array, Array, Array], shift: Whole, delta: Delta, wanted: Array, found: Record) -> None:
    """Look up every key: first among the changes, then in the file."""
    begins, keys, values = known
    for i in range(len(wanted)):
        key = wanted[i]
        if key == 0:
            continue
        place = np.searchsorted(delta.keys, key)
        if place < len(delta.keys) and delta.keys[place] == key:
            found[i] = delta.values[place]
            continue
        begin = key >> shift
        for at in range(begins[begin], begins[begin + np.uint64(1)]):
            if keys[at] == key:
                found[i] = values[at]
                break
