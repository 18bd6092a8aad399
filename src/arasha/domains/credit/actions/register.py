"""Stating what lenders are told of people: grounds come and go, and what follows from them all is said as a fact."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple
from uuid import UUID

from arasha.domains.credit.facts.register import RegisterChanged
from arasha.domains.credit.models import Ground
from arasha.domains.credit.rules import effects
from arasha.kernel import clock
from arasha.kernel.log import ledger
from arasha.kernel.outbox.append import By, append

# Grounds of one fact: a fact is heeded as a whole, and while it is, nobody is answered.
TOGETHER = 1_000


class Said(NamedTuple):
    """One ground: of whom (16 bytes), who says it (`person`, `bureau:CODE`, `caution:WHAT`), its effect; 0 ends it."""

    person: bytes
    source: str
    effect: int


def state(said: Sequence[Said], by: By) -> int:
    """Set and end grounds in the caller's transaction; returns the last fact's sequence.

    From that fact on the gateway answers accordingly; `queries.register.in_force` tells since when. The same ground
    said again is stated again: who asks for it gets a place in the order of all answers.

    Grounds are locked before the log's head, which the facts need: so nobody appends before this in a transaction.
    """
    people = sorted({UUID(bytes=each.person) for each in said})
    _keep(said)
    # Two who state grounds of one person must see each other's: whoever appends later reads what the other committed.
    ledger.lock_size()
    together = _together(people)
    recorded = append([
        RegisterChanged(people=[person.hex for person in some], effects=[together[person] for person in some])
        for some in _portions(people)
    ], by)  # fmt: skip
    return recorded[-1].sequence


def _keep(said: Sequence[Said]) -> None:
    now = clock.now()
    kept = {(UUID(bytes=each.person), each.source): each.effect for each in said}
    Ground.objects.bulk_create(
        [
            Ground(person=person, source=source, effect=effect, since=now)
            for (person, source), effect in sorted(kept.items())
        ],
        update_conflicts=True,
        unique_fields=["person", "source"],
        update_fields=["effect", "since"],
    )
    Ground.objects.filter(person__in={person for person, _ in kept}, effect=effects.NOTHING).delete()


def _together(people: Sequence[UUID]) -> dict[UUID, int]:
    found = defaultdict[UUID, list[int]](list)
    for person, effect in Ground.objects.filter(person__in=people).values_list("person", "effect"):
        found[person].append(effect)
    return {person: effects.union(found[person]) for person in people}


def _portions(people: Sequence[UUID]) -> Iterator[Sequence[UUID]]:
    for begin in range(0, len(people), TOGETHER):
        yield people[begin : begin + TOGETHER]
