"""The memory of questions that were answered: the same question gets the same answer.

Keeps, for each key (128 bits of a hash), the digest of the body (64 bits) and the sequence of the answer, 32 bytes a
question at most half full. Two generations: when the older one has served its time it is dropped whole.
"""

from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np

from arasha.kernel.compiled import Array, Record, Whole, compiled
from arasha.kernel.hashing import hash_all, joined

ENTRY = np.dtype([("lo", "u8"), ("hi", "u8"), ("digest", "u8"), ("sequence", "i8")])
QUESTION = np.dtype([("lo", "u8"), ("hi", "u8"), ("digest", "u8")])

ONE = np.uint64(1)
SMALLEST = 1 << 12


class Status(IntEnum):
    """What a question is: never asked, asked in the same words, asked in others."""

    NEW = 0
    SAME = 1
    OTHER = 2


class Claims(NamedTuple):
    """For each question the sequence under which it is answered, and what it is."""

    sequences: Array
    statuses: Array


class Answered:
    """Which questions were answered, and where; a generation lasts `span_us` and may bring `expected`."""

    def __init__(self, span_us: int, expected: int = SMALLEST) -> None:
        self._span = span_us
        self._current, self._previous = _table(table_size(expected)), _table(SMALLEST)
        self._used, self._since = 0, 0

    def claim(self, questions: Array, first: int, now_us: int) -> Claims:
        """Look questions up; new ones are remembered under the sequences from `first` on, one after the other."""
        return self._claim(questions, np.arange(first, first + len(questions)), now_us, side_by_side=False)

    def claim_under(self, questions: Array, sequences: Array, now_us: int) -> Claims:
        """Look questions up; a new one is remembered under its own of `sequences`."""
        return self._claim(questions, sequences, now_us, side_by_side=True)

    def _claim(self, questions: Array, sequences: Array, now_us: int, *, side_by_side: bool) -> Claims:
        self._turn(now_us)
        while self._used + len(questions) > len(self._current) // 2:
            self._grow()
        found = Claims(np.empty(len(questions), np.int64), np.empty(len(questions), np.int64))
        added = claim_all((self._current, self._previous), questions, sequences, found, side_by_side)
        self._used += added
        return found

    def find(self, question: Array) -> int:
        """The sequence under which one question (a record of `QUESTION`) was answered; -1 when it was not."""
        return int(find_in_both(self._current, self._previous, question["lo"], question["hi"]))

    def __len__(self) -> int:
        return self._used + int(np.count_nonzero(self._previous["sequence"]))

    def _turn(self, now_us: int) -> None:
        if self._since == 0:
            self._since = now_us
        if now_us - self._since >= self._span:
            self._previous, self._current = self._current, _table(len(self._current))
            self._used, self._since = 0, now_us

    def _grow(self) -> None:
        larger = _table(2 * len(self._current))
        move_all(self._current, larger)
        self._current = larger

    def arrays(self) -> dict[str, Array]:
        """What a snapshot keeps."""
        return {
            "current": self._current,
            "previous": self._previous,
            "since": np.array([self._used, self._since], np.int64),
        }

    def load(self, arrays: dict[str, Array]) -> None:
        """Take over what a snapshot kept."""
        self._current, self._previous = arrays["current"], arrays["previous"]
        self._used, self._since = (int(value) for value in arrays["since"])


def key_of(name: str, seed: int) -> Any:
    """The key of one question (a record of `QUESTION`, without digest) by its name and who asks."""
    question = np.zeros(1, QUESTION)
    content, sizes = joined([name])
    hash_all(np.frombuffer(content or b"\0", np.uint8), sizes, np.array([seed]), question)
    return question[0]


def table_size(entries: int) -> int:
    """The power of two at which a table of so many entries is at most half full."""
    return max(SMALLEST, 1 << (2 * entries - 1).bit_length())


def _table(places: int) -> Array:
    return np.zeros(places, ENTRY)


@compiled
def claim_all(
    tables: tuple[Array, Array], questions: Array, sequences: Array, found: Claims, side_by_side: bool
) -> Whole:
    """Look up every question, add the new ones; returns how many were new. A sequence is kept plus one: 0 is free."""
    current, previous = tables
    added = 0
    for i in range(len(questions)):
        lo, hi, digest = questions[i]["lo"], questions[i]["hi"], questions[i]["digest"]
        entry = current[place_of(current, lo, hi)]
        answer = entry if entry["sequence"] != 0 else previous[place_of(previous, lo, hi)]
        if answer["sequence"] == 0:
            found.sequences[i] = sequences[i if side_by_side else added]
            found.statuses[i] = 0
            put(entry, (lo, hi), digest, found.sequences[i] + 1)
            added += 1
        else:
            found.sequences[i] = answer["sequence"] - 1
            found.statuses[i] = 1 if answer["digest"] == digest else 2
    return added


@compiled
def find_in_both(current: Array, previous: Array, lo: Whole, hi: Whole) -> Whole:
    """The sequence of one question's answer, or -1."""
    answer = current[place_of(current, lo, hi)]["sequence"]
    if answer == 0:
        answer = previous[place_of(previous, lo, hi)]["sequence"]
    return answer - 1


@compiled
def place_of(table: Array, lo: Whole, hi: Whole) -> Whole:
    """Where a question stands, or the free place where it would."""
    mask = np.uint64(len(table) - 1)
    place = lo & mask
    while table[place]["sequence"] != 0 and not (table[place]["lo"] == lo and table[place]["hi"] == hi):
        place = (place + ONE) & mask
    return np.int64(place)


@compiled
def put(entry: Record, key: tuple[int, int], digest: Whole, kept: Whole) -> None:
    """Fill a free place."""
    entry["lo"], entry["hi"] = key
    entry["digest"] = digest
    entry["sequence"] = kept


@compiled
def move_all(table: Array, larger: Array) -> None:
    """Move every entry into a larger, empty table."""
    for i in range(len(table)):
        entry = table[i]
        if entry["sequence"] != 0:
            key = (entry["lo"], entry["hi"])
            put(larger[place_of(larger, key[0], key[1])], key, entry["digest"], entry["sequence"])
