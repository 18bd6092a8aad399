"""What is said of a person is the union of all grounds, whoever states them, also at the same time."""

import threading

import pytest
from django.db import connection, transaction

from arasha.domains.credit.actions.register import Said, state
from arasha.domains.credit.facts.register import RegisterChanged
from arasha.domains.credit.models import Ground
from arasha.domains.credit.rules import effects
from arasha.domains.credit.rules.effects import CAUTION, Refused, Scope
from arasha.kernel.outbox import read
from tests.support.credit import APAI, EVERYTHING, NURSE, PORTAL, token_of

AT_BUREAU = effects.bureau(Refused(Scope.REMOTE))


def say(source: str, effect: int, *iins: str) -> int:
    with transaction.atomic():
        return state([Said(token_of(iin), source, effect) for iin in iins], PORTAL)


def stated() -> list[RegisterChanged]:
    facts = [each.fact for each in read.since(0, [RegisterChanged.kind()])]
    return [fact for fact in facts if isinstance(fact, RegisterChanged)]


def test_grounds_come_beside_each_other_and_go_one_by_one(db: None) -> None:
    say("person", EVERYTHING, APAI)
    say("bureau:ONE", AT_BUREAU, APAI)
    say("caution:1", CAUTION, APAI)
    say("person", effects.NOTHING, APAI)
    assert [fact.effects for fact in stated()] == [
        [EVERYTHING], [EVERYTHING | AT_BUREAU], [EVERYTHING | AT_BUREAU | CAUTION], [AT_BUREAU | CAUTION],
    ]  # fmt: skip
    assert sorted(Ground.objects.values_list("source", flat=True)) == ["bureau:ONE", "caution:1"]


def test_many_people_are_stated_in_facts_of_a_bounded_size(db: None) -> None:
    people = [number.to_bytes(16, "big") for number in range(1, 2_502)]
    with transaction.atomic():
        last = state([Said(person, "bureau:ONE", AT_BUREAU) for person in people], PORTAL)
    assert [len(fact.people) for fact in stated()] == [1_000, 1_000, 501]
    assert read.since(0, [RegisterChanged.kind()])[-1].sequence == last


@pytest.mark.django_db(transaction=True)
def test_two_who_state_grounds_of_one_person_at_once_lose_none() -> None:
    def bureau() -> None:
        try:
            say("bureau:ONE", AT_BUREAU, NURSE, APAI)
        finally:
            connection.close()

    beside = threading.Thread(target=bureau)
    with transaction.atomic():
        state([Said(token_of(APAI), "person", EVERYTHING)], PORTAL)
        beside.start()
        beside.join(0.5)
        assert beside.is_alive(), "the other waits until this one has committed"
    beside.join(30)
    last = stated()[-1]
    assert dict(zip(last.people, last.effects, strict=True)) == {
        token_of(APAI).hex(): EVERYTHING | AT_BUREAU, token_of(NURSE).hex(): AT_BUREAU,
    }  # fmt: skip
