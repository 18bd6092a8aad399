"""Which payments of a micro-batch are told with the payments that form their patterns: the few that come to a person.

What is told is for people and for nothing else: no verdict rests on it, and a replay passes over it.
"""

import numpy as np

from arasha.domains.payments.facts import PatternKind, Verdict
from arasha.domains.payments.hot.behaviour.members import MOST_MEMBERS, Room, find, look_at, room
from arasha.domains.payments.hot.directory import account_of
from arasha.domains.payments.hot.layout import ASK, NOTHING, State
from arasha.domains.payments.rules.features import WIDTH, F
from arasha.kernel.clock import SECOND
from arasha.kernel.compiled import Array, Record, Whole, compiled

# A pattern as it stands in the journal: of which payment, what it is (`PatternKind`), whether payments are missing, and
# the sequences of the payments that form it, the one at hand apart.
PATTERN = np.dtype(
    [("payment", "i8"), ("kind", "i2"), ("partial", "i2"), ("count", "i4"), ("members", "i8", (MOST_MEMBERS,))]
)

# In which column the engine counts each pattern, and from which count on it is told.
COUNTED: dict[PatternKind, tuple[F, int]] = {
    PatternKind.FAN_IN: (F.C_PAYERS_MET_7D, 5),
    PatternKind.FAN_OUT: (F.D_PAYEES_MET_7D, 5),
    PatternKind.GATHER_SCATTER: (F.GATHER_SCATTER, 3),
    PatternKind.SCATTER_GATHER: (F.COMMON_SOURCES, 1),
    PatternKind.CYCLE: (F.CYCLES, 1),
    PatternKind.BIPARTITE: (F.SQUARES, 1),
    PatternKind.STACK: (F.STACKED, 1),
    PatternKind.TWO_STEPS: (F.TWO_STEPS, 1),
}
KINDS = np.array(list(COUNTED), np.int64)
COLUMNS = np.array([column for column, _ in COUNTED.values()], np.int64)
LEAST = np.array([least for _, least in COUNTED.values()], np.int64)

# So many payments of one micro-batch at most are told about: answers wait for it.
MOST_TOLD = 50

# The most bytes that the patterns of one payment take.
LARGEST = len(COUNTED) * PATTERN.itemsize

TOLD, LEFT_OUT = 0, 1

WARN = int(Verdict.WARN)  # numpy takes four times as long to compare with a member of an enum


class Forming:
    """Finds the payments that form patterns; `counts` says of how many payments they were told and left out."""

    def __init__(self) -> None:
        self.counts = np.zeros(2, np.int64)
        self._room = room()
        self._told = np.zeros(MOST_TOLD * len(COUNTED), PATTERN)

    def formed(self, state: State, asks: Array, rows: Array, decisions: Array) -> Array:
        """The patterns (`PATTERN`) of a micro-batch that has just been judged; of too many payments the gravest."""
        at = told_of(rows, decisions)
        if not len(at):
            return self._told[:0]
        if len(at) > MOST_TOLD:
            self.counts[LEFT_OUT] += len(at) - MOST_TOLD
            at = np.sort(at[np.argsort(-decisions["score"][at], kind="stable")[:MOST_TOLD]])
        self.counts[TOLD] += len(at)
        return self._told[: form(state, asks[at], rows[at], self._room, self._told)]

    def rehearse(self, state: State) -> None:
        """Have the machine code ready before the first pattern comes."""
        form(state, np.zeros(0, ASK), np.zeros((0, WIDTH), np.int64), self._room, self._told)


def told_of(rows: Array, decisions: Array) -> Array:
    """The places of the payments that come to a person and complete a pattern; only a first payment completes one."""
    at: Array = np.flatnonzero((decisions["verdict"] >= WARN) | (rows[:, F.DROP_LEVEL] >= 1))
    if not len(at):
        return at
    seen = rows[at]
    completes: Array = (seen[:, F.PAIR_SINCE_S] == NOTHING) & (seen[:, COLUMNS] >= LEAST).any(axis=1)
    return at[completes]


@compiled
def form(state: State, asks: Array, rows: Array, space: Room, told: Array) -> Whole:
    """Write the patterns of payments that have been judged; returns how many."""
    count = 0
    for i in range(len(asks)):
        ask = asks[i]
        debtor = account_of(ask["debtor_lo"], ask["debtor_hi"], state.account_index, state.accounts, state.counters)
        creditor = account_of(
            ask["creditor_lo"], ask["creditor_hi"], state.account_index, state.accounts, state.counters
        )
        second = min(ask["paid_at"], ask["arrived_at"]) // SECOND
        look = look_at(state.behaviour, debtor, creditor, ask["first"], second)
        for kind in range(len(KINDS)):
            wanted = rows[i, COLUMNS[kind]]
            if wanted >= LEAST[kind]:
                begin(told[count], ask["first"], KINDS[kind])
                found = find(state.behaviour, look, KINDS[kind], told[count], space)
                if found < wanted:
                    told[count]["partial"] = 1
                count += told[count]["count"] > 0
    return count


@compiled
def begin(formed: Record, payment: Whole, kind: Whole) -> None:
    """A pattern of which no payment has been found yet."""
    formed["payment"] = payment
    formed["kind"] = kind
    formed["partial"] = 0
    formed["count"] = 0
    for at in range(MOST_MEMBERS):
        formed["members"][at] = 0
