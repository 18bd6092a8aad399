"""Looking ahead for behaviour: memory asked for in time, in three steps, for payments that come soon (`hot/ahead.py`).

A payment's record leads to its chunks, and these to the records of its counterparties: each step asks for what the one
before has brought.
"""

from arasha.domains.payments.hot.behaviour_layout import BEHAVIOUR, CHUNK, NO_CHUNK, NOBODY, PAYEES, PAYERS, Behaviour
from arasha.kernel.compiled import Record, Whole, compiled
from arasha.kernel.prefetch import CACHE_LINE, fetch

LINES = BEHAVIOUR.itemsize // CACHE_LINE


@compiled
def fetch_behaviour(kept: Behaviour, number: Whole) -> None:
    """Ask for an account's record."""
    for line in range(LINES):
        fetch(kept.accounts, number, line)


@compiled
def fetch_chunks(kept: Behaviour, number: Whole) -> None:
    """Ask for an account's chunks: who they are and when, and for how much."""
    if len(kept.accounts) == 0:
        return
    account = kept.accounts[number]
    for way in (PAYEES, PAYERS):
        fetch(kept.near, account["newest"][way] * 2 * CHUNK, 0)
        fetch(kept.near, account["older"][way] * 2 * CHUNK, 0)
        fetch(kept.amounts, account["newest"][way] * CHUNK, 0)
        fetch(kept.amounts, account["older"][way] * CHUNK, 0)


@compiled
def fetch_neighbours(kept: Behaviour, number: Whole) -> None:
    """Ask for the first lines of the records of an account's counterparties."""
    if len(kept.accounts) == 0:
        return
    account = kept.accounts[number]
    for way in (PAYEES, PAYERS):
        for chunk in (account["newest"][way], account["older"][way]):
            if chunk != NO_CHUNK:
                for place in range(CHUNK):
                    other = kept.near[chunk, place]
                    fetch(kept.accounts, other if other != NOBODY else 0, 0)


@compiled
def fetch_circles(kept: Behaviour, payee: Record) -> None:
    """Ask for the chunks of everybody who paid an account lately, before they are looked at one after the other."""
    for chunk in (payee["newest"][PAYERS], payee["older"][PAYERS]):
        if chunk != NO_CHUNK:
            for place in range(CHUNK):
                number = kept.near[chunk, place]
                if number != NOBODY:
                    for way in (PAYEES, PAYERS):
                        fetch(kept.near, kept.accounts[number]["newest"][way] * 2 * CHUNK, 0)
                        fetch(kept.near, kept.accounts[number]["older"][way] * 2 * CHUNK, 0)
