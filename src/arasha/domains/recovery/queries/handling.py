"""Reading incidents, holds, recalls, refunds and appeals: lists for screens and institutions, and single ones."""

import hmac
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain
from typing import TypeVar

from django.db.models import Count, Min, Model, Q, QuerySet

from arasha.domains.recovery.facts.handling import HoldState
from arasha.domains.recovery.facts.returning import AppealState
from arasha.domains.recovery.models import Appeal, Clock, Evidence, Hold, Incident, Protection, Recall, Refund
from arasha.kernel.errors import ArashaError, NotFound
from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.outbox import read
from arasha.kernel.references import Letter, digest_of, number

__all__ = [
    "Appeal", "Clock", "Evidence", "Hold", "Incident", "Protection", "Recall", "Refund", "Wanted", "appeal", "appeals",
    "clocks", "clocks_due", "counts", "evidence", "evidence_of", "hold", "holds", "holds_of_incident", "incident",
    "incidents", "next_clock", "open_appeal", "opened", "protection", "protections", "recall", "recalls", "refund",
    "refunds", "timeline",
]  # fmt: skip

M = TypeVar("M", bound=Model)

OPEN_APPEALS = (AppealState.FILED, AppealState.SECOND_LOOK)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list shows; whatever is None or empty narrows nothing. `institution` is a number, `after` the last id."""

    states: Collection[str] = field(default=())
    institution: int | None = None
    incident: int | None = None
    hold: int | None = None
    after: int | None = None
    oldest_first: bool = False


def holds(wanted: Wanted, size: int) -> list[Hold]:
    """A page of holds, the newest first, or the oldest where an institution asks for what is new to it."""
    rows = Hold.objects.select_related("incident__institution", "institution")
    return _page(_narrowed(rows, wanted, "incident"), wanted, size)


def recalls(wanted: Wanted, size: int) -> list[Recall]:
    """A page of recalls; `institution` is the one that is asked to return."""
    rows = Recall.objects.select_related("hold__incident", "hold__institution")
    rows = rows.filter(hold=wanted.hold) if wanted.hold is not None else rows
    return _page(_narrowed(rows, wanted, "hold__incident", "hold__"), wanted, size)


def refunds(wanted: Wanted, size: int) -> list[Refund]:
    """A page of refunds; `institution` is the one that pays."""
    rows = Refund.objects.select_related("recall__hold__incident", "recall__hold__institution")
    rows = rows.filter(recall__hold=wanted.hold) if wanted.hold is not None else rows
    return _page(_narrowed(rows, wanted, "recall__hold__incident", "recall__hold__"), wanted, size)


def incidents(wanted: Wanted, size: int) -> list[Incident]:
    """A page of incidents, the newest first; `institution` is the one that reported."""
    rows = Incident.objects.select_related("institution")
    return _page(_narrowed(rows, wanted, "id"), wanted, size)


def appeals(wanted: Wanted, size: int) -> list[Appeal]:
    """A page of appeals: those that wait, the first to fall due first, or those in other states, the newest first."""
    rows = Appeal.objects.select_related("hold__incident", "hold__institution")
    if set(wanted.states) <= set(OPEN_APPEALS):
        open_ones = rows.filter(state__in=wanted.states or OPEN_APPEALS)
        return list(open_ones.order_by("due_at", "id")[:size])
    return _page(_narrowed(rows, wanted, "hold__incident", "hold__"), wanted, size)


def hold(found: int, institution: int | None = None) -> Hold:
    """A hold, for an institution only one of its own; `NotFound` otherwise."""
    rows = Hold.objects.select_related("incident__institution", "institution").filter(id=found)
    return _one(rows if institution is None else rows.filter(institution=institution))


def recall(found: int, institution: int | None = None) -> Recall:
    """A recall, for an institution only one of its own; `NotFound` otherwise."""
    rows = Recall.objects.select_related("hold__incident", "hold__institution").filter(id=found)
    return _one(rows if institution is None else rows.filter(hold__institution=institution))


def refund(found: int, institution: int | None = None) -> Refund:
    """A refund, for an institution only one that it pays; `NotFound` otherwise."""
    rows = Refund.objects.select_related("recall__hold__incident", "recall__hold__institution").filter(id=found)
    return _one(rows if institution is None else rows.filter(recall__hold__institution=institution))


def incident(found: int) -> Incident:
    """An incident; `NotFound` when there is none of this number."""
    return _one(Incident.objects.select_related("institution").filter(id=found))


def appeal(found: int) -> Appeal:
    """An appeal; `NotFound` when there is none of this number."""
    return _one(Appeal.objects.select_related("hold__incident__institution", "hold__institution").filter(id=found))


def open_appeal(found: int) -> Appeal | None:
    """The holder's appeal against a hold that waits for its decision."""
    return Appeal.objects.filter(hold=found, state__in=OPEN_APPEALS).first()


