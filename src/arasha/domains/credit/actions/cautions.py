"""Cautions: for a while lenders are told to ask a person by another channel first, because somebody robs the person."""

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from arasha.domains.credit.actions.register import Said, state
from arasha.domains.credit.models import Ground
from arasha.domains.credit.rules.effects import CAUTION, NOTHING
from arasha.kernel.outbox.append import By

SOURCE = "caution:"


@transaction.atomic
def begin(people: Collection[UUID], why: str, by: By) -> int:
    """Tell lenders to be careful with some people; `why` names what it hangs on (`incident:12`). How many are new."""
    source = f"{SOURCE}{why}"
    there = set(Ground.objects.filter(source=source, person__in=people).values_list("person", flat=True))
    fresh = sorted(set(people) - there)
    if fresh:
        state([Said(person.bytes, source, CAUTION) for person in fresh], by)
    return len(fresh)


@transaction.atomic
def end(why: str, by: By) -> int:
    """What a caution hung on is over; how many people it concerned."""
    source = f"{SOURCE}{why}"
    people = list(Ground.objects.filter(source=source).values_list("person", flat=True))
    if people:
        state([Said(person.bytes, source, NOTHING) for person in people], by)
    return len(people)
