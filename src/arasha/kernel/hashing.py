"""Hashing many byte strings at once: MurmurHash3 x64 128 (Appleby, public domain), compiled.

Used to remember what was asked; not a cryptographic hash. Whoever makes two of his own questions collide deceives only
himself, because the asker is part of the seed. `mmh3` is the oracle of its tests.
"""

from collections.abc import Sequence

import numpy as np

from arasha.kernel.compiled import Array, Whole, compiled

HASH = np.dtype([("lo", "u8"), ("hi", "u8")])

C1, C2 = np.uint64(0x87C37B91114253D5), np.uint64(0x4CF5AD432745937F)
MIX1, MIX2 = np.uint64(0xFF51AFD7ED558CCD), np.uint64(0xC4CEB9FE1A85EC53)
FIVE, ADD1, ADD2 = np.uint64(5), np.uint64(0x52DCE729), np.uint64(0x38495AB5)
SIXTY_FOUR = np.uint64(64)
R27, R31, R33 = np.uint64(27), np.uint64(31), np.uint64(33)


def joined(texts: Sequence[str]) -> tuple[bytes, Array]:
    """Texts end to end in UTF-8, and how many bytes each takes."""
    whole = "".join(texts)
    if whole.isascii():
        return whole.encode(), np.fromiter(map(len, texts), np.int64, len(texts))
    parts = [text.encode() for text in texts]
    return b"".join(parts), lengths(parts)


def lengths(parts: Sequence[bytes]) -> Array:
    """How many bytes each part takes."""
    return np.fromiter(map(len, parts), np.int64, len(parts))


def hashes(content: bytes, sizes: Array, seeds: Array) -> Array:
    """The hashes (`HASH`) of byte strings that lie end to end, each with its seed (int64, taken modulo 2^32)."""
    found = np.empty(len(sizes), HASH)
    hash_all(np.frombuffer(content or b"\0", np.uint8), sizes, seeds, found)
    return found


@compiled
def hash_all(content: Array, sizes: Array, seeds: Array, found: Array) -> None:
    """Hash every part."""
    begin = 0
    for i in range(len(sizes)):
        seed = np.uint64(seeds[i]) & np.uint64(0xFFFFFFFF)
        found[i]["lo"], found[i]["hi"] = hash_one(content[begin : begin + sizes[i]], seed)
        begin += sizes[i]


@compiled
def hash_one(data: Array, seed: Whole) -> tuple[Whole, Whole]:
    """MurmurHash3_x64_128 of one part: low and high half."""
    h1, h2 = seed, seed
    whole = len(data) // 16 * 16
    for at in range(0, whole, 16):
        h1 ^= rotated(word(data, at, 8) * C1, R31) * C2
        h1 = (rotated(h1, R27) + h2) * FIVE + ADD1
        h2 ^= rotated(word(data, at + 8, 8) * C2, R33) * C1
        h2 = (rotated(h2, R31) + h1) * FIVE + ADD2
    rest = len(data) - whole
    if rest > 8:
        h2 ^= rotated(word(data, whole + 8, rest - 8) * C2, R33) * C1
    if rest > 0:
        h1 ^= rotated(word(data, whole, min(rest, 8)) * C1, R31) * C2
    h1, h2 = h1 ^ np.uint64(len(data)), h2 ^ np.uint64(len(data))
    h1 += h2
    h2 += h1
    h1, h2 = mixed(h1), mixed(h2)
    h1 += h2
    h2 += h1
    return h1, h2


@compiled
def word(data: Array, at: Whole, size: Whole) -> Whole:
    """Up to eight bytes as a little-endian number."""
    value = np.uint64(0)
    for i in range(size):
        value |= np.uint64(data[at + i]) << np.uint64(8 * i)
    return value


@compiled
def rotated(value: Whole, left: Whole) -> Whole:
    """64 bits rotated to the left."""
    return np.uint64(value << left | value >> (SIXTY_FOUR - left))


@compiled
def mixed(value: Whole) -> Whole:
    """The finalizer: every bit of the input reaches every bit of the output."""
    value ^= value >> R33
    value *= MIX1
    value ^= value >> R33
    value *= MIX2
    return np.uint64(value ^ value >> R33)