def opened(reference: str, code: str) -> Hold:
    """The hold that a holder opens with its reference and his code; `NotFound`, whichever of the two is wrong."""
    try:
        found = Hold.objects.select_related("incident", "institution").filter(id=number(Letter.HOLD, reference)).first()
    except ArashaError:
        found = None
    kept, given = bytes(found.code) if found else bytes(32), digest_of(code)
    if not hmac.compare_digest(kept, given) or found is None:
        raise NotFound
    return found


def holds_of_incident(found: int) -> list[Hold]:
    """The holds of an incident, the nearest to the theft first."""
    return list(Hold.objects.select_related("institution").filter(incident=found).order_by("hop", "id"))


def counts(institution: int | None = None) -> dict[HoldState, int]:
    """How many holds there are in each state, at one institution or all."""
    rows = Hold.objects.filter(institution=institution) if institution is not None else Hold.objects.all()
    counted = rows.order_by().values_list("state").annotate(Count("id"))
    return {HoldState(state): count for state, count in counted}


def clocks(*about: str) -> list[Clock]:
    """The clocks of some things that run, the first to fall due first."""
    return list(Clock.objects.select_related("institution").filter(about__in=about, stopped_at=None))


def clocks_due(size: int, *, breached: bool = False) -> list[Clock]:
    """The clocks that fall due next, or those that have run out and still run."""
    rows = Clock.objects.select_related("institution").filter(stopped_at=None)
    return list(rows.filter(breached_at__isnull=not breached).order_by("due_at")[:size])


def next_clock() -> datetime | None:
    """When a clock next warns or runs out; None when none runs."""
    running = Clock.objects.filter(stopped_at=None, breached_at=None)
    found = running.aggregate(warns=Min("warn_at", filter=Q(warned_at=None)), ends=Min("due_at"))
    return min((at for at in found.values() if at is not None), default=None)


def evidence(found: int) -> Evidence:
    """One file, sealed; the caller notes the look. `NotFound` when there is none of this number."""
    return _one(Evidence.objects.filter(id=found))


def evidence_of(*about: str) -> list[Evidence]:
    """The files that were laid to some things, without their content."""
    return list(Evidence.objects.filter(about__in=about).defer("content"))


def protection(found: int, institution: int | None = None) -> Protection:
    """A protection, for an institution only of one of its customers; `NotFound` otherwise."""
    rows = Protection.objects.select_related("institution").filter(id=found)
    return _one(rows if institution is None else rows.filter(institution=institution))


def protections(size: int, institution: int | None = None) -> list[Protection]:
    """The protections that run, the first to end first."""
    rows = Protection.objects.select_related("institution").filter(ended_at=None)
    return list((rows if institution is None else rows.filter(institution=institution)).order_by("until")[:size])


def timeline(of: Incident) -> list[Recorded[Fact]]:
    """Everything that has happened in an incident, in order."""
    subjects = [f"incident:{of.id}", *map(str, _parts(of.id))]
    return sorted(chain.from_iterable(map(read.about, subjects)), key=lambda recorded: recorded.sequence)


def _parts(of: int) -> list[Hold | Recall | Refund | Appeal]:
    return [
        *Hold.objects.filter(incident=of),
        *Recall.objects.filter(hold__incident=of),
        *Refund.objects.filter(recall__hold__incident=of),
        *Appeal.objects.filter(hold__incident=of),
    ]


def _narrowed(rows: QuerySet[M], wanted: Wanted, incident_of: str, keeper: str = "") -> QuerySet[M]:
    narrowing = {
        "state__in": wanted.states or None,
        f"{keeper}institution": wanted.institution,
        incident_of: wanted.incident,
        ("id__gt" if wanted.oldest_first else "id__lt"): wanted.after,
    }
    return rows.filter(**{name: value for name, value in narrowing.items() if value is not None})


def _page(rows: QuerySet[M], wanted: Wanted, size: int) -> list[M]:
    return list(rows.order_by("id" if wanted.oldest_first else "-id")[:size])


def _one(rows: QuerySet[M]) -> M:
    found = rows.first()
    if found is None:
        raise NotFound
    return found
