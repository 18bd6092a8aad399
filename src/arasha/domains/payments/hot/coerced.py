"""Victims who pay under coercion: out of whose accounts every payment waits, and until when.

Nothing but orders changes it, and each order stands in the journal (`ORDERS` frames); whether a payment falls under one
is asked at the instant at which the payment came in, which stands in its row. So a replay comes to the same.
"""

from typing import Any

import msgspec
import numpy as np

from arasha.domains.payments.hot.layout import COERCED
from arasha.domains.payments.hot.tainted import Tainted
from arasha.kernel.compiled import Array


class Wait(msgspec.Struct, frozen=True, tag="wait"):
    """Payments out of an account (its 16-byte token) wait until µs `until`; 0: they wait no longer."""

    fact: int
    account: bytes
    until: int


class Coerced:
    """The accounts whose payments wait. `heard` is the sequence of the last fact that was heeded."""

    def __init__(self) -> None:
        self.accounts: dict[bytes, int] = {}
        self.heard = -1
        self._index = Tainted()

    def heed(self, order: Wait) -> None:
        """Do what recovery says; what was heeded once is not heeded again."""
        if order.fact <= self.heard:
            return
        self.heard = order.fact
        if order.until:
            self.accounts[order.account] = order.until
            self._index.add(order.account)
        else:
            self.accounts.pop(order.account, None)

    def flag(self, asks: Array) -> None:
        """Tell asks (`layout.ASK`) that their payer is coerced, where he is as of their arrival."""
        if self.accounts:
            for at in self._index.paying(asks).tolist():
                if int(asks["arrived_at"][at]) < self.accounts.get(_payer(asks[at]), 0):
                    asks["flags"][at] |= COERCED

    def kept(self) -> bytes:
        """Everything, for a snapshot."""
        return msgspec.msgpack.encode((self.heard, self.accounts))

    def load(self, kept: bytes) -> None:
        """Take over a snapshot."""
        self.heard, self.accounts = _decode(kept)
        self._index = Tainted()
        self._index.add(b"".join(self.accounts))


def held_amounts(asks: Array) -> Array:
    """How many tiyn of each payment are to be held where it is not the whole of it; 0 where it is.

    Out of a coerced victim's account nothing goes, whatever part of it is stolen money.
    """
    return np.where(asks["flags"] & COERCED, 0, asks["stolen"])


def _payer(ask: Any) -> bytes:
    return int(ask["debtor_lo"]).to_bytes(8, "little") + int(ask["debtor_hi"]).to_bytes(8, "little")


_decode = msgspec.msgpack.Decoder(tuple[int, dict[bytes, int]]).decode
