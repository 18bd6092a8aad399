"""Who asked for loans in whose name lately: the memory behind "a second lender within the hour".

One entry a person, in an open table: the lenders that asked lately, and until when others wait. Entries that say
nothing any more are dropped when the table grows full.
"""

import numpy as np

from arasha.domains.credit.facts.register import Answer
from arasha.kernel.compiled import Array, Record, Whole, compiled

LENDERS = 3  # remembered of one person; who asks as the fourth waits at the latest

ENTRY = np.dtype([("key", "u8"), ("until", "i8"), ("at", "i8", (LENDERS,)), ("lender", "i4", (LENDERS + 1,))])

SMALLEST = 1 << 12
ONE = np.uint64(1)
DENY, HOLD = int(Answer.DENY), int(Answer.HOLD)


class Applications:
    """The memory of applications; `window_us` is how long a lender's question counts."""

    def __init__(self, window_us: int) -> None:
        self.table = np.zeros(SMALLEST, ENTRY)
        self.used = 0
        self._window = window_us

    def reserve(self, applications: int, now_us: int) -> None:
        """Have room for so many further people: the table stays at most half full."""
        if self.used + applications <= len(self.table) // 2:
            return
        live = live_of(self.table, now_us, self._window)
        places = SMALLEST
        while places < 3 * (live + applications):
            places *= 2
        larger = np.zeros(places, ENTRY)
        self.used = move_live(self.table, larger, now_us, self._window)
        self.table = larger

    def replay(self, rows: Array) -> None:
        """Remember what the journal has (`group.CHECK`)."""
        if len(rows):
            self.reserve(len(rows), int(rows["at"][-1]))
            self.used += remember_all(rows, self.table)


@compiled
def remember_all(rows: Array, table: Array) -> Whole:
    """Remember answers as they were given; returns how many people are new in the table."""
    added = 0
    for i in range(len(rows)):
        added += remember(rows[i], table)
    return added


@compiled
def waits(entry: Record, lender: Whole, began: Whole, window: Whole) -> bool:
    """Does this lender wait with the others, since it was not among those that asked before the waiting began?"""
    before = 0
    for i in range(LENDERS):
        before += entry["lender"][i] == lender and entry["at"][i] + window > began
    return before == 0


@compiled
def others_lately(entry: Record, lender: Whole, now: Whole, window: Whole) -> Whole:
    """How many other lenders asked within the window."""
    others = 0
    for i in range(LENDERS):
        if entry["lender"][i] != 0 and entry["lender"][i] != lender and entry["at"][i] + window > now:
            others += 1
    return others


@compiled
def remember(row: Record, table: Array) -> Whole:
    """Remember one answer: what was denied leads to no loan, who waits is not among those that others wait for."""
    if row["answer"] == DENY:
        return 0
    entry = table[place_of(table, row["lo"])]
    added = 1 if entry["key"] == 0 else 0
    entry["key"] = row["lo"]
    if row["answer"] == HOLD:
        entry["until"] = max(entry["until"], row["until"])
        return added
    at = 0
    for i in range(LENDERS):
        if entry["lender"][i] == row["lender"]:
            at = i
            break
        if entry["at"][i] < entry["at"][at]:
            at = i
    entry["lender"][at] = row["lender"]
    entry["at"][at] = row["at"]
    return added


@compiled
def place_of(table: Array, key: Whole) -> Whole:
    """Where a person stands, or the free place where he would."""
    mask = np.uint64(len(table) - 1)
    place = key & mask
    while table[place]["key"] != 0 and table[place]["key"] != key:
        place = (place + ONE) & mask
    return np.int64(place)


@compiled
def lives(entry: Record, now: Whole, window: Whole) -> bool:
    """Does an entry still say something?"""
    if entry["key"] == 0:
        return False
    last = entry["at"][0]
    for i in range(1, LENDERS):
        last = max(last, entry["at"][i])
    return bool(entry["until"] > now or last + window > now)


@compiled
def live_of(table: Array, now: Whole, window: Whole) -> Whole:
    """How many entries still say something."""
    live = 0
    for i in range(len(table)):
        if lives(table[i], now, window):
            live += 1
    return live


@compiled
def move_live(table: Array, larger: Array, now: Whole, window: Whole) -> Whole:
    """Move what still says something into an empty table; returns how many."""
    moved = 0
    for i in range(len(table)):
        if lives(table[i], now, window):
            larger[place_of(larger, table[i]["key"])] = table[i]
            moved += 1
    return moved
