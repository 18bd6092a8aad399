"""Reading entries: one, all of an identifier, a page of them."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from arasha.domains.registry.facts import EntryState
from arasha.domains.registry.models import Entry
from arasha.domains.registry.rules.states import LIVE

WAITING = (EntryState.PROPOSED, EntryState.PROVISIONAL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list of entries shows; whatever is None or empty narrows nothing.

    `live` takes those that stand, `False` those that have ended; `waiting` those that no second person has
    confirmed; `within` those whose term ends so soon after `now`, and then the first to end stands first. `not_by`
    leaves out what somebody proposed himself.
    """

    state: EntryState | None = None
    waiting: bool = False
    live: bool | None = None
    kind: str = ""
    tier: int | None = None
    ground: int | None = None
    owner: str = ""
    not_by: str = ""
    within: timedelta | None = None
    now: datetime | None = None


class Place(NamedTuple):
    """Where a page ended: the last entry, and when its term ends."""

    expires_at: datetime
    number: int


def found(wanted: Wanted) -> QuerySet[Entry]:
    """The entries that are wanted, in no order."""
    soon = wanted.now + wanted.within if wanted.within is not None and wanted.now is not None else None
    narrowing = {
        "state": wanted.state,
        "state__in": WAITING if wanted.waiting else None,
        "ended_at__isnull": True if soon else wanted.live,
        "kind": wanted.kind or None,
        "tier__gte": wanted.tier,
        "ground": wanted.ground,
        "owner": wanted.owner or None,
        "expires_at__lte": soon,
    }
    rows = Entry.objects.filter(**{name: value for name, value in narrowing.items() if value is not None})
    return rows.exclude(owner=wanted.not_by) if wanted.not_by else rows


def page(wanted: Wanted, size: int, after: Place | None = None) -> list[Entry]:
    """One page, the newest first or, where the term is asked for, the first to end first."""
    rows = found(wanted)
    if wanted.within is None:
        rows = rows.filter(id__lt=after.number) if after else rows
        return list(rows.order_by("-id")[:size])
    if after is not None:
        rows = rows.filter(
            Q(expires_at__gt=after.expires_at) | Q(id__gt=after.number), expires_at__gte=after.expires_at
        )
    return list(rows.order_by("expires_at", "id")[:size])


def place_of(row: Entry) -> Place:
    """Where a page that ends with this entry ends."""
    return Place(row.expires_at, row.id)


def totals(now: datetime, soon: timedelta) -> tuple[int, int, int]:
    """How many entries stand in full or reduced, how many wait for a second person, how many of all end soon."""
    by_state = {state: found(Wanted(state=state)).count() for state in LIVE}
    standing = by_state[EntryState.CONFIRMED] + by_state[EntryState.REDUCED]
    waiting = by_state[EntryState.PROPOSED] + by_state[EntryState.PROVISIONAL]
    return standing, waiting, found(Wanted(within=soon, now=now)).count()


def entries(*, state: EntryState | None = None, kind: str = "", token: UUID | None = None) -> QuerySet[Entry]:
    """Entries, newest first, narrowed as asked."""
    found = Entry.objects.select_related("institution")
    if state:
        found = found.filter(state=state)
    if kind:
        found = found.filter(kind=kind)
    return found.filter(token=token) if token else found


def entry(number: int) -> Entry | None:
    """One entry."""
    return Entry.objects.select_related("institution").filter(id=number).first()


def of_token(token: UUID) -> QuerySet[Entry]:
    """Everything that was ever said of one identifier, newest first."""
    return entries(token=token)


def stands(token: UUID) -> bool:
    """Does the registry have a live entry of an identifier, in force or not?"""
    return Entry.objects.filter(token=token, state__in=LIVE).exists()
