"""Stolen money as it runs: what lies where, what a payment would carry away, where it went when it was let go.

The same arithmetic as in a trace (`kernel.attribution`), a payment at a time. Everything follows from what stands in
the journal: what was placed (`TAINT` frames), verdicts, and outcomes. So a replay comes to the same.
"""

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

import msgspec
import numpy as np

from arasha.domains.payments.facts import CASH_OUT, MERCHANT, MERCHANT_HOPS, Outcome, Verdict
from arasha.domains.payments.hot.tainted import Tainted
from arasha.domains.payments.hot.undoing import UNDONE, Made, lying, put_back, take_back
from arasha.kernel.attribution import Lots, Rule, credit, debit, marked, secure
from arasha.kernel.compiled import Array

# Payments that were advised to be held and of which nothing was heard, and payments that moved unmarked money and may
# yet be undone; of more, the oldest are forgotten.
MOST_HELD = MOST_MADE = 100_000

LET_GO = frozenset({Outcome.EXECUTED, Outcome.RELEASED})

# What a frame of moves holds: with which payment so much of which claim went on.
MOVE = np.dtype([("payment", "i8"), ("claim", "i8"), ("amount", "i8")])


class Standing(msgspec.Struct):
    """An account with stolen money in it: its lots, by which rule they leave, how many hops from the theft."""

    lots: Lots
    rule: Rule
    hop: int


class Held(msgspec.Struct):
    """A payment that was advised to be held. `apart` is what an institution holds with it of each claim, `of` by which
    rule and how many hops from the theft that lay in the payer's account.
    """

    debtor: bytes
    creditor: bytes
    amount: int
    kind: int
    apart: dict[int, int] = {}
    of: tuple[Rule, int] = (Rule.FIFO, 1)


class Kept(msgspec.Struct, array_like=True):
    """What a snapshot keeps; one of before `made` was kept had none."""

    heard: int
    accounts: dict[bytes, Standing]
    held: dict[int, Held]
    made: dict[int, Made] = {}


class Put(msgspec.Struct, frozen=True, tag="put"):
    """Lots as of the sequence `ledger`, in place of what was known; `beyond` come on top of what is known."""

    fact: int
    rule: Rule
    ledger: int
    accounts: list[tuple[bytes, int, Lots]]
    beyond: list[tuple[bytes, int, Lots]]


class Taken(msgspec.Struct, frozen=True, tag="taken"):
    """So much of each claim counts no longer in these accounts; all of it, where no amount is said."""

    fact: int
    accounts: list[bytes]
    claims: dict[int, int | None]


class Passed(NamedTuple):
    """A payment that moved money: between whom (16-byte tokens), tiyn, what kind."""

    payment: int
    debtor: bytes
    creditor: bytes
    amount: int
    kind: int


class Move(NamedTuple):
    """So much of a claim went on with a payment."""

    payment: int
    claim: int
    amount: int


