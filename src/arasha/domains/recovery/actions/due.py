"""What clocks do: warn while there is time, and let happen what follows when there is none left."""

from collections.abc import Mapping
from typing import assert_never

from django.db import transaction

from arasha.domains.recovery.actions import analysis, messages, protection, releases
from arasha.domains.recovery.actions.messages import Message
from arasha.domains.recovery.actions.parties import CLOCK
from arasha.domains.recovery.actions.progress import advance, move
from arasha.domains.recovery.facts.handling import ClockBreached, ClockFact, ClockWarned
from arasha.domains.recovery.facts.incidents import IncidentState
from arasha.domains.recovery.models import Clock, Incident
from arasha.domains.recovery.rules.clocks import EFFECTS, Effect
from arasha.domains.recovery.rules.parties import Party
from arasha.kernel import clock
from arasha.kernel.outbox.append import append
from arasha.kernel.references import Letter, reference
from arasha.kernel.terms import Code

AT_ONCE = 200

LETTERS: Mapping[str, Letter] = {
    "hold": Letter.HOLD,
    "recall": Letter.RECALL,
    "refund": Letter.REFUND,
    "appeal": Letter.APPEAL,
    "incident": Letter.INCIDENT,
}


@transaction.atomic
def warn_due(limit: int = AT_ONCE) -> int:
    """Warn those whose time will soon be up; how many clocks. The institution gets a message, the centre sees it."""
    now = clock.now()
    rows = Clock.objects.select_for_update(of=("self",), skip_locked=True).select_related("institution")
    due = list(
        rows.filter(stopped_at=None, warned_at=None, breached_at=None, warn_at__lte=now).order_by("warn_at")[:limit]
    )
    Clock.objects.filter(id__in=[one.id for one in due]).update(warned_at=now)
    messages.send(_warning(one) for one in due)
    if due:
        append([_told(ClockWarned, one) for one in due], CLOCK)
    return len(due)


def breach_due(limit: int = AT_ONCE) -> int:
    """Let happen what follows from clocks that have run out, each in a transaction of its own; how many clocks."""
    waiting = Clock.objects.filter(stopped_at=None, breached_at=None, due_at__lte=clock.now()).order_by("due_at")
    numbers = list(waiting.values_list("id", flat=True)[:limit])
    for number in numbers:
        _breach(number)
    return len(numbers)


@transaction.atomic
def close_watched(limit: int = AT_ONCE) -> int:
    """Close the incidents whose watch is over and where nothing is under way; how many."""
    rows = Incident.objects.select_for_update(skip_locked=True).filter(
        state=IncidentState.MONITORING, closed_at=None, watch_until__lte=clock.now()
    )
    over = list(rows.order_by("watch_until")[:limit])
    facts = [
        fact for incident in over for fact in advance(incident) or move(incident, IncidentState.CLOSED, Party.PROCESS)
    ]
    if facts:
        append(facts, CLOCK)
    return len(over)


@transaction.atomic
def _breach(number: int) -> None:
    """First what follows, which locks the thing; then the clock, if nobody has stopped it meanwhile."""
    standing = Clock.objects.get(id=number)
    _follow(standing)
    one = Clock.objects.select_for_update(of=("self",)).select_related("institution").get(id=number)
    if one.breached_at is None and one.stopped_at is None:  # what ends as it was to end breaches nothing
        one.breached_at = clock.now()
        one.save(update_fields=["breached_at"])
        append([_told(ClockBreached, one)], CLOCK)


def _follow(standing: Clock) -> None:
    number = int(standing.about.partition(":")[2])
    match EFFECTS[Code(standing.code)]:
        case Effect.TIME_OUT:
            releases.time_out(number)
        case Effect.RELEASE:
            releases.expire(number)
        case Effect.ESCALATE_ANALYSIS:
            analysis.escalate(number)
        case Effect.END_PROTECTION:
            protection.expire(number)
        case Effect.TELL:
            pass
        case never:
            assert_never(never)


def _warning(one: Clock) -> Message:
    kind, _, number = one.about.partition(":")
    letter = LETTERS.get(kind)
    body = {
        "reference": reference(letter, int(number)) if letter else "",
        "clock": one.code,
        "due": one.due_at.isoformat(),
    }
    return Message(one.institution_id, "clock.warning", one.about, body)


def _told(kind: type[ClockFact], one: Clock) -> ClockFact:
    return kind(
        about=one.about,
        code=one.code,
        institution=one.institution.code if one.institution else "",
        due_at=clock.to_us(one.due_at),
    )
