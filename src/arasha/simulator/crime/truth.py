"""The truth about a run of crime: what only thieves know, written beside every stream for whoever judges the centre."""

from enum import IntEnum
from typing import NamedTuple

from arasha.simulator.crime.steps import Borrow, Call, Complain, Leak, Message, Publish, Role, Visit


class Deed(IntEnum):
    """What a payment is in its scheme."""

    THEFT = 0
    PASSING = 1
    LEAVING = 2
    BAIT = 3
    LOAN = 4


class PaymentTruth(NamedTuple):
    """A payment of a scheme: `ref` is its number in the run, `stolen` how much of it is stolen money (tiyn)."""

    ref: int
    scheme: int
    deed: Deed
    stolen: int


class SchemeTruth(NamedTuple):
    """A scheme as it was: its kind, who runs it, since when (us)."""

    scheme: int
    name: str
    typology: str
    begin: int


class AccountTruth(NamedTuple):
    """What an account is in a scheme, since when (us)."""

    account: int
    scheme: int
    role: Role
    since: int


class Told(NamedTuple):
    """A step that leaves a trace outside payments, with its scheme; `done`: whether it happened."""

    scheme: int
    step: Call | Borrow | Publish | Message | Complain | Leak | Visit
    done: bool


class Truth:
    """What has happened so far; lists in the order of time."""

    def __init__(self) -> None:
        self.schemes: list[SchemeTruth] = []
        self.payments: list[PaymentTruth] = []
        self.accounts: dict[tuple[int, int], AccountTruth] = {}
        self.told: list[Told] = []

    def role(self, account: int, scheme: int, role: Role, since: int) -> None:
        """An account has a part in a scheme; the first part it had counts."""
        self.accounts.setdefault((scheme, account), AccountTruth(account, scheme, role, since))

    def is_innocent(self, scheme: int, account: int) -> bool:
        """Does its holder know nothing of the scheme? Fronts do not either, but thieves act in their names."""
        found = self.accounts.get((scheme, account))
        return found is not None and found.role in {Role.VICTIM, Role.RELAY, Role.DEPOSITOR}
