"""Reading facts back: by sequence, by subject."""

from collections.abc import Collection, Iterator

import msgspec
from django.db.models import Q

from arasha.kernel.facts import Fact, Recorded, fact_types
from arasha.kernel.outbox.models import FactRow


def at(sequence: int) -> Recorded[Fact]:
    """The fact with this sequence."""
    return recorded(FactRow.objects.get(sequence=sequence))


def maybe_at(sequence: int) -> Recorded[Fact] | None:
    """The fact with this sequence, if there is one."""
    row = FactRow.objects.filter(sequence=sequence).first()
    return recorded(row) if row else None


def since(
    sequence: int, kinds: Collection[str], *, before: int | None = None, limit: int = 1_000
) -> list[Recorded[Fact]]:
    """The facts of some kinds from this sequence on, and `before` another, oldest first."""
    rows = FactRow.objects.filter(sequence__gte=sequence, kind__in=kinds).order_by("sequence")
    rows = rows if before is None else rows.filter(sequence__lt=before)
    return [recorded(row) for row in rows[:limit]]


def latest(kind: str, limit: int) -> list[Recorded[Fact]]:
    """The latest facts of a kind, the newest first."""
    return [recorded(row) for row in FactRow.objects.filter(kind=kind).order_by("-sequence")[:limit]]


def is_any(sequence: int, kinds: Collection[str]) -> bool:
    """Is there a fact of some kinds from this sequence on?"""
    return FactRow.objects.filter(sequence__gte=sequence, kind__in=kinds).exists()


def about(subject: str) -> Iterator[Recorded[Fact]]:
    """The history of one subject, oldest first."""
    return map(recorded, FactRow.objects.filter(subject=subject).order_by("sequence").iterator())


def of_people(kinds: Collection[str], size: int, *, actor: str = "", before: int | None = None) -> list[Recorded[Fact]]:
    """The newest facts of some kinds that one person made, or any; the newest first, from before a sequence on.

    Each kind is read from its own index no further than the page goes: a log is mostly facts of processes.
    """
    who = Q(actor=actor) if actor else Q(actor__startswith="person:")
    rows: list[FactRow] = []
    for kind in kinds:
        found = FactRow.objects.filter(who, kind=kind)
        found = found if before is None else found.filter(sequence__lt=before)
        rows += found.order_by("-sequence")[:size]
    return [recorded(row) for row in sorted(rows, key=lambda row: -row.sequence)[:size]]


def recorded(row: FactRow) -> Recorded[Fact]:
    """A row as the fact that it keeps."""
    fact = msgspec.convert(row.payload, fact_types()[row.kind], str_keys=True)
    return Recorded(
        sequence=row.sequence, id=row.id, actor=row.actor, purpose=row.purpose,
        occurred_at=row.occurred_at, recorded_at=row.recorded_at, fact=fact,
    )  # fmt: skip
