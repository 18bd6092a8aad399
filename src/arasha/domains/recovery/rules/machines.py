"""State machines as tables: from, to, who may, which clocks stop and start, which fact is written."""

from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple, TypeVar

from arasha.domains.recovery.rules.parties import Party
from arasha.kernel.errors import Conflict, Forbidden
from arasha.kernel.facts import Fact
from arasha.kernel.terms import Code


class Step(NamedTuple):
    """One allowed transition."""

    who: frozenset[Party]
    fact: type[Fact]
    starts: tuple[Code, ...] = ()
    stops: tuple[Code, ...] = ()


State = TypeVar("State", bound=StrEnum)

# None stands for "not yet there".
Machine = Mapping[tuple[State | None, State], Step]


def step(machine: Machine[State], before: State | None, to: State, party: Party) -> Step:
    """The row of a transition; `Conflict` when there is none, `Forbidden` when this party may not take it."""
    found = machine.get((before, to))
    if found is None:
        raise Conflict(f"what is {_words(before)} cannot become {_words(to)}")
    if party not in found.who:
        raise Forbidden(f"this is not for {_words(party)} to do")
    return found


def following(machine: Machine[State], before: State | None, party: Party) -> set[State]:
    """The states to which a party may bring what stands here."""
    return {to for (source, to), row in machine.items() if source == before and party in row.who}


def _words(state: StrEnum | None) -> str:
    return state.replace("_", " ") if state else "not there yet"
