"""Stolen money at a glance: what is open, what waits with which clock, and what became of the money of a time."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, F, Q, Sum

from arasha.domains.recovery.facts.incidents import IncidentState
from arasha.domains.recovery.facts.returning import RecallState
from arasha.domains.recovery.models import Clock, Hold, Incident, Recall, Refund
from arasha.domains.recovery.queries.money import BACK
from arasha.domains.recovery.rules.states import KEEPING
from arasha.kernel.terms import Code


class Waiting(NamedTuple):
    """How many clocks of a kind run; how many of them have run out, and how many run out before an instant."""

    running: int
    late: int
    soon: int


class Sums(NamedTuple):
    """Money of the thefts of a time, tiyn, as institutions said: what they hold now and what was paid back."""

    stolen: int
    held: int
    returned: int


NONE = Waiting(0, 0, 0)


def open_incidents() -> dict[IncidentState, int]:
    """How many incidents there are in each state, of those that have not ended."""
    counted = Incident.objects.filter(closed_at=None).order_by().values_list("state").annotate(Count("id"))
    return {IncidentState(state): count for state, count in counted}


def waiting(now: datetime, before: datetime) -> dict[Code, Waiting]:
    """The clocks that run, of every kind that there is."""
    late, soon = Q(due_at__lte=now), Q(due_at__gt=now, due_at__lte=before)
    rows = Clock.objects.filter(stopped_at=None).order_by().values_list("code")
    counted = rows.annotate(Count("id"), late=Count("id", filter=late), soon=Count("id", filter=soon))
    return {Code(code): Waiting(*counts) for code, *counts in counted}


def sums(since: datetime) -> Sums:
    """What became of the money of the thefts that were reported since an instant."""
    stolen = Incident.objects.filter(opened_at__gte=since).aggregate(tiyn=Sum("amount", default=0))["tiyn"]
    kept = Hold.objects.filter(incident__opened_at__gte=since, state__in=KEEPING)
    held = kept.aggregate(tiyn=Sum("held", default=0))["tiyn"]
    # Of what is asked back, what an institution does not return is let go.
    parts = Recall.objects.filter(hold__in=kept, state=RecallState.ACCEPTED_PART)
    let_go = parts.aggregate(tiyn=Sum(F("hold__held") - F("accepted"), default=0))["tiyn"]
    refunds = Refund.objects.filter(recall__hold__incident__opened_at__gte=since, state__in=BACK)
    returned = refunds.aggregate(tiyn=Sum("amount", default=0))["tiyn"]
    of_kept = refunds.filter(recall__hold__state__in=KEEPING).aggregate(tiyn=Sum("amount", default=0))["tiyn"]
    return Sums(stolen, held - let_go - of_kept, returned)
