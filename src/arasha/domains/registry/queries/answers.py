"""What look-ups answer, read from the tables: for screens, for facts, for the gateway's file."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple
from uuid import UUID

from arasha.domains.registry.facts import EntryState, Ground
from arasha.domains.registry.models import Entry, Protection
from arasha.domains.registry.rules.answers import Answer, Standing, answer, effect, read_answer
from arasha.domains.registry.rules.states import IN_FORCE
from arasha.kernel.tiers import Tier


class Listed(NamedTuple):
    """An identifier that a look-up knows: its token, its answer byte, its prefix in lists where it has one."""

    token: UUID
    value: int
    prefix: int | None


def standing_of(row: Entry) -> Standing:
    """What an entry's row says."""
    return Standing(EntryState(row.state), Tier(row.tier), Ground(row.ground), row.suspended)


def effect_of(row: Entry) -> Tier:
    """The tier with which an entry counts now, by itself."""
    return effect(standing_of(row))


def effective(token: UUID) -> int:
    """The byte that a look-up of an identifier answers now."""
    return answer(
        (standing_of(row) for row in Entry.objects.filter(token=token, state__in=IN_FORCE)),
        protected=is_protected(token),
    )


def is_protected(token: UUID) -> bool:
    """Is an identifier one of a protected victim?"""
    return Protection.objects.filter(token=token, ended_at=None).exists()


def tiers(tokens: set[UUID]) -> dict[UUID, Answer]:
    """What a look-up answers now for some tokens; those of which nothing is known are left out."""
    rows = Entry.objects.filter(token__in=tokens, state__in=IN_FORCE)
    shielded = set(Protection.objects.filter(token__in=tokens, ended_at=None).values_list("token", flat=True))
    found: dict[UUID, list[Standing]] = {}
    for row in rows:
        found.setdefault(row.token, []).append(standing_of(row))
    values = {token: answer(standings) for token, standings in found.items() if token not in shielded}
    return {token: read_answer(value) for token, value in values.items() if value}


def listed() -> Iterator[Listed]:
    """Each token of which a look-up knows something, in the order of tokens: what files and lists are made of."""
    shielded = set(Protection.objects.filter(ended_at=None).values_list("token", flat=True))
    rows = Entry.objects.filter(state__in=IN_FORCE).order_by("token").iterator(chunk_size=10_000)
    for token, entries in _grouped(rows):
        value = answer(map(standing_of, entries), protected=token in shielded)
        shielded.discard(token)
        if value:
            yield Listed(token, value, next((row.list_prefix for row in entries if row.list_prefix is not None), None))
    for token in sorted(shielded):
        yield Listed(token, answer((), protected=True), None)


def _grouped(rows: Iterable[Entry]) -> Iterator[tuple[UUID, list[Entry]]]:
    """The entries of each token together, of rows in the order of tokens."""
    together: list[Entry] = []
    for row in rows:
        if together and row.token != together[0].token:
            yield together[0].token, together
            together = []
        together.append(row)
    if together:
        yield together[0].token, together
