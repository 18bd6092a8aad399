"""Reading what bureaus have, where registers contradict each other, and how imports and comparisons went."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count

from arasha.domains.credit.models import Change, Comparison, Conflict, Ground, Mark, MarkImport
from arasha.domains.credit.rules.bureaus import Marked, Own, is_active
from arasha.domains.credit.rules.effects import Scope, own_of, scope_of
from arasha.kernel import clock
from arasha.kernel.errors import NotFound

__all__ = [
    "Comparison", "Conflict", "Lift", "Mark", "MarkImport", "Scope", "comparisons", "conflict", "conflicts", "imports",
    "scope_of",
]  # fmt: skip

OWN = "person"


class Lift(NamedTuple):
    """When a person lifted the own refusal, and the fact of the log that says so."""

    at: datetime
    fact: int


def marked(row: Mark) -> Marked:
    """A mark as the rules see it."""
    return Marked(row.bureau_id, Scope(row.scope), row.above, row.set_at, row.lifted_at, row.overruled_at)


def marks_of(people: Collection[UUID]) -> dict[UUID, list[Mark]]:
    """What every bureau has of some people."""
    found: dict[UUID, list[Mark]] = {}
    for row in Mark.objects.select_related("bureau").filter(person__in=people).order_by("bureau"):
        found.setdefault(row.person, []).append(row)
    return found


def own_of_all(people: Collection[UUID]) -> dict[UUID, Own]:
    """Whether people refuse credit here, and when those who did have lifted it."""
    active = set(Ground.objects.filter(person__in=people, source=OWN).values_list("person", flat=True))
    lifts = lifts_of(set(people) - active)
    return {person: Own(person in active, lifts[person].at if person in lifts else None) for person in people}


def lifts_of(people: Collection[UUID]) -> dict[UUID, Lift]:
    """When people who refuse no credit any more lifted it; one that lenders have not heard of yet counts as now."""
    refused: dict[UUID, bool] = {}
    found: dict[UUID, Lift] = {}
    rows = Change.objects.filter(person__in=people).order_by("sequence")
    for person, effect, at, fact in rows.values_list("person", "effect", "at", "fact"):
        refuses = bool(own_of(effect).scope)
        if refused.get(person) and not refuses:
            found[person] = Lift(at, fact)
        refused[person] = refuses
    return found | {person: Lift(clock.now(), -1) for person, refuses in refused.items() if refuses}


def conflicts(limit: int, *, settled: bool = False, bureau: int | None = None, before: int | None = None) -> (
    list[Conflict]
):  # fmt: skip
    """Contradictions that are open, or were settled, the newest first."""
    rows = Conflict.objects.select_related("bureau").filter(settled_at__isnull=not settled)
    if bureau is not None:
        rows = rows.filter(bureau=bureau)
    return list((rows if before is None else rows.filter(id__lt=before)).order_by("-id")[:limit])


def conflict(number: int) -> Conflict:
    """A contradiction by its number; `NotFound` when there is none."""
    found = Conflict.objects.select_related("bureau").filter(id=number).first()
    if found is None:
        raise NotFound
    return found


def open_conflicts() -> int:
    """How many contradictions wait to be settled."""
    return Conflict.objects.filter(settled_at=None).count()


def imports(limit: int) -> list[MarkImport]:
    """Files of bureaus that were taken over, the newest first."""
    return list(MarkImport.objects.select_related("bureau")[:limit])


def comparisons(limit: int) -> list[Comparison]:
    """What bureaus found when they compared, the newest first."""
    return list(Comparison.objects.select_related("bureau")[:limit])


def marks_held() -> dict[int, int]:
    """How many marks each bureau has that were not lifted."""
    rows = Mark.objects.order_by().filter(lifted_at=None).values_list("bureau").annotate(Count("person"))
    return dict(rows)


def active_at(person: UUID) -> list[Mark]:
    """The marks of a person that count now."""
    return [row for row in marks_of([person]).get(person, []) if is_active(marked(row))]
