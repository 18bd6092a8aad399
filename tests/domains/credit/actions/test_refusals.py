"""Refusing credit works at once; lifting it takes a strong word, perhaps another's, and a day."""

from datetime import timedelta

import pytest

from arasha.domains.credit.actions import finishing, refusals
from arasha.domains.credit.actions.acting import PUBLIC, Signed
from arasha.domains.credit.facts.refusing import Method, RefusalState
from arasha.domains.credit.models import Ground, Refusal, RefusalEvent
from arasha.domains.credit.queries.history import evidence_of
from arasha.domains.credit.queries.refusals import standing
from arasha.domains.credit.queries.signing import to_lift
from arasha.domains.credit.rules import effects
from arasha.domains.credit.rules.effects import Refused, Scope
from arasha.kernel import clock, terms
from arasha.kernel.errors import Conflict, Forbidden, Malformed
from arasha.kernel.money import tenge
from arasha.kernel.outbox import read
from arasha.kernel.terms import Code
from tests.domains.credit.refusing import (
    ALL,
    APAI,
    BY_PORTAL,
    NOTHING,
    REMOTE,
    SON,
    actor,
    cools,
    happened,
    heed,
    in_time,
    letters,
    person,
    portal,
    refuses,
    row,
)

pytestmark = pytest.mark.usefixtures("db")


def said_of(iin: str = APAI) -> int:
    """What lenders are to be told by the person's own ground."""
    return Ground.objects.filter(person=person(iin), source="person").values_list("effect", flat=True).first() or 0


def test_who_refuses_is_pending_until_lenders_hear_it_and_then_active() -> None:
    refuses()
    assert said_of() == effects.own(ALL)
    assert standing(person()).state is RefusalState.SET_PENDING
    heed()
    found = standing(person())
    assert (found.state, found.refused, found.since_place is not None) == (RefusalState.ACTIVE, ALL, True)


def test_nobody_has_a_refusal_who_never_set_one() -> None:
    assert standing(person()).state is RefusalState.NONE
    assert not Refusal.objects.exists()


def test_more_is_refused_at_once_and_what_was_refused_stays() -> None:
    refuses(wish=REMOTE)
    first = row().fact
    refuses(wish=Refused(Scope.ABOVE, tenge(200_000)))
    assert said_of() == effects.own(Refused(Scope.REMOTE | Scope.ABOVE, tenge(200_000)))
    assert row().fact > first
    assert happened() == ["set", "widened"]


def test_what_is_refused_already_is_not_said_again() -> None:
    before = refuses()
    refuses(wish=REMOTE)
    assert row().fact == before.fact
    assert happened() == ["set"]


def test_a_lift_changes_nothing_before_it_has_waited() -> None:
    refuses()
    refusals.ask_lift(actor(), NOTHING, PUBLIC)
    assert standing(person()).state is RefusalState.LIFT_REQUESTED
    refusals.confirm_lift(actor(), PUBLIC)
    found = standing(person())
    assert found.state is RefusalState.LIFT_COOLING
    assert found.lifting is not None
    assert found.lifting.cooling_until is not None
    assert timedelta(hours=23) < found.lifting.cooling_until - clock.now() <= timedelta(hours=24)
    assert finishing.finish_due() == 0
    assert said_of() == effects.own(ALL)


def test_a_lift_that_has_waited_is_done_once() -> None:
    refuses()
    cools()
    in_time(cooling_until=clock.now())
    assert (finishing.finish_due(), finishing.finish_due()) == (1, 0)
    assert standing(person()).state is RefusalState.LIFTED
    assert said_of() == 0
    assert happened() == ["set", "lift_asked", "cooling", "lifted"]
    kinds = [each.fact.kind() for each in read.about(f"credit-person:{person().hex}")]
    assert kinds == [
        "credit.refusal_set", "credit.lift_asked", "credit.lift_confirmed", "credit.lift_cooling",
        "credit.refusal_lifted",
    ]  # fmt: skip


def test_many_lifts_are_done_together() -> None:
    for iin in (APAI, SON):
        refuses(iin)
        cools(iin)
    in_time(cooling_until=clock.now())
    assert finishing.finish_due() == 2
    assert row(APAI).fact == row(SON).fact


