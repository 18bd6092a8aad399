"""The trusted person: asked before anything is lifted, once he has accepted; released by himself, or by a long wait."""

import pytest

from arasha.domains.credit.actions import finishing, refusals, trusted
from arasha.domains.credit.actions.acting import PUBLIC, TRUSTED
from arasha.domains.credit.facts.refusing import Method, RefusalState
from arasha.domains.credit.models import Refusal
from arasha.domains.credit.queries.refusals import of_trusted, standing
from arasha.domains.credit.queries.signing import to_release
from arasha.kernel import clock, terms
from arasha.kernel.errors import Conflict, Forbidden, Malformed, NotFound
from arasha.kernel.terms import Code
from tests.domains.credit.refusing import (
    DAUGHTER,
    NOTHING,
    actor,
    cools,
    happened,
    in_time,
    letters,
    person,
    portal,
    refuses,
    row,
    trusting,
)

pytestmark = pytest.mark.usefixtures("db")


def test_who_was_named_counts_once_accepted() -> None:
    refuses()
    code = trusted.invite(actor(), DAUGHTER, PUBLIC).code
    assert of_trusted(code).trusted == DAUGHTER
    assert cools().state == RefusalState.LIFT_COOLING, "not accepted yet"
    refusals.cancel_lift(actor(), PUBLIC)
    trusted.accept(code, TRUSTED)
    assert cools().state == RefusalState.LIFT_REQUESTED, "the trusted person has not agreed"


def test_a_lift_waits_once_both_have_spoken_in_any_order() -> None:
    code = trusting()
    refusals.ask_lift(actor(), NOTHING, PUBLIC)
    trusted.agree(code, TRUSTED)
    assert row().state == RefusalState.LIFT_REQUESTED
    refusals.confirm_lift(actor(), PUBLIC)
    assert row().state == RefusalState.LIFT_COOLING
    refusals.cancel_lift(actor(), PUBLIC)
    cools()
    assert happened()[-1] == "lift_confirmed"
    trusted.agree(code, TRUSTED)
    assert happened()[-1] == "cooling"


def test_the_trusted_person_stops_a_lift_before_and_while_it_waits() -> None:
    code = trusting()
    cools()
    trusted.object_(code, TRUSTED)
    assert row().state == RefusalState.ACTIVE
    cools()
    trusted.agree(code, TRUSTED)
    trusted.object_(code, TRUSTED)
    assert (row().state, happened()[-1]) == (RefusalState.ACTIVE, "trusted_stopped")
    in_time(cooling_until=clock.now())
    assert finishing.finish_due() == 0


def test_the_code_reaches_the_trusted_person_by_the_portal_and_nobody_else() -> None:
    to = portal()
    refuses()
    assert trusted.invite(actor(), DAUGHTER, PUBLIC).code == ""
    told = [each for each in letters(to) if each["type"] == "credit.trusted"]
    assert [(each["data"]["name"], each["data"]["phone"]) for each in told] == [(DAUGHTER.name, DAUGHTER.phone)]
    code = told[0]["data"]["text"]["en"].partition("type the code ")[2][:11]
    trusted.accept(code, TRUSTED)
    cools()
    assert len([each for each in letters(to) if each["type"] == "credit.trusted"]) == 2, "asked to agree"


def test_naming_somebody_else_before_he_accepts_replaces_him() -> None:
    refuses()
    first = trusted.invite(actor(), DAUGHTER, PUBLIC).code
    trusted.invite(actor(), DAUGHTER._replace(name="Ұлым Ойдан"), PUBLIC)
    with pytest.raises(NotFound):
        trusted.accept(first, TRUSTED)


def test_once_accepted_nobody_is_named_instead() -> None:
    trusting()
    with pytest.raises(Conflict):
        trusted.invite(actor(), DAUGHTER, PUBLIC)
    with pytest.raises(Conflict):
        trusted.withdraw(actor(), PUBLIC)


def test_an_invitation_can_be_taken_back_or_declined() -> None:
    refuses()
    code = trusted.invite(actor(), DAUGHTER, PUBLIC).code
    trusted.decline(code, TRUSTED)
    assert happened()[-1] == "trusted_declined"
    trusted.invite(actor(), DAUGHTER, PUBLIC)
    trusted.withdraw(actor(), PUBLIC)
    assert row().trusted is None


def test_a_release_takes_a_strong_word_and_a_week() -> None:
    trusting()
    assert set(to_release(standing(person()))) == {"kk", "ru", "en"}
    with pytest.raises(Forbidden):
        trusted.ask_release(actor(method=Method.OIDC), PUBLIC)
    trusted.ask_release(actor(), PUBLIC)
    assert row().release_at == terms.due(Code.TRUSTED_RELEASE, clock.now())
    assert trusted.release_due() == 0
    assert cools().state == RefusalState.LIFT_REQUESTED, "still asked"
    in_time(release_at=clock.now())
    assert (trusted.release_due(), trusted.release_due()) == (1, 0)
    assert row().state == RefusalState.LIFT_COOLING, "nobody else's word was missing"
    assert row().trusted is None


@pytest.mark.parametrize("who", ["person", "trusted"])
def test_a_release_is_stopped_by_either(who: str) -> None:
    code = trusting()
    trusted.ask_release(actor(), PUBLIC)
    if who == "person":
        trusted.keep_trusted(actor(method=Method.OIDC), PUBLIC)
    else:
        trusted.stay(code, TRUSTED)
    assert (row().release_at, happened()[-1]) == (None, "release_cancelled")


def test_the_trusted_person_may_leave() -> None:
    code = trusting()
    trusted.decline(code, TRUSTED)
    assert (row().trusted_since, happened()[-1]) == (None, "trusted_released")
    assert cools().state == RefusalState.LIFT_COOLING


def test_after_a_lift_nothing_is_kept_of_the_trusted_person() -> None:
    code = trusting()
    cools()
    trusted.agree(code, TRUSTED)
    in_time(cooling_until=clock.now())
    finishing.finish_due()
    assert (row().trusted, row().trusted_digest) == (None, None)
    with pytest.raises(NotFound):
        of_trusted(code)


def test_names_and_telephones_lie_sealed() -> None:
    trusting()
    assert DAUGHTER.name.encode() not in bytes(Refusal.objects.get().trusted or b"")


@pytest.mark.parametrize("field", ["name", "phone", "of"])
def test_somebody_must_be_named(field: str) -> None:
    refuses()
    with pytest.raises(Malformed) as refused:
        trusted.invite(actor(), DAUGHTER._replace(**{field: "  "}), PUBLIC)
    assert refused.value.field == field
