"""Reading the registry."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Q, QuerySet

from arasha.domains.registry.facts import EntryState, Ground
from arasha.domains.registry.models import Entry
from arasha.domains.registry.rules import LIVE, Answer, Standing, answer, effect, read_answer
from arasha.kernel.tiers import Tier

__all__ = [
    "LIVE", "Answer", "Entry", "Place", "Wanted", "effect_of", "entries", "entry", "found", "of_token", "page",
    "place_of", "read_answer", "standing_answers", "tiers", "totals",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What a list of entries shows; whatever is None or empty narrows nothing.

    `live` takes those that stand, `False` those that have ended; `within` those whose term ends so soon after `now`,
    and then the first to end stands first. `not_by` leaves out what somebody proposed himself.
    """

    state: EntryState | None = None
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
    """How many entries are confirmed, how many wait for a second person, how many of both end soon."""
    confirmed, proposed = (found(Wanted(state=state)).count() for state in (EntryState.CONFIRMED, EntryState.PROPOSED))
    return confirmed, proposed, found(Wanted(within=soon, now=now)).count()


def effect_of(row: Entry) -> Tier:
    """The tier with which an entry counts now: none when it has ended, a soft one until it is confirmed."""
    return effect(standing_of(row)) if row.state in LIVE else Tier.NONE


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


def tiers(tokens: set[UUID]) -> dict[UUID, Answer]:
    """What a look-up answers now for some tokens; those without a live entry are left out."""
    standings: dict[UUID, list[Standing]] = {}
    for row in Entry.objects.filter(token__in=tokens, state__in=LIVE):
        standings.setdefault(row.token, []).append(standing_of(row))
    return {token: read_answer(answer(found)) for token, found in standings.items()}


def standing_answers() -> Iterator[tuple[UUID, int]]:
    """Each token with a live entry and its answer byte: what a snapshot is made of, in the order of tokens."""
    token, standings = None, []
    for row in Entry.objects.filter(state__in=LIVE).order_by("token").iterator(chunk_size=10_000):
        if row.token != token and token is not None:
            yield token, answer(standings)
            standings = []
        token = row.token
        standings.append(standing_of(row))
    if token is not None:
        yield token, answer(standings)


def standing_of(row: Entry) -> Standing:
    """What an entry's row says."""
    return Standing(EntryState(row.state), Tier(row.tier), Ground(row.ground))
