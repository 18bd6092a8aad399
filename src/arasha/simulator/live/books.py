"""The books of a play: what has happened, what lies where, who is innocent. They can be read again after an end."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from arasha.simulator.country import accounts
from arasha.simulator.country.people import Country
from arasha.simulator.crime.runner import Runner
from arasha.simulator.crime.steps import Answer, Role, Said
from arasha.simulator.crime.truth import AccountTruth
from arasha.simulator.live.events import (
    Applied,
    Began,
    Complained,
    Happened,
    Held,
    Kept,
    LetGo,
    Paid,
    Returned,
    Unheard,
    Visited,
)
from arasha.simulator.live.vault import Vault

GUILTY = frozenset({Role.ORGANISER, Role.MULE})
FROZEN = "payment "


class Extra(NamedTuple):
    """An account that is not of the country: staged, with what lies in it (tiyn), and how its bank deals with it.

    `innocent`: its holder earned the money. `by_hand`: an officer answers, no program. `undecided`: the bank does not
    say whether it agrees.
    """

    balance: int
    innocent: bool = False
    by_hand: bool = False
    undecided: bool = False


class WrongPlay(Exception):
    """What is kept is not this play: another country, another plan, or another version of the thieves' scripts."""


class Books:
    """Everything that is known to whoever plays, kept in a file line by line."""

    def __init__(self, country: Country, runner: Runner, kept: Path, extras: Mapping[str, Extra]) -> None:
        """Read again what was kept; `extras` are staged accounts by name."""
        self._country, self.runner = country, runner
        self._extras = dict(zip(extras, range(-1, -len(extras) - 1, -1), strict=True))
        self._staged = {self._extras[name]: extra for name, extra in extras.items()}
        self.vault = Vault(self, runner.purses)
        self.events: list[Happened] = []
        self.payments: dict[int, Paid] = {}
        self._frozen: dict[int, list[str]] = {}
        self._kept = Kept(kept)
        before = list(self._kept.events())
        self.begun = any(isinstance(event, Began) for event in before)
        if not self.begun:
            kept.unlink(missing_ok=True)  # the loading did not come to its end: it is done anew
        for event in before if self.begun else ():
            self._again(event)

    @property
    def ref(self) -> int:
        """The number of the next payment of a scheme."""
        return len(self.payments)

    def close(self) -> None:
        """Close the file."""
        self._kept.close()

    def balance(self, account: int) -> int:
        """A holder's own money, tiyn."""
        return self._staged[account].balance if account < 0 else self._country.balance(account)

    def account_of(self, name: str) -> int | None:
        """The number of an account by its name; staged ones are below zero."""
        if name in self._extras:
            return self._extras[name]
        number = accounts.number_of(self._country.firms, name)
        return number if number is not None and self._country.account(number).name == name else None

    def innocent(self, account: int) -> bool:
        """Does its holder have no guilty part in any scheme?"""
        if account < 0:
            return self._staged[account].innocent
        return all(known.role not in GUILTY for known in self.roles(account))

    def staged(self, account: int) -> Extra | None:
        """A staged account; None of an ordinary one."""
        return self._staged.get(account)

    def roles(self, account: int) -> Sequence[AccountTruth]:
        """The parts that an account has."""
        return [known for (_, at), known in self.runner.truth.accounts.items() if at == account]

    def answered(self, event: Paid | Applied | Visited | Complained | Unheard) -> None:
        """A script's step has come to something: tell the script, and write it down."""
        self.runner.answer(event.scheme, answer_of(event))
        self.happened(event)

    def happened(self, event: Happened) -> None:
        """Write something down."""
        self._kept.append(event)
        self._note(event)

    def thaw(self, account: int) -> None:
        """What was kept back with a payment lies in the account again: a request holds it now, or its time is over."""
        for name in self._frozen.pop(account, []):
            self.vault.let_go(name)

    def _note(self, event: Happened) -> None:
        self.events.append(event)
        self.begun = self.begun or isinstance(event, Began)
        if isinstance(event, Paid) and event.ref >= 0:
            self.payments[event.ref] = event
            if event.said is Said.HELD and event.passes:
                self._freeze(event)

    def _freeze(self, event: Paid) -> None:
        """A bank that does not carry out a payment keeps the money back."""
        self.vault.hold(FROZEN + event.id, event.debtor, event.amount)
        self._frozen.setdefault(event.debtor, []).append(FROZEN + event.id)

    def _again(self, event: Happened) -> None:
        """Something that happened before an end."""
        match event:
            case Paid() | Unheard():
                self._tell_again(event)
            case Complained() if not event.late:
                self._tell_again(event)
            case Applied() | Visited() if event.scheme >= 0:
                self._tell_again(event)
            case Held():
                self.thaw(event.account)
                self.vault.hold(event.hold, event.account, event.held)
            case LetGo():
                self.vault.let_go(event.hold)
            case Returned():
                self.vault.give_back(event.hold, event.amount)
            case _:
                pass
        self._note(event)

    def _tell_again(self, event: Paid | Applied | Visited | Complained | Unheard) -> None:
        if self.runner.next_at() is None:
            raise WrongPlay("more has happened than the plan knows of")
        scheme, _ = self.runner.pop()
        if scheme != event.scheme:
            raise WrongPlay(f"scheme {event.scheme} acted when scheme {scheme} was due")
        self.runner.answer(scheme, answer_of(event))


def answer_of(event: Paid | Applied | Visited | Complained | Unheard) -> Answer:
    """What a script hears of its step."""
    match event:
        case Paid():
            return Answer(event.said, event.ref, event.through)
        case Applied():
            return Answer(Said.DONE if event.lent else Said.DENIED, -1, event.amount if event.lent else 0)
        case Complained():
            return Answer(Said.DONE if event.reference else Said.NOT_CONNECTED)
        case Visited():
            return Answer(Said.DONE if event.heard else Said.NOT_CONNECTED)
        case Unheard():
            return Answer(Said.DONE)
