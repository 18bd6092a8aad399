"""What the register says of people, and what it answered. Instants are µs, people are tokens."""

from enum import IntEnum

from arasha.kernel.facts import Fact


class Answer(IntEnum):
    """What a lender is told; the graver stands higher."""

    ALLOW = 0
    CONFIRM = 1  # ask the person by another channel first
    HOLD = 2  # wait: somebody else was asked for a loan in this person's name just now
    DENY = 3

    @property
    def word(self) -> str:
        return self.name.lower()


class RegisterChanged(Fact, frozen=True, tag="credit.register_changed"):
    """From the moment that the gateway heeds it, `effects` (see `rules/effects.py`) are said of `people`."""

    people: list[str]
    effects: list[int]

    @property
    def subject(self) -> str:
        return "credit:register"


class ChecksAnswered(Fact, frozen=True, tag="credit.checks_answered"):
    """A group of answers, and of changes that took effect between them, in their order; `root` is over them all."""

    first: int
    last: int
    rows: int
    root: str
    answers: dict[str, int]
    changes: int

    @property
    def subject(self) -> str:
        return f"credit:{self.first}-{self.last}"


class LoanHeld(Fact, frozen=True, tag="credit.loan_held"):
    """A second lender was asked for a loan in one person's name: the person is told, the later lender waits."""

    sequence: int
    person: str
    lender: str
    until: int

    @property
    def subject(self) -> str:
        return f"credit-check:{self.sequence}"
