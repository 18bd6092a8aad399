"""Sorted numbers as Rice–Golomb coded differences: how lists of hashes travel, in the form of Safe Browsing v5.

The first number stands as it is. Each further one is its difference from the one before: the quotient by 2^parameter as
so many ones and a zero, then the remainder in `parameter` bits; bits fill each byte from the lowest. 50 million random
64-bit numbers take 5 bytes each. (Safe Browsing API v5, RiceDeltaEncoded32Bit and RiceDeltaEncoded64Bit.)
"""

from typing import Any, NamedTuple

import numpy as np

from arasha.kernel.compiled import Array, Whole, compiled
from arasha.kernel.errors import Malformed

# The parameters that v5 allows for values of 32 and of 64 bits.
PARAMETERS = {32: range(3, 31), 64: range(35, 63)}
WORD = 64
LN_PHI = 0.481_211_8
ONE = np.uint64(1)
UNREADABLE = "these are not Rice coded differences"


class Coded(NamedTuple):
    """Coded numbers: the first, the parameter, how many differences follow, and their bits. Nothing: `deltas` -1."""

    first: int
    parameter: int
    deltas: int
    data: bytes


NOTHING = Coded(0, 0, -1, b"")


def encode(values: Array, bits: int) -> Coded:
    """Code numbers (uint64, ascending, none twice) of 32 or 64 bits."""
    if not len(values):
        return NOTHING
    gaps = np.diff(values)
    parameter = _parameter(gaps, bits)
    shift = np.uint64(parameter)
    size = int((gaps >> shift).sum()) + len(gaps) * (parameter + 1)
    words = np.zeros(size // WORD + 2, np.uint64)
    _write(gaps, shift, words)
    return Coded(int(values[0]), parameter, len(gaps), words.tobytes()[: (size + 7) // 8])


def decode(coded: Coded, bits: int) -> Array:
    """The numbers again, as uint64; `Malformed` for what `encode` does not make."""
    if coded == NOTHING:
        return np.zeros(0, np.uint64)
    if not (0 <= coded.first < 2**bits and 0 <= coded.deltas <= 8 * len(coded.data)):
        raise Malformed(UNREADABLE)
    if coded.deltas and coded.parameter not in PARAMETERS[bits]:
        raise Malformed(UNREADABLE)
    words = np.frombuffer(coded.data + bytes(16 - len(coded.data) % 8), np.uint64)
    values = np.empty(coded.deltas + 1, np.uint64)
    values[0] = coded.first
    if coded.deltas and _read(words, 8 * len(coded.data), np.uint64(coded.parameter), values) < 0:
        raise Malformed(UNREADABLE)
    if len(values) > 1 and not (np.all(values[1:] > values[:-1]) and int(values[-1]) < 2**bits):
        raise Malformed(UNREADABLE)
    return values


def _parameter(gaps: Array, bits: int) -> int:
    """The parameter that makes random numbers shortest (Kiely 2004: 1 + ⌊log2(ln φ × mean)⌋, φ the golden ratio)."""
    allowed = PARAMETERS[bits]
    if not len(gaps):
        return allowed.start
    mean = float(np.mean(gaps, dtype=np.float64))
    wanted = 1 + int(np.floor(np.log2(max(1.0, mean * LN_PHI))))
    return min(max(wanted, allowed.start), allowed.stop - 1)


@compiled
def _put(words: Any, at: Whole, value: Whole, length: Whole) -> None:
    """Write the lowest bits of a value at a place of the stream; the words there are still 0 from that place on."""
    word, offset = at >> 6, np.uint64(at & 63)
    words[word] |= value << offset
    if offset + np.uint64(length) > np.uint64(WORD):
        words[word + 1] |= value >> (np.uint64(WORD) - offset)


@compiled
def _write(gaps: Any, shift: Whole, words: Any) -> None:
    """Write every difference."""
    at: Whole = 0
    for i in range(len(gaps)):
        quotient: Whole = np.int64(gaps[i] >> shift)
        while quotient >= 32:
            _put(words, at, np.uint64(0xFFFFFFFF), 32)
            at += 32
            quotient -= 32
        if quotient:
            _put(words, at, (ONE << np.uint64(quotient)) - ONE, quotient)
        at += quotient + 1
        _put(words, at, gaps[i] & ((ONE << shift) - ONE), np.int64(shift))
        at += np.int64(shift)


@compiled
def _read(words: Any, size: Whole, shift: Whole, values: Any) -> Whole:
    """Read as many differences as there is room for; -1 when the bits do not last."""
    at: Whole = 0
    width: Whole = np.int64(shift)
    for i in range(1, len(values)):
        quotient = np.uint64(0)
        while at < size and (words[at >> 6] >> np.uint64(at & 63)) & ONE:
            quotient += ONE
            at += 1
        at += 1
        if at + width > size:
            return -1
        word, offset = at >> 6, np.uint64(at & 63)
        rest = words[word] >> offset
        if offset + shift > np.uint64(WORD):
            rest |= words[word + 1] << (np.uint64(WORD) - offset)
        values[i] = values[i - 1] + (quotient << shift) + (rest & ((ONE << shift) - ONE))
        at += width
    return at
