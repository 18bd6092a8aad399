"""A stage for scenes: accounts by name, a clock that the scene moves, and what the engine says of each payment."""

from dataclasses import dataclass, field
from hashlib import blake2b
from typing import Any

import numpy as np

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.hot.judge import DECISION
from arasha.domains.payments.hot.layout import ASK, INCOMING
from arasha.domains.payments.hot.screener import Screener
from arasha.domains.payments.rules.book import Book, book
from arasha.domains.payments.rules.codes import Kind
from arasha.domains.payments.rules.features import WIDTH, F
from arasha.domains.payments.rules.masks import mask_of
from arasha.kernel.clock import SECOND
from arasha.kernel.compiled import Array
from arasha.kernel.money import tenge
from arasha.kernel.tiers import Tier

MONDAY_NOON = 1_795_330_800  # 2026-11-23, 12:00 in Almaty


def token(name: object) -> tuple[int, int]:
    """The two halves of an account's token."""
    digest = blake2b(str(name).encode(), digest_size=16).digest()
    return int.from_bytes(digest[:8], "little"), int.from_bytes(digest[8:], "little")


def ask(sequence: int, debtor: object, creditor: object, **columns: int) -> Array:
    """One ask (`ASK`), by names of accounts; nothing is known of the session unless columns say so."""
    made = np.zeros(1, ASK)
    (made["debtor_lo"], made["debtor_hi"]), (made["creditor_lo"], made["creditor_hi"]) = token(debtor), token(creditor)
    for name, value in {"sim_swap_days": -1, "step_up": -1, "first": sequence, **columns}.items():
        made[name] = value
    made["sequence"] = sequence
    return made


@dataclass(frozen=True)
class Seen:
    """What the engine saw in a payment and said of it."""

    ask: Array
    row: Array
    decision: Any
    book: Book

    def __getitem__(self, feature: F) -> int:
        return int(self.row[feature])

    @property
    def reasons(self) -> set[str]:
        """The codes of the rules that fired and count."""
        return {
            rule.code for rule in self.book.fired(mask_of(int(self.decision["live"]), int(self.decision["live_more"])))
        }

    @property
    def shadow(self) -> set[str]:
        """The codes of the rules that fired in shadow."""
        return {
            rule.code
            for rule in self.book.fired(mask_of(int(self.decision["shadow"]), int(self.decision["shadow_more"])))
        }

    @property
    def verdict(self) -> Verdict:
        return Verdict(int(self.decision["verdict"]))

    @property
    def tier(self) -> Tier:
        return Tier(int(self.decision["tier"]))

    @property
    def score(self) -> int:
        return int(self.decision["score"])


@dataclass
class Stage:
    """The engine from its first day; `now` is in seconds."""

    book: Book = field(default_factory=book)
    now: int = MONDAY_NOON
    sequence: int = 0

    def __post_init__(self) -> None:
        self.screener = Screener(self.book, accounts=1, payments=1)

    def wait(self, seconds: int) -> None:
        """Let time pass."""
        self.now += seconds

    def pay(self, debtor: object, creditor: object, tenge_paid: int = 10_000, *, late: int = 0, **columns: int) -> Seen:
        """Somebody pays somebody so many tenge; told `late` seconds later."""
        paid = {"paid_at": (self.now - late) * SECOND, "arrived_at": self.now * SECOND}
        return self._screen(
            ask(self.sequence, debtor, creditor, **({"amount": tenge(tenge_paid), "kind": Kind.P2P, **paid} | columns)),
            np.zeros((1, WIDTH), np.int64),
        )

    def again(self, seen: Seen, **columns: int) -> Seen:
        """The payee's institution asks about the same payment."""
        second = seen.ask.copy()
        second["flags"] |= INCOMING
        second["sequence"], second["arrived_at"] = self.sequence, self.now * SECOND
        for name, value in columns.items():
            second[name] = value
        return self._screen(second, seen.row[None].copy())

    def _screen(self, asked: Array, rows: Array) -> Seen:
        decisions = np.zeros(1, DECISION)
        self.screener.screen(asked, rows, decisions)
        self.sequence += 1
        return Seen(asked, rows[0], decisions[0], self.book)