class Taint:
    """All stolen money that is being looked for. `heard` is the sequence of the last fact that was heeded."""

    def __init__(self) -> None:
        self.accounts: dict[bytes, Standing] = {}
        self.held: dict[int, Held] = {}
        self.made: dict[int, Made] = {}
        self.heard = -1
        self._index = Tainted()

    def touched(self, asks: Array) -> Array:
        """The places of the asks that touch stolen money."""
        return self._index.touched(asks)

    def weigh(self, ask: Any) -> int:
        """How many tiyn of a payment would be stolen money carried away."""
        if ask["first"] != ask["sequence"]:
            return self._weighed_before(int(ask["first"]))
        passed = passed_of(ask)
        standing = self.accounts.get(passed.debtor)
        return sum(debit(standing.lots, passed.amount, standing.rule).claims.values()) if standing else 0

    def _weighed_before(self, first: int) -> int:
        held = self.held.get(first)
        standing = self.accounts.get(held.debtor) if held else None
        if held is None or standing is None:
            return 0
        return sum(held.apart.values()) or sum(debit(standing.lots, held.amount, standing.rule).claims.values())

    def settle(self, ask: Any, verdict: int) -> list[Move]:
        """Let a judged payment count: advice to hold is taken as heeded until something else is reported."""
        if ask["first"] != ask["sequence"]:
            return []
        passed = passed_of(ask)
        if passed.debtor not in self.accounts and passed.creditor not in self.accounts:
            return []
        if verdict < Verdict.HOLD:
            return self._pass(passed)
        self.held[passed.payment] = Held(passed.debtor, passed.creditor, passed.amount, passed.kind)
        if len(self.held) > MOST_HELD:
            del self.held[next(iter(self.held))]
        return []

    def report(self, payment: int, outcome: int) -> list[Move]:
        """Heed what an institution did with a payment that was advised to be held, or that was never made after all."""
        held = self.held.get(payment)
        if held is None:
            if outcome in UNDONE:
                self._undo(payment, outcome)
            return []
        if outcome in LET_GO:
            del self.held[payment]
            return self._let_go(payment, held)
        if outcome == Outcome.HELD:
            self._set_apart(held)
        else:
            self._put_back(held)
        return []

    def heed(self, order: Put | Taken, since: Iterable[tuple[Passed, int]] = ()) -> list[Move]:
        """Do what recovery says.

        `since` are the payments, with their verdicts, from the order's `ledger` on: they count in what is put.
        """
        if order.fact <= self.heard:
            return []
        self.heard = order.fact
        if isinstance(order, Taken):
            self._take(order)
            return []
        for account, hop, lots in order.accounts:
            self._stand(account, Standing(lots, order.rule, hop))
        for account, hop, lots in order.beyond:
            for lot in lots:
                self._receive(account, lot.amount, dict(lot.marked), (order.rule, hop))
        again = {account for account, _, _ in order.accounts}
        return [move for passed, verdict in since for move in self._again(passed, verdict, again)]

    def _again(self, passed: Passed, verdict: int, accounts: set[bytes]) -> list[Move]:
        if passed.debtor not in accounts and passed.creditor not in accounts:
            return []
        if verdict < Verdict.HOLD:
            return self._pass(passed)
        self.held[passed.payment] = Held(passed.debtor, passed.creditor, passed.amount, passed.kind)
        return []

    def _pass(self, passed: Passed) -> list[Move]:
        """Money goes from one account to the other, and what of it is stolen goes with it."""
        standing, claims, took = self.accounts.get(passed.debtor), dict[int, int](), 0
        if standing is not None:
            before = lying(standing.lots)
            standing.lots, claims = debit(standing.lots, passed.amount, standing.rule)
            took = before - lying(standing.lots)
            self._drop_if_clean(passed.debtor, standing)
        if not claims:
            self._remember(passed, took)
        self._arrive(passed, claims, standing)
        return [Move(passed.payment, claim, amount) for claim, amount in claims.items()]

    def _remember(self, passed: Passed, took: int) -> None:
        """Keep what a payment of unmarked money moves, in case that it is undone."""
        came = passed.amount if passed.creditor in self.accounts else 0
        if took or came:
            self.made[passed.payment] = Made(passed.debtor, passed.creditor, took, came)
        if len(self.made) > MOST_MADE:
            del self.made[next(iter(self.made))]

    def _undo(self, payment: int, outcome: int) -> None:
        """A payment of unmarked money was not made, or came back: its accounts have what they had."""
        made = self.made.pop(payment, None)
        if made is not None:
            if made.took and (payer := self.accounts.get(made.debtor)) is not None:
                payer.lots = put_back(payer.lots, made.took, outcome)
            if made.came and (payee := self.accounts.get(made.creditor)) is not None:
                payee.lots = take_back(payee.lots, made.came)

    def _arrive(self, passed: Passed, claims: Mapping[int, int], payer: Standing | None) -> None:
        hop = payer.hop + 1 if payer else 0
        if passed.kind == CASH_OUT or (passed.kind == MERCHANT and hop > MERCHANT_HOPS):
            claims = {}
        if claims or passed.creditor in self.accounts:
            rule = payer.rule if payer else Rule.FIFO
            self._receive(passed.creditor, passed.amount, claims, (rule, hop))

    def _receive(self, account: bytes, amount: int, claims: Mapping[int, int], new: tuple[Rule, int]) -> None:
        standing = self.accounts.get(account) or Standing((), *new)
        standing.lots = credit(standing.lots, amount, claims)
        self._stand(account, standing)

    def _stand(self, account: bytes, standing: Standing) -> None:
        self.accounts[account] = standing
        self._index.add(account)
        self._drop_if_clean(account, standing)

    def _drop_if_clean(self, account: bytes, standing: Standing) -> None:
        if not any(lot.marked for lot in standing.lots):
            del self.accounts[account]

    def _let_go(self, payment: int, held: Held) -> list[Move]:
        """A payment goes its way after all."""
        passed = Passed(payment, held.debtor, held.creditor, held.amount, held.kind)
        if not held.apart:
            return self._pass(passed)
        rule, hop = held.of
        self._arrive(passed, held.apart, Standing((), rule, hop))
        return [Move(payment, claim, amount) for claim, amount in held.apart.items()]

    def _set_apart(self, held: Held) -> None:
        """The institution holds a payment: what it has of stolen money runs no more."""
        if held.apart or (standing := self.accounts.get(held.debtor)) is None:
            return
        held.apart, held.of = debit(standing.lots, held.amount, standing.rule).claims, (standing.rule, standing.hop)
        standing.lots = secure(standing.lots, held.apart)
        self._drop_if_clean(held.debtor, standing)

    def _put_back(self, held: Held) -> None:
        """A payment that was held is not made: its money lies in the account again."""
        if held.apart:
            self._receive(held.debtor, sum(held.apart.values()), held.apart, held.of)
            held.apart = {}

    def _take(self, order: Taken) -> None:
        for account in order.accounts:
            if (standing := self.accounts.get(account)) is not None:
                lying = marked(standing.lots)
                gone = {
                    claim: lying.get(claim, 0) if amount is None else amount for claim, amount in order.claims.items()
                }
                standing.lots = secure(standing.lots, gone)
                self._drop_if_clean(account, standing)

    def kept(self) -> bytes:
        """Everything, for a snapshot."""
        return msgspec.msgpack.encode(Kept(self.heard, self.accounts, self.held, self.made))

    def load(self, kept: bytes) -> None:
        """Take over a snapshot."""
        read = _decode(kept)
        self.heard, self.accounts, self.held, self.made = read.heard, read.accounts, read.held, read.made
        self._index = Tainted()
        self._index.add(b"".join(self.accounts))


def passed_of(ask: Any) -> Passed:
    """An ask (`layout.ASK`) as a payment that moves money."""
    return Passed(
        int(ask["sequence"]),
        _token(ask["debtor_lo"], ask["debtor_hi"]),
        _token(ask["creditor_lo"], ask["creditor_hi"]),
        int(ask["amount"]),
        int(ask["kind"]),
    )


def moves_of(moves: Iterable[Move]) -> Array:
    """Moves as a frame holds them."""
    return np.array([tuple(move) for move in moves], MOVE)


def _token(lo: int, hi: int) -> bytes:
    return int(lo).to_bytes(8, "little") + int(hi).to_bytes(8, "little")


_decode = msgspec.msgpack.Decoder(Kept).decode
