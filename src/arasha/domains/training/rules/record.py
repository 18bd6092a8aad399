"""What came to pass while a scenario was played, as whoever plays it writes it down: the truth of an exercise.

Amounts are tiyn, instants µs; people and payments are called by their names in the scenario.
"""

from enum import StrEnum

import msgspec

from arasha.domains.training.rules.money import Flow


class Fate(StrEnum):
    """What became of a payment that was ordered."""

    ORDERED = "ordered"  # it has no verdict yet
    WAITS = "waits"  # its bank keeps it and asks the centre
    WENT = "went"
    GIVEN_UP = "given_up"  # the payer heeded a warning
    STOPPED = "stopped"  # an officer found it to be fraud
    REFUSED = "refused"  # by its verdict, without anybody's decision
    EMPTY = "empty"  # there was nothing to pay with


class Asked(msgspec.Struct):
    """A payment, and what the centre said of it; `ended_at` is 0 while it waits."""

    at: int
    amount: int
    fate: Fate = Fate.ORDERED
    sequence: int = -1
    verdict: str = ""
    reasons: list[str] = []
    ended_at: int = 0


class Record(msgspec.Struct):
    """Everything: when each step happened, each payment, money that moved, who plays whom, what is held where.

    `planned` is how the money would have run had nobody interfered.
    """

    tokens: dict[str, str] = {}
    happened: dict[str, int] = {}
    payments: dict[str, Asked] = {}
    flows: list[Flow] = []
    planned: list[Flow] = []
    held: dict[str, int] = {}

    def named(self) -> dict[str, str]:
        """Whose account a token is."""
        return {token: name for name, token in self.tokens.items()}

    def asked(self) -> dict[int, str]:
        """Which payment a verdict's sequence is."""
        return {payment.sequence: name for name, payment in self.payments.items() if payment.sequence >= 0}
