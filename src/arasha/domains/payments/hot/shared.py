"""Identifiers that accounts share: who else went with a payment's device, network address and phones in 30 days.

Each identifier has a knot of accounts, each paying account a knot of devices. A knot keeps its members in the
order in which they were last seen, so that those of more than 30 days ago are taken out from one end, and every count
is exact. As with accounts, the clock of a knot never goes back: a payment that is told late counts at the knot's
latest instant. A phone is one knot, whether it was the payer's or the receiver's; the receiver's is looked at after
the payer's. Accounts are marked when the registry suspected them, or what they came with, as they were last seen there.
"""

import numpy as np

from arasha.domains.payments.hot.directory import HIGH, ONE, SPREAD, key_home
from arasha.domains.payments.hot.layout import (
    ADDRESS,
    CREDITOR_PHONE,
    DEBTOR_PHONE,
    DEVICE,
    DEVICES,
    KNOTS,
    MEETINGS,
    NOTHING,
    TIES,
    State,
)
from arasha.domains.payments.rules.features import F
from arasha.kernel.compiled import Array, Record, Whole, compiled
from arasha.kernel.prefetch import fetch
from arasha.kernel.tiers import Tier

MONTH = 30 * 86_400
SUSPECT = int(Tier.HIGH)


@compiled
def names_any(ask: Record) -> Whole:
    """Does the payment name an identifier that accounts can share?"""
    return (ask["device"] | ask["address"] | ask["debtor_phone"] | ask["creditor_phone"]) != 0


@compiled
def fetch_knots(state: State, ask: Record) -> None:
    """Ask for the first places of all knots and ties of a payment."""
    if names_any(ask):
        debtor = ask["debtor_lo"]
        fetch_knot(state, ask["device"], debtor)
        fetch_knot(state, ask["address"], debtor)
        fetch_knot(state, ask["debtor_phone"], debtor)
        fetch_knot(state, ask["creditor_phone"], ask["creditor_lo"])
        fetch_knot(state, debtor, ask["device"])


@compiled
def fetch_knot(state: State, key: Whole, member: Whole) -> None:
    """Ask for the first place of a knot, and of a member's tie to it."""
    fetch(state.knots, key_home(key, len(state.knots)), 0)
    fetch(state.ties, tie_home(key, member, len(state.ties)), 0)


@compiled
def find_knots(state: State, ask: Record, place: Record) -> None:
    """Find all knots and ties of a payment; new ones get their places."""
    debtor, device = ask["debtor_lo"], ask["device"]
    find_knot(state, device, debtor, place, DEVICE)
    find_knot(state, ask["address"], debtor, place, ADDRESS)
    find_knot(state, ask["debtor_phone"], debtor, place, DEBTOR_PHONE)
    find_knot(state, ask["creditor_phone"], ask["creditor_lo"], place, CREDITOR_PHONE)
    find_knot(state, debtor * np.uint64(device != 0), device, place, DEVICES)


@compiled
def find_knot(state: State, key: Whole, member: Whole, place: Record, which: Whole) -> None:
    """Note the places of a knot and of a member's tie to it; `NOTHING` where the key is 0."""
    at = MEETINGS + 2 * which
    place[at] = NOTHING
    if key != 0:
        place[at] = knot_of(key, state.knots, state.counters)
        place[at + 1] = tie_of(key, member, state.ties, state.counters)


@compiled
def knot_of(key: Whole, knots: Array, counters: Array) -> Whole:
    """The place of a key's knot; a new one is empty."""
    slot, mask = np.uint64(key_home(key, len(knots))), np.uint64(len(knots) - 1)
    while knots[slot]["key"] != key:
        if knots[slot]["key"] == 0:
            knots[slot]["key"] = key
            counters[KNOTS] += 1
            break
        slot = (slot + ONE) & mask
    return np.int64(slot)


@compiled
def tie_of(key: Whole, member: Whole, ties: Array, counters: Array) -> Whole:
    """The place of a member's tie to a knot; a new one is no member yet."""
    slot, mask = np.uint64(tie_home(key, member, len(ties))), np.uint64(len(ties) - 1)
    while ties[slot]["key"] != key or ties[slot]["member"] != member:
        if ties[slot]["key"] == 0:
            ties[slot]["key"] = key
            ties[slot]["member"] = member
            counters[TIES] += 1
            break
        slot = (slot + ONE) & mask
    return np.int64(slot)


