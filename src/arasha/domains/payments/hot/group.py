"""A group of verdicts as it stands in the journal: rows, features, and the sealed questions.

    features length, box length (uint32 each) | rows × ROW | features as variable-length integers | box

The rows are what replay needs and hold only tokens; the questions as they were asked hold what is personal, and lie in
one sealed box (`kernel.seal`) that is about this group and no other.
"""

import struct
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from arasha.domains.payments.hot.earlier import widened
from arasha.domains.payments.hot.judge import DECISION
from arasha.domains.payments.hot.layout import ASK, NOTHING, SIDES_DISAGREE, WAS_VICTIM
from arasha.domains.payments.rules.features import WIDTH
from arasha.kernel.answered import QUESTION, Claims, Status
from arasha.kernel.compiled import Array, Whole, compiled
from arasha.kernel.hashing import mixed
from arasha.kernel.seal import Seal

# Kinds of frames in the payments journal; what a frame of patterns holds is said in `behaviour/forming.py`.
# `ORDERS` (what recovery says of stolen money and of coerced victims) is said in `orders.py`, `MOVES` (where stolen
# money went) in `taint.py`.
VERDICTS, OUTCOMES, FORGOTTEN, PATTERNS, ORDERS, MOVES = 1, 2, 3, 4, 5, 6

# A verdict: what was asked, what was decided, under which question it is remembered (`question` for the asker's id,
# `event` for the payment itself), who asked (the institution's number), by which rule book, until when it stands (µs).
ROW = np.dtype(
    [
        ("ask", ASK), ("asker", "i8"), ("decision", DECISION), ("question", QUESTION), ("event", QUESTION),
        ("book", "i8"), ("expires_at", "i8"),
    ]
)  # fmt: skip

# An outcome: of which verdict, when it happened (µs), under which key it is remembered, what (`facts.Outcome`), who
# said it.
OUTCOME = np.dtype([("payment", "i8"), ("at", "i8"), ("report", QUESTION), ("outcome", "i4"), ("asker", "i4")])

LENGTHS = struct.Struct("<II")
LARGEST_VARINT = 10
MORE = 128  # a byte of a varint from which on more follow

# What a row takes in a frame at most, its question apart: itself, its features at their longest, the question's length.
LARGEST_ROW = ROW.itemsize + WIDTH * LARGEST_VARINT + 4
OTHER = int(Status.OTHER)


class Group(NamedTuple):
    """What a frame of verdicts holds: rows, features (n × len(F)), and the questions, still sealed."""

    first: int
    rows: Array
    features: Array
    box: bytes


def encode(rows: Array, features: Array, questions: tuple[bytes, Array], seal: Seal) -> bytes:
    """The payload of a frame of verdicts; `questions` are the payments as msgpack, end to end, and their sizes."""
    packed, (content, sizes) = pack(features), questions
    box = seal.close(sizes.astype(np.uint32).tobytes() + content, about(int(rows[0]["ask"]["sequence"])))
    return b"".join((LENGTHS.pack(len(packed), len(box)), rows.tobytes(), packed, box))


def decode(first: int, rows: int, payload: bytes) -> Group:
    """Read the payload of a frame of verdicts."""
    features, box = LENGTHS.unpack_from(payload)
    at = len(payload) - box - features
    return Group(
        first,
        rows_of(rows, payload),
        unpack(payload[at : at + features], rows),
        payload[at + features : at + features + box],
    )


