"""Reading evidence: what speaks for an entry, and how often an identifier or an owner was reported."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from arasha.domains.registry.facts import ContestState, EntryState, EvidenceKind
from arasha.domains.registry.models import Entry
from arasha.domains.registry.models import Evidence as Row
from arasha.domains.registry.rules.counts import LONGEST, Counted, Windows, windows
from arasha.domains.registry.rules.evidence import FRESH, Evidence, lacking
from arasha.domains.registry.rules.repetition import term_after
from arasha.kernel import clock
from arasha.kernel.terms import Code

# What was taken back as wrong does not speak against anybody any more.
STRUCK = Q(entry__state=EntryState.WITHDRAWN) | Q(entry__contests__state=ContestState.REMOVED)


def speaking(token: UUID, now: datetime) -> list[Row]:
    """The evidence that speaks for an identifier's entries now, the oldest first."""
    rows = Row.objects.select_related("entry").filter(token=token, retracted_at=None).exclude(STRUCK)
    return list(rows.filter(Q(entry__ended_at=None) | Q(at__gte=now - FRESH)).order_by("at", "id"))


def pieces(rows: list[Row]) -> list[Evidence]:
    """Rows as rules read them."""
    return [Evidence(EvidenceKind(row.kind), row.reporter, row.document) for row in rows]


def still_lacking(token: UUID, now: datetime) -> int:
    """How many independent reporters are missing before an entry of this identifier may be confirmed."""
    return lacking(pieces(speaking(token, now)))


def former_entries(token: UUID, person: UUID | None) -> int:
    """How many confirmed entries of an identifier or of its owner ran to their end, none struck out."""
    same = Q(token=token) | Q(person=person) if person else Q(token=token)
    ended = Entry.objects.filter(same, state=EntryState.EXPIRED, confirmed_at__isnull=False)
    return ended.exclude(contests__state=ContestState.REMOVED).distinct().count()


def term_of(token: UUID, person: UUID | None) -> Code:
    """The clock on which an entry of this identifier would stand if it were confirmed now."""
    return term_after(former_entries(token, person))


def counters(token: UUID) -> dict[Counted, Windows]:
    """How often an identifier was reported, confirmed, rejected lately; quantised. Settlements are of another room."""
    return _counters(Entry.objects.filter(token=token), Row.objects.filter(token=token, retracted_at=None))


def counters_of_owner(person: UUID) -> dict[Counted, Windows]:
    """The same over all identifiers of one owner."""
    return _counters(Entry.objects.filter(person=person), Row.objects.filter(entry__person=person, retracted_at=None))


def owner_of(token: UUID) -> UUID | None:
    """The token of the person to whom an identifier belongs, where an entry says so."""
    rows = Entry.objects.filter(token=token, person__isnull=False).order_by("-id")
    return rows.values_list("person", flat=True).first()


def _counters(entries: QuerySet[Entry], rows: QuerySet[Row]) -> dict[Counted, Windows]:
    now = clock.now()
    since = now - LONGEST
    rejected = entries.filter(ended_at__gte=since, state=EntryState.WITHDRAWN).values_list("ended_at", flat=True)
    return {
        Counted.REPORTS: windows(rows.filter(at__gte=since).values_list("at", flat=True), now),
        Counted.CONFIRMED: windows(_confirmed(entries, since), now),
        Counted.REJECTED: windows((at for at in rejected if at), now),
    }


def _confirmed(entries: QuerySet[Entry], since: datetime) -> list[datetime]:
    """When entries that were not taken back later were confirmed."""
    rows = entries.filter(confirmed_at__gte=since).exclude(state=EntryState.WITHDRAWN)
    return [at for at in rows.values_list("confirmed_at", flat=True) if at]
