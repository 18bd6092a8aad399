"""Reading the registry."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import QuerySet

from arasha.domains.registry.facts import EntryState, Ground
from arasha.domains.registry.models import Entry
from arasha.domains.registry.rules import LIVE, Answer, Standing, answer, read_answer
from arasha.kernel.tiers import Tier

__all__ = ["LIVE", "Answer", "Entry", "entries", "entry", "of_token", "read_answer", "standing_answers", "tiers"]


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