def rows_of(rows: int, payload: bytes) -> Array:
    """The rows (`ROW`) of a frame of verdicts, and nothing else of it; also those that an earlier program wrote."""
    length = len(payload) - LENGTHS.size - sum(LENGTHS.unpack_from(payload))
    if length == rows * ROW.itemsize:
        return np.frombuffer(payload, ROW, rows, LENGTHS.size)
    return widened(payload[LENGTHS.size : LENGTHS.size + length], ROW, length // rows)


def open_questions(group: Group, seal: Seal) -> list[bytes]:
    """The payments of a group as they were asked, as msgpack."""
    content, count = seal.open(group.box, about(group.first)), len(group.rows)
    ends = np.cumsum(np.frombuffer(content, np.uint32, count), dtype=np.int64) + 4 * count
    begins = np.concatenate(([4 * count], ends[:-1]))
    return [content[begin:end] for begin, end in zip(begins, ends, strict=True)]


def about(first: int) -> bytes:
    """What binds a box to its group."""
    return b"payments" + first.to_bytes(8, "big")


def no_features(rows: int) -> Array:
    """Feature rows to be filled in; what stands in them before means nothing."""
    return np.empty((rows, WIDTH), np.int64)


@compiled
def name_events(rows: Array, questions: Array, events: Array, sizes: Array) -> None:
    """Give rows the keys of their questions and of the payments themselves.

    A payment's key is the hash of its end-to-end name, its digest what both sides must agree on: accounts and amount.
    Without a name (size 0) nobody can tell that two questions are about one payment: the question is the payment.
    """
    for i in range(len(rows)):
        ask, question, event = rows[i]["ask"], rows[i]["question"], rows[i]["event"]
        question["lo"] = questions[i]["lo"]
        question["hi"] = questions[i]["hi"]
        question["digest"] = questions[i]["digest"]
        event["lo"] = events[i]["lo"] if sizes[i] else questions[i]["lo"]
        event["hi"] = events[i]["hi"] if sizes[i] else questions[i]["hi"]
        event["digest"] = mixed(ask["debtor_lo"] ^ mixed(ask["creditor_lo"] ^ mixed(np.uint64(ask["amount"]))))


@compiled
def number(rows: Array, tiers: Array, victims: Array, known: Claims, first: Whole) -> None:
    """Number rows from `first` on, and tell each ask what is known: of its identifiers, and whether it was asked
    before.

    `tiers` and `victims` (n × 8) are of the debtor's three identifiers, the creditor's three, and the session's two.
    """
    for i in range(len(rows)):
        ask, tier = rows[i]["ask"], tiers[i]
        ask["sequence"] = first + i
        ask["first"] = known.sequences[i]
        if known.statuses[i] == OTHER:
            ask["flags"] |= SIDES_DISAGREE
        if victims[i, 0] or victims[i, 1] or victims[i, 2]:
            ask["flags"] |= WAS_VICTIM
        ask["debtor_tier"] = max(tier[0], tier[1], tier[2])
        ask["creditor_tier"] = max(tier[3], tier[4], tier[5])
        ask["device_tier"] = max(tier[6], tier[7])


def pack(features: Array) -> bytes:
    """Feature rows as zig-zag varints: small numbers, which most are, take one byte."""
    packed = np.empty(features.size * LARGEST_VARINT, np.uint8)
    return packed[: pack_all(features.ravel(), packed)].tobytes()


def unpack(packed: bytes, rows: int) -> Array:
    """Feature rows from their packed form; columns that were added since they were packed are -1."""
    content = np.frombuffer(packed, np.uint8)
    values = np.empty(np.count_nonzero(content < MORE), np.int64)
    unpack_all(content, values)
    features, known = np.full((rows, WIDTH), NOTHING, np.int64), min(len(values) // rows, WIDTH)
    features[:, :known] = values.reshape(rows, -1)[:, :known]
    return features


def unpack_many(packed: Sequence[bytes]) -> tuple[Array, Array]:
    """Feature rows that were packed one by one, and how many columns each had then; younger columns are -1."""
    content = np.frombuffer(b"".join(packed), np.uint8)
    ends = np.cumsum([len(row) for row in packed])
    values = np.empty(np.count_nonzero(content < MORE), np.int64)
    unpack_all(content, values)
    last = np.cumsum(content < MORE)[ends - 1]
    widths = np.diff(last, prepend=0)
    features = np.full((len(packed), WIDTH), NOTHING, np.int64)
    for width in np.unique(widths):
        at, known = np.flatnonzero(widths == width), min(int(width), WIDTH)
        features[at, :known] = values[(last - widths)[at, None] + np.arange(known)]
    return features, widths


@compiled
def pack_all(values: Array, packed: Array) -> Whole:
    """Write values one after the other; returns how many bytes they take."""
    at = 0
    for i in range(len(values)):
        left = np.uint64(values[i] << 1) ^ np.uint64(values[i] >> 63)
        while left >= np.uint64(128):
            packed[at] = np.uint8(left & np.uint64(127)) | np.uint8(128)
            left >>= np.uint64(7)
            at += 1
        packed[at] = np.uint8(left)
        at += 1
    return at


@compiled
def unpack_all(packed: Array, values: Array) -> None:
    """Read as many values as there is room for."""
    at = 0
    for i in range(len(values)):
        read, shift = np.uint64(0), np.uint64(0)
        while packed[at] >= 128:
            read |= np.uint64(packed[at] & 127) << shift
            shift += np.uint64(7)
            at += 1
        read |= np.uint64(packed[at]) << shift
        at += 1
        values[i] = np.int64(read >> np.uint64(1)) ^ -np.int64(read & np.uint64(1))