def test_a_part_can_stay_refused() -> None:
    refuses()
    cools(to=REMOTE)
    in_time(cooling_until=clock.now())
    finishing.finish_due()
    assert (row().state, said_of()) == (RefusalState.ACTIVE, effects.own(REMOTE))
    assert happened()[-1] == "narrowed"


def test_less_is_not_set_but_asked_for() -> None:
    refuses(wish=REMOTE)
    for more in (ALL, REMOTE):
        with pytest.raises(Malformed):
            refusals.ask_lift(actor(), more, PUBLIC)


def test_a_lift_can_be_stopped_while_it_waits_by_any_log_in() -> None:
    refuses()
    cools()
    refusals.cancel_lift(actor(method=Method.OIDC), PUBLIC)
    assert (row().state, row().cooling_until) == (RefusalState.ACTIVE, None)
    assert happened()[-1] == "cancelled"
    with pytest.raises(Conflict):
        refusals.cancel_lift(actor(), PUBLIC)


def test_who_refuses_while_a_lift_waits_stops_it() -> None:
    refuses()
    cools()
    refuses(wish=REMOTE)
    assert (row().state, said_of()) == (RefusalState.ACTIVE, effects.own(ALL))
    assert happened()[-1] == "cancelled"


@pytest.mark.parametrize("method", [Method.OIDC, Method.PORTAL])
def test_a_log_in_alone_lifts_nothing(method: Method) -> None:
    refuses()
    refusals.ask_lift(actor(method=method), NOTHING, PUBLIC)
    with pytest.raises(Forbidden):
        refusals.confirm_lift(actor(method=method), PUBLIC)


def test_what_nobody_confirms_lapses() -> None:
    refuses()
    refusals.ask_lift(actor(), NOTHING, PUBLIC)
    assert row().lapses_at == terms.due(Code.LIFT_CONFIRMATION, row().lift_asked_at or clock.now())
    in_time(lapses_at=clock.now())
    assert (finishing.lapse_due(), finishing.lapse_due()) == (1, 0)
    assert (row().state, happened()[-1]) == (RefusalState.ACTIVE, "lapsed")


def test_nobody_acts_for_another() -> None:
    refuses()
    with pytest.raises(Forbidden):
        refusals.set_refusal(actor(guardian=SON), ALL, PUBLIC)
    with pytest.raises(Forbidden):
        refusals.ask_lift(actor(guardian=SON), NOTHING, PUBLIC)
    with pytest.raises(Forbidden):
        refusals.cancel_lift(actor(guardian=SON), PUBLIC)


def test_what_is_signed_names_this_request_and_no_other() -> None:
    refuses()
    assert to_lift(standing(person())) == {}
    refusals.ask_lift(actor(), NOTHING, PUBLIC)
    first = to_lift(standing(person()))
    assert set(first) == {"kk", "ru", "en"}
    refusals.cancel_lift(actor(), PUBLIC)
    refusals.ask_lift(actor(), NOTHING, PUBLIC)
    assert to_lift(standing(person())) != first


def test_what_was_signed_is_kept_as_evidence() -> None:
    refuses()
    refusals.ask_lift(actor(), NOTHING, PUBLIC)
    refusals.confirm_lift(actor()._replace(signed=Signed("I ask", b"\x30\x01")), PUBLIC)
    event = RefusalEvent.objects.get(what="cooling")
    assert b"I ask" not in bytes(event.signed or b"")
    assert evidence_of(event) == ("I ask", b"\x30\x01")
    assert evidence_of(RefusalEvent.objects.get(what="set")) is None


def test_every_change_is_told_through_the_portal() -> None:
    to = portal()
    refusals.set_refusal(actor(method=Method.PORTAL), ALL, BY_PORTAL)
    cools()
    told = letters(to)
    assert [each["type"] for each in told] == ["credit.notice"] * 3
    assert [each["data"]["what"] for each in told] == ["set", "lift_asked", "cooling"]
    first = told[0]["data"]
    assert (first["iin"], first["person"]) == (APAI, person().hex)
    assert set(first["title"]) == set(first["text"]) == {"kk", "ru", "en"}
    assert "%" not in str(first)
    assert RefusalEvent.objects.get(what="set").institution is not None


def test_without_a_portal_nothing_is_sent_and_everything_works() -> None:
    refuses()
    assert happened() == ["set"]
