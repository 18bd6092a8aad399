"""Removals: institutions are told to forget an entry, and each confirms that it has."""

from django.db import transaction

from arasha.domains.registry.actions.rows import CLOCK, about
from arasha.domains.registry.facts import EntryFact, RemovalAsked, RemovalConfirmed, RemovalOverdue
from arasha.domains.registry.models import Entry, Removal
from arasha.domains.registry.queries.answers import effective
from arasha.domains.registry.queries.contests import reference_of
from arasha.domains.registry.rules.answers import read_answer
from arasha.kernel import clock, references, terms
from arasha.kernel.access import queries as access
from arasha.kernel.deliveries.actions import send
from arasha.kernel.errors import NotFound
from arasha.kernel.outbox.append import By, append
from arasha.kernel.references import Letter
from arasha.kernel.terms import Code

KIND = "entry.removed"


def ask_removal(entry: Entry) -> list[EntryFact]:
    """Tell every connected institution to forget an entry, inside the caller's transaction; the facts are the caller's.

    The message carries the tier that stands now: another entry may speak against the same identifier.
    """
    now = clock.now()
    due_at, connected = terms.due(Code.REMOVAL_CONFIRMATION, now), access.institutions()
    if not connected:
        return []
    Removal.objects.bulk_create(
        [Removal(entry=entry, institution=each, asked_at=now, due_at=due_at) for each in connected]
    )
    body = {
        "reference": reference_of(entry),
        "token": entry.token.hex,
        "kind": entry.kind,
        "tier": read_answer(effective(entry.token)).tier.word,
        "confirm_by": due_at.isoformat(),
    }
    for each in connected:
        send(each.number, KIND, body)
    asked = RemovalAsked(**about(entry), institutions=[each.code for each in connected], due_at=clock.to_us(due_at))
    return [asked]


@transaction.atomic
def confirm_removal(reference: str, institution: int, by: By) -> Removal:
    """An institution, by its number, has forgotten the entry under a reference; again changes nothing.

    `NotFound` when it was not asked to, `Malformed` for a slip in the reference.
    """
    number = references.number(Letter.LISTING, reference)
    rows = Removal.objects.select_for_update(of=("self",)).select_related("entry", "institution")
    removal = rows.filter(entry_id=number, institution_id=institution).first()
    if removal is None:
        raise NotFound("you were not asked to forget an entry with this reference")
    if removal.confirmed_at is None:
        removal.confirmed_at, removal.confirmed_by = clock.now(), by.actor
        removal.save(update_fields=["confirmed_at", "confirmed_by"])
        append([RemovalConfirmed(**about(removal.entry), institution=removal.institution.code)], by)
    return removal


@transaction.atomic
def mark_overdue(limit: int = 500) -> int:
    """Note which removals were not confirmed in time; how many."""
    rows = Removal.objects.select_for_update(skip_locked=True, of=("self",)).select_related("entry", "institution")
    late = list(rows.filter(confirmed_at=None, overdue_at=None, due_at__lte=clock.now())[:limit])
    for removal in late:
        removal.overdue_at = clock.now()
        removal.save(update_fields=["overdue_at"])
    if late:
        append([RemovalOverdue(**about(each.entry), institution=each.institution.code) for each in late], CLOCK)
    return len(late)