@compiled
def tie_home(key: Whole, member: Whole, places: Whole) -> Whole:
    """The place where the search for a tie begins; both halves are tokens, so nearly any mixture spreads them."""
    return key_home(key ^ (member * SPREAD >> HIGH), places)


@compiled
def share(state: State, ask: Record, place: Record, second: Whole, row: Array) -> None:
    """Describe with whom the payment shares its identifiers, and let it count in their knots."""
    for column in range(F.DEVICE_ACCOUNTS_30D, F.D_DEVICES_30D + 1):
        row[column] = 0
    if not names_any(ask):
        return
    payer, payee = np.int64(ask["debtor_tier"] >= SUSPECT), np.int64(ask["creditor_tier"] >= SUSPECT)
    for which in range(DEVICES):
        accounts, marked = meet(state, place, which, second, payee if which == CREDITOR_PHONE else payer)
        row[F.DEVICE_ACCOUNTS_30D + which] = accounts
        row[F.DEVICE_MARKED + min(which, DEBTOR_PHONE)] |= marked
    row[F.D_DEVICES_30D], _ = meet(state, place, DEVICES, second, 0)


@compiled
def meet(state: State, place: Record, which: Whole, second: Whole, mark: Whole) -> tuple[Whole, Whole]:
    """Let a member count in a knot: how many there are with it, and whether another one is marked (1, else 0)."""
    at, tied, ties = place[MEETINGS + 2 * which], place[MEETINGS + 2 * which + 1], state.ties
    if at == NOTHING:
        return np.int64(0), np.int64(0)
    knot, tie = state.knots[at], ties[tied]
    knot["clock"] = max(second, np.int64(knot["clock"]))
    while knot["members"] > 0 and ties[knot["oldest"]]["at"] + MONTH <= knot["clock"]:
        leave(knot, knot["oldest"], ties)
    if tie["at"] == 0 or tied != knot["newest"]:
        if tie["at"] != 0:
            leave(knot, tied, ties)
        enter(knot, tied, ties)
    marked = np.int64(knot["marks"] > tie["marked"])
    knot["marks"] += mark - tie["marked"]
    tie["marked"] = mark
    tie["at"] = knot["clock"]
    return np.int64(knot["members"]), marked


@compiled
def leave(knot: Record, at: Whole, ties: Array) -> None:
    """Take a member out of a knot's list."""
    tie = ties[at]
    if at == knot["oldest"]:
        knot["oldest"] = tie["newer"]
    elif at == knot["newest"]:
        knot["newest"] = tie["older"]
    else:
        ties[tie["older"]]["newer"] = tie["newer"]
        ties[tie["newer"]]["older"] = tie["older"]
    knot["members"] -= 1
    knot["marks"] -= tie["marked"]
    tie["marked"] = 0
    tie["at"] = 0


@compiled
def enter(knot: Record, at: Whole, ties: Array) -> None:
    """Put a member at the end of a knot's list, not marked; the caller says when it was seen."""
    if knot["members"] == 0:
        knot["oldest"] = at
    else:
        ties[knot["newest"]]["newer"] = at
        ties[at]["older"] = knot["newest"]
    knot["newest"] = at
    knot["members"] += 1


@compiled
def move_knots(state: State, knots: Array, ties: Array, since: Whole) -> None:
    """Move the knots that were seen less than 30 days before a second into empty tables, with their members."""
    old, counters = state.knots, state.counters
    counters[KNOTS] = 0
    counters[TIES] = 0
    for number in range(len(old)):
        knot = old[number]
        if knot["members"] == 0 or knot["clock"] + MONTH < since:
            continue
        copy, at = knots[knot_of(knot["key"], knots, counters)], knot["oldest"]
        for _ in range(knot["members"]):
            tie = state.ties[at]
            place = tie_of(knot["key"], tie["member"], ties, counters)
            enter(copy, place, ties)
            ties[place]["at"] = tie["at"]
            ties[place]["marked"] = tie["marked"]
            at = tie["newer"]
        copy["clock"] = knot["clock"]
        copy["marks"] = knot["marks"]
