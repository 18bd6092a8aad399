"""What lenders are answered: pure, over arrays, in machine code.

A refusal denies; a second lender waits; who may be under the influence of fraudsters is asked by another channel first;
the gravest counts and all reasons are told. See `rules/effects.py` for what an effect says.
"""

from typing import NamedTuple

import numpy as np

from arasha.domains.credit.facts.register import Answer
from arasha.domains.credit.hot.applications import others_lately, place_of, remember, waits
from arasha.domains.credit.rules.answers import REMOTE, Reason
from arasha.domains.credit.rules.effects import (
    AMOUNTS,
    BUREAU_AMOUNT,
    CAUTION,
    OWN_AMOUNT,
    SCOPE_BITS,
    STEP,
    Scope,
)
from arasha.kernel.compiled import Array, Record, Whole, compiled

ALL, MICRO, FAR, ABOVE = int(Scope.ALL), int(Scope.MICRO_LENDERS), int(Scope.REMOTE), int(Scope.ABOVE)
ALLOW, CONFIRM, HOLD, DENY = (int(answer) for answer in Answer)
REFUSAL, AT_BUREAU, MANY = int(Reason.REFUSAL), int(Reason.REFUSAL_AT_BUREAU), int(Reason.MANY_APPLICATIONS)
VICTIM, INCIDENT = int(Reason.REGISTERED_VICTIM), int(Reason.OPEN_INCIDENT)


class Policy(NamedTuple):
    """How many lenders within the window make the last of them wait, and for how long; times are µs."""

    lenders: int
    window: int
    hold: int


@compiled
def decide_all(rows: Array, victims: Array, table: Array, policy: tuple[int, int, int]) -> Whole:
    """Fill in the answers of rows (`group.CHECK`) whose effects are known; returns how many people the table gained."""
    added = 0
    for i in range(len(rows)):
        decide(rows[i], victims[i], table, policy)
        added += remember(rows[i], table)
    return added


@compiled
def decide(row: Record, victim: Whole, table: Array, policy: tuple[int, int, int]) -> None:
    """Answer one question, given what was asked lately in this person's name."""
    effect, reasons, until = np.int64(row["effect"]), 0, np.int64(0)
    if refuses(row, effect, effect >> OWN_AMOUNT & AMOUNTS):
        reasons |= REFUSAL
    if refuses(row, effect >> SCOPE_BITS, effect >> BUREAU_AMOUNT & AMOUNTS):
        reasons |= AT_BUREAU
    if victim:
        reasons |= VICTIM
    if effect & CAUTION:
        reasons |= INCIDENT
    if not reasons & (REFUSAL | AT_BUREAU):
        until = waits_until(row, table[place_of(table, row["lo"])], policy)
        if until != 0:
            reasons |= MANY
    row["reasons"], row["until"] = reasons, until
    if reasons & (REFUSAL | AT_BUREAU):
        row["answer"] = DENY
    elif reasons & MANY:
        row["answer"] = HOLD
    elif reasons:
        row["answer"] = CONFIRM
    else:
        row["answer"] = ALLOW


@compiled
def waits_until(row: Record, entry: Record, policy: tuple[int, int, int]) -> Whole:
    """Until when this lender has to wait because of what others asked; 0 when it need not."""
    lenders, window, hold = policy
    if entry["key"] == 0:
        return 0
    if entry["until"] > row["at"]:
        return entry["until"] if waits(entry, row["lender"], entry["until"] - hold, window) else 0
    return row["at"] + hold if others_lately(entry, row["lender"], row["at"], window) >= lenders - 1 else 0


@compiled
def refuses(row: Record, scopes: Whole, steps: Whole) -> bool:
    """Does a refusal with these scopes cover what is asked? An amount that is not told may be any."""
    if scopes & ALL or (scopes & MICRO and row["micro"]) or (scopes & FAR and row["channel"] == REMOTE):
        return True
    return bool(scopes & ABOVE and (row["amount"] == 0 or row["amount"] > steps * STEP))
