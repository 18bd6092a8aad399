"""Registers of bureaus: any that says active means refuse; contradictions are found, told, settled."""

from datetime import datetime, timedelta

import pytest

from arasha.domains.credit.actions import conflicts, imports, marks
from arasha.domains.credit.actions.imports import Portion
from arasha.domains.credit.actions.marks import Told
from arasha.domains.credit.facts.lending import ConflictKind, Settlement
from arasha.domains.credit.models import Conflict, Ground, MarkImport
from arasha.domains.credit.rules import effects
from arasha.domains.credit.rules.effects import Refused, Scope, bureau, own
from arasha.kernel import clock
from arasha.kernel.access.roles import Role
from arasha.kernel.deliveries.models import Message
from arasha.kernel.errors import Conflict as Contradicted
from arasha.kernel.outbox import read
from arasha.kernel.tokens import as_uuid
from tests.domains.credit.lending import ESEP, SANAQ, by, connected, person_of, said_of, works
from tests.support.cast import NOON, Bank

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def take(bank: Bank, *told: Told) -> list[str]:
    return [each.word for each in marks.take(connected(bank), told, by(bank))]


def mark(person: bytes, at: datetime = NOON - 5 * DAY, lifted_at: datetime | None = None) -> Told:
    return Told(person, Scope.ALL, 0, at, lifted_at)


def effect_of(person: bytes) -> int:
    return effects.union(Ground.objects.filter(person=as_uuid(person)).values_list("effect", flat=True))


def test_any_bureau_that_says_active_means_refuse() -> None:
    person = person_of()
    assert take(ESEP, mark(person)) == ["set"]
    assert take(SANAQ, mark(person, NOON - 9 * DAY, NOON - 8 * DAY)) == ["lifted"]
    assert effect_of(person) == bureau(Refused(Scope.ALL))
    assert take(ESEP, Told(person, lifted_at=NOON)) == ["lifted"]
    assert effect_of(person) == effects.NOTHING


def test_a_lift_counts_only_when_it_is_later_than_the_last_setting_in_whichever_order_they_come() -> None:
    person, other = person_of(1), person_of(2)
    take(ESEP, mark(person), Told(person, lifted_at=NOON - 6 * DAY))
    assert effect_of(person)
    take(ESEP, mark(other, NOON - 5 * DAY, NOON - 4 * DAY), mark(other, NOON - 3 * DAY))
    assert effect_of(other)
    assert take(ESEP, Told(other, lifted_at=NOON - 3 * DAY)) == ["not_later"]
    assert take(ESEP, Told(other, lifted_at=NOON - 2 * DAY)) == ["lifted"]
    assert not effect_of(other)


def test_the_same_said_again_changes_nothing_and_a_lift_of_nothing_is_said_to_be_one() -> None:
    person = person_of()
    take(ESEP, mark(person))
    before = len(list(read.about("bureau:ESEP-BUREAU")))
    assert take(ESEP, mark(person), mark(person)) == ["unchanged", "unchanged"]
    assert take(ESEP, Told(person_of(2), lifted_at=NOON)) == ["unknown"]
    assert len(list(read.about("bureau:ESEP-BUREAU"))) == before


def lifted_here(person: bytes, at: datetime = NOON - DAY) -> None:
    """The person had refused credit here, and has lifted it."""
    said_of(person, own(Refused(Scope.ALL)), NOON - 20 * DAY)
    said_of(person, effects.NOTHING, at)


def test_a_bureau_that_still_says_active_after_the_person_has_lifted_is_asked_and_lenders_go_on_refusing() -> None:
    person = person_of()
    take(ESEP, mark(person))
    assert not Conflict.objects.exists()
    lifted_here(person)
    conflicts.look_again([as_uuid(person)], by(ESEP))
    conflicts.look_again([as_uuid(person)], by(ESEP))
    row = Conflict.objects.get()
    assert (row.kind, row.settled_at, effect_of(person)) == (
        ConflictKind.LIFTED_HERE, None, bureau(Refused(Scope.ALL)),
    )  # fmt: skip
    assert [each.kind for each in Message.objects.all()] == ["credit.conflict.found"]
    take(ESEP, Told(person, lifted_at=NOON))
    row.refresh_from_db()
    assert (row.settlement, effect_of(person)) == (Settlement.AGREED, effects.NOTHING)
    assert [each.fact.kind() for each in read.about(str(row))] == ["credit.conflict_found", "credit.conflict_settled"]


def test_a_bureau_that_sets_it_anew_after_the_lift_is_right() -> None:
    person = person_of()
    lifted_here(person)
    take(ESEP, mark(person, NOON))
    assert not Conflict.objects.exists()
    assert effect_of(person)


def test_two_bureaus_disagree() -> None:
    person = person_of()
    take(ESEP, mark(person, NOON - 5 * DAY))
    take(SANAQ, mark(person, NOON - 5 * DAY, NOON - 2 * DAY))
    row = Conflict.objects.get()
    assert (row.bureau.code, row.kind) == (ESEP.code, ConflictKind.BUREAUS_DISAGREE)
    assert effect_of(person)


def test_a_supervisor_overrules_a_mark_on_the_evidence_of_the_lift() -> None:
    person, daniyar = person_of(), works(Role.SUPERVISOR, "daniyar")
    lifted_here(person)
    take(ESEP, mark(person))
    row = conflicts.settle(Conflict.objects.get().id, Settlement.OVERRULED, daniyar)
    assert (row.evidence is not None and row.evidence >= 0, effect_of(person)) == (True, effects.NOTHING)
    with pytest.raises(Contradicted, match="settled before"):
        conflicts.settle(row.id, Settlement.STANDS, daniyar)
    assert take(ESEP, mark(person, NOON - 4 * DAY)) == ["set"]
    assert not effect_of(person), "what was set before the decision is overruled too"
    take(ESEP, mark(person, clock.now() + DAY))
    assert effect_of(person)


def test_a_mark_that_is_let_stand_is_not_found_again_and_a_lift_that_is_not_in_force_is_no_evidence() -> None:
    person, daniyar = person_of(), works(Role.SUPERVISOR, "daniyar")
    lifted_here(person)
    take(ESEP, mark(person))
    conflicts.settle(Conflict.objects.get().id, Settlement.STANDS, daniyar)
    conflicts.look_again([as_uuid(person)], by(ESEP))
    assert Conflict.objects.count() == 1
    assert effect_of(person)
    other = person_of(2)
    said_of(other, own(Refused(Scope.ALL)), NOON - 20 * DAY)
    take(ESEP, mark(other))
    waiting = Conflict.objects.get(settled_at=None)
    with pytest.raises(Contradicted, match="not in force yet"):
        conflicts.settle(waiting.id, Settlement.OVERRULED, daniyar)


def test_an_import_remembers_how_far_it_is_and_a_dry_run_counts_what_would_change() -> None:
    esep = connected(ESEP)
    told = [mark(person_of(order)) for order in (1, 2, 3)]
    assert imports.would_change(esep, told) == 3
    row = imports.begin(esep, "ab" * 32)
    imports.take(row.id, Portion(told[:2], 3, 1), by(ESEP))
    again = imports.begin(esep, "ab" * 32)
    assert (again.id, again.rows, again.taken, again.changed, again.bad) == (row.id, 3, 2, 2, 1)
    imports.take(row.id, Portion(told[1:], 2, 0), by(ESEP))
    done = imports.end(row.id)
    assert (done.rows, done.changed, bool(done.ended_at)) == (5, 3, True)
    assert imports.would_change(esep, told) == 0
    assert MarkImport.objects.count() == 1
