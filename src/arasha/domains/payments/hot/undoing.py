"""Payments that counted as made and were not, or came back: the unmarked money that they moved lies where it lay.

A payment that is allowed counts as made at once. What it took of an account with stolen money in it was nobody's, or it
would not have been allowed. So putting it back moves no marked tiyn.
"""

from collections.abc import Iterator

import msgspec

from arasha.domains.payments.facts import Outcome
from arasha.kernel.attribution import Lot, Lots, credit

# Never made: what it took lies ahead of everything again. Returned: it came later than everything.
NEVER_MADE = frozenset({Outcome.ABANDONED, Outcome.REFUSED})
UNDONE = NEVER_MADE | {Outcome.RETURNED}


class Made(msgspec.Struct, frozen=True, array_like=True):
    """A payment that moved unmarked money: how many tiyn it took of the payer's lots, and brought to the receiver's."""

    debtor: bytes
    creditor: bytes
    took: int
    came: int


def lying(lots: Lots) -> int:
    """How many tiyn lie in an account, as far as is known."""
    return sum(lot.amount for lot in lots)


def put_back(lots: Lots, amount: int, outcome: int) -> Lots:
    """The payer's lots after a payment is undone; nothing but unmarked money comes to them."""
    if outcome not in NEVER_MADE or not amount:
        return credit(lots, amount)
    first, rest = (lots[0], lots[1:]) if lots and not lots[0].marked else (Lot(0), lots)
    return (Lot(first.amount + amount), *rest)


def take_back(lots: Lots, amount: int) -> Lots:
    """The receiver's lots after a payment is undone: so much less unmarked money, the newest first, as far as it is
    still there.
    """
    return tuple(reversed(list(_without(lots, amount))))


def _without(lots: Lots, amount: int) -> Iterator[Lot]:
    for lot in reversed(lots):
        taken = min(lot.unmarked, amount)
        amount -= taken
        if lot.amount > taken:
            yield Lot(lot.amount - taken, lot.marked)
