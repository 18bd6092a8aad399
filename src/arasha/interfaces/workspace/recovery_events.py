"""What has happened in an incident, as its page tells it: one line each, and what is many of a kind together."""

from collections.abc import Sequence
from datetime import datetime
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _

from arasha.domains.recovery.facts.handling import HoldAnswered, HoldReleased, HoldRequested, IncidentAdvanced
from arasha.domains.recovery.facts.incidents import PaymentLocated
from arasha.domains.recovery.facts.returning import RecallAnswered, RecallOpened, RefundClosed, RefundPaid
from arasha.interfaces.ui.text import Text
from arasha.interfaces.workspace import recovery_facts
from arasha.interfaces.workspace import recovery_words as said
from arasha.interfaces.workspace.people import names_of
from arasha.interfaces.workspace.recovery_rows import LETTERS
from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.references import reference

PLAIN = 12  # a timeline of so many lines is told line by line
FIRST, LAST = 3, 5  # of a longer one these stand alone; what lies between stands together by kind


class Event(NamedTuple):
    """Something that has happened, with its receipt's place; `sum` is tiyn, none when it is about no sum."""

    sequence: int
    kind: str
    label: Text
    icon: str
    about: str
    address: tuple[str, int] | None
    sum: int | None
    who: str
    at: datetime


class Told(NamedTuple):
    """A line of the timeline: one event, or all of a kind under one heading."""

    label: Text
    icon: str
    events: list[Event]

    @property
    def alone(self) -> Event | None:
        """The event, when there is but one."""
        return self.events[0] if len(self.events) == 1 else None


def events(facts: Sequence[Recorded[Fact]]) -> list[Event]:
    """Everything that has happened, in order."""
    names = names_of(fact.actor for fact in facts)
    return [_event(fact, names[fact.actor]) for fact in facts]


def told(happened: Sequence[Event]) -> list[Told]:
    """The timeline: a short one line by line; of a long one what lies between beginning and end by kinds."""
    if len(happened) <= PLAIN:
        return [_line(event) for event in happened]
    between = sorted(happened[FIRST:-LAST], key=lambda event: event.kind)
    kinds = [list(found) for _kind, found in groupby(between, key=lambda event: event.kind)]
    kinds.sort(key=lambda found: found[0].sequence)
    return [*map(_line, happened[:FIRST]), *map(_together, kinds), *map(_line, happened[-LAST:])]


def _line(event: Event) -> Told:
    return Told(event.label, event.icon, [event])


def _together(found: list[Event]) -> Told:
    """Several events of a kind, counted; a single one as it is."""
    if len(found) == 1:
        return _line(found[0])
    counted = recovery_facts.COUNTED.get(found[0].kind)
    label = counted % {"count": len(found)} if counted else f"{found[0].label} × {len(found)}"
    return Told(label, found[0].icon, found)


def _event(recorded: Recorded[Fact], who: str) -> Event:
    fact, word = recorded.fact, recovery_facts.word_of(recorded.fact)
    kind, _colon, number = fact.subject.partition(":")
    letter = LETTERS.get(kind)
    return Event(
        sequence=recorded.sequence,
        kind=fact.kind(),
        label=_now(fact) if isinstance(fact, IncidentAdvanced) else word.label,
        icon=said.INCIDENTS[fact.after].icon if isinstance(fact, IncidentAdvanced) else word.icon,
        about=reference(letter, int(number)) if letter and kind != "incident" else "",
        address=(f"workspace:{kind}", int(number)) if kind in {"hold", "appeal"} else None,
        sum=_sum(fact),
        who=who,
        at=recorded.occurred_at,
    )


def _now(fact: IncidentAdvanced) -> str:
    """Where the incident stands since then."""
    return _("Now: %(state)s") % {"state": str(said.INCIDENTS[fact.after].label).lower()}


def _sum(fact: Fact) -> int | None:
    """The sum that an event is about."""
    match fact:
        case HoldAnswered():
            return fact.held
        case HoldReleased():
            return fact.freed
        case RecallAnswered():
            return fact.accepted
        case HoldRequested() | PaymentLocated() | RecallOpened() | RefundPaid() | RefundClosed():
            return fact.amount
        case _:
            return None
