"""Expiry: the clock ends what has stood its time."""

from django.db import transaction

from arasha.domains.registry.actions.rows import CLOCK, about, end
from arasha.domains.registry.facts import EntryExpired, EntryState
from arasha.domains.registry.models import Entry
from arasha.kernel import clock
from arasha.kernel.outbox.append import append


@transaction.atomic
def expire_due(limit: int = 500) -> int:
    """End the entries whose present state has run its time, provisional ones after theirs; how many."""
    due = Entry.objects.select_for_update(skip_locked=True).filter(ended_at=None, expires_at__lte=clock.now())[:limit]
    ended = list(due)
    for entry in ended:
        end(entry, EntryState.EXPIRED, "")
    if ended:
        append([EntryExpired(**about(entry)) for entry in ended], CLOCK)
    return len(ended)
