"""Guardians act for a minor or an incapable person once it is confirmed; at eighteen that ends by itself."""

import pytest

from arasha.domains.credit.actions import guardians, refusals
from arasha.domains.credit.actions.acting import PUBLIC
from arasha.domains.credit.actions.guardians import Guarding
from arasha.domains.credit.facts.refusing import GuardianKind, GuardianState, Method, RefusalState
from arasha.domains.credit.models import Guardianship
from arasha.domains.credit.queries import guardians as queries
from arasha.kernel import clock
from arasha.kernel.errors import Conflict, Forbidden, Malformed, NotFound
from tests.domains.credit.refusing import (
    ALL,
    APAI,
    BY_PORTAL,
    CHILD,
    NOTHING,
    SON,
    actor,
    cools,
    happened,
    person,
    refuses,
    row,
)

pytestmark = pytest.mark.usefixtures("db")

OF_CHILD = Guarding(CHILD, GuardianKind.MINOR, "АА-000000 ойдан")
OF_APAI = Guarding(APAI, GuardianKind.INCAPABLE, "сот шешімі 0-00/00 ойдан")


def confirmed(guarding: Guarding = OF_CHILD) -> Guardianship:
    asked = guardians.ask(person(SON).bytes, Method.SIGNATURE, guarding, PUBLIC)
    return guardians.confirm(asked.id, BY_PORTAL)


def test_a_guardian_acts_once_confirmed() -> None:
    asked = guardians.ask(person(SON).bytes, Method.SIGNATURE, OF_CHILD, PUBLIC)
    with pytest.raises(Forbidden):
        refusals.set_refusal(actor(CHILD, guardian=SON), ALL, PUBLIC)
    guardians.confirm(asked.id, BY_PORTAL)
    refusals.set_refusal(actor(CHILD, guardian=SON), ALL, PUBLIC)
    assert row(CHILD).state == RefusalState.ACTIVE
    assert happened(CHILD) == ["guardian_asked", "guardian_confirmed", "set"]
    assert queries.document_of(asked) == OF_CHILD.document


def test_only_the_guardian_lifts_and_the_ward_may_refuse_and_stop() -> None:
    confirmed(OF_APAI)
    refuses(APAI)
    with pytest.raises(Forbidden, match="guardian"):
        refusals.ask_lift(actor(APAI), NOTHING, PUBLIC)
    refusals.ask_lift(actor(APAI, guardian=SON), NOTHING, PUBLIC)
    refusals.confirm_lift(actor(APAI, guardian=SON), PUBLIC)
    assert row(APAI).state == RefusalState.LIFT_COOLING
    refusals.cancel_lift(actor(APAI), PUBLIC)
    assert row(APAI).state == RefusalState.ACTIVE


def test_a_minor_lifts_nothing_even_without_a_guardian() -> None:
    refuses(CHILD)
    with pytest.raises(Forbidden):
        refusals.ask_lift(actor(CHILD), NOTHING, PUBLIC)


def test_a_lift_that_the_ward_began_is_stopped_when_the_guardian_is_confirmed() -> None:
    refuses(APAI)
    cools(APAI)
    confirmed(OF_APAI)
    assert (row(APAI).state, happened(APAI)[-1]) == (RefusalState.ACTIVE, "cancelled")


def test_at_eighteen_a_guardianship_ends_by_itself() -> None:
    found = confirmed()
    assert found.ends_at is not None
    assert clock.on_screen(found.ends_at).date().isoformat() == "2033-06-04"
    assert guardians.end_due() == 0
    Guardianship.objects.update(ends_at=clock.now())
    with pytest.raises(Forbidden):  # even before the clock has come by
        refusals.set_refusal(actor(CHILD, guardian=SON), ALL, PUBLIC)
    assert (guardians.end_due(), guardians.end_due()) == (1, 0)
    assert queries.wards_of(person(SON))[0].state == GuardianState.ENDED


def test_an_adult_is_not_called_a_minor_and_nobody_is_his_own_guardian() -> None:
    for guarding in (OF_CHILD._replace(ward=APAI), OF_APAI._replace(ward=SON), OF_CHILD._replace(ward="12")):
        with pytest.raises(Malformed) as refused:
            guardians.ask(person(SON).bytes, Method.SIGNATURE, guarding, PUBLIC)
        assert refused.value.field == "ward"
    with pytest.raises(Malformed):
        guardians.ask(person(SON).bytes, Method.SIGNATURE, OF_CHILD._replace(document=" "), PUBLIC)


def test_a_log_in_alone_makes_nobody_a_guardian() -> None:
    with pytest.raises(Forbidden):
        guardians.ask(person(SON).bytes, Method.OIDC, OF_CHILD, PUBLIC)


def test_asked_twice_it_is_one() -> None:
    first, again = (guardians.ask(person(SON).bytes, Method.SIGNATURE, OF_CHILD, PUBLIC) for _ in range(2))
    assert first == again
    assert queries.waiting(0, 10) == [first]


def test_what_the_registers_do_not_say_is_declined_once() -> None:
    asked = guardians.ask(person(SON).bytes, Method.SIGNATURE, OF_CHILD, PUBLIC)
    guardians.decline(asked.id, BY_PORTAL)
    assert not queries.acts_for(person(SON), person(CHILD))
    with pytest.raises(Conflict):
        guardians.confirm(asked.id, BY_PORTAL)
    with pytest.raises(NotFound):
        guardians.confirm(asked.id + 1, BY_PORTAL)


def test_a_guardian_may_give_it_up_and_nobody_for_him() -> None:
    found = confirmed()
    with pytest.raises(NotFound):
        guardians.end(found.id, PUBLIC, actor(APAI))
    guardians.end(found.id, PUBLIC, actor(SON))
    assert not queries.acts_for(person(SON), person(CHILD))
    with pytest.raises(Conflict):
        guardians.end(found.id, BY_PORTAL)
