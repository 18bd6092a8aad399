"""Asking for holds: the stolen share, at every institution where it lies, once."""

import pytest
from django.db import IntegrityError, transaction

from arasha.domains.recovery.facts.handling import HoldGround, HoldRequested, HoldState
from arasha.domains.recovery.models import Clock, Hold, Incident
from arasha.kernel import references
from arasha.kernel.deliveries.models import Message
from arasha.kernel.outbox import read
from tests.domains.recovery.stolen import STOLEN, account, claims, hold, incident, kinds, move, request, wanted


def test_the_stolen_share_is_asked_for_with_a_ground_an_owner_and_a_clock(db: None) -> None:
    asked = hold()
    assert (asked.amount, asked.held, asked.state) == (STOLEN, 0, HoldState.REQUESTED)
    assert (asked.ground, asked.owner, asked.institution_code) == (
        HoldGround.STOLEN_RECEIVED, "process:tracer", "TOSTIKZA",
    )  # fmt: skip
    clock = Clock.objects.get(about=f"hold:{asked.id}")
    assert clock.code == "hold_answer"
    assert clock.institution is not None
    assert clock.institution.code == "TOSTIKZA"


def test_the_fact_says_where_and_how_much_of_which_claim(db: None) -> None:
    asked = hold()
    fact = next(read.about(f"hold:{asked.id}")).fact
    assert isinstance(fact, HoldRequested)
    assert fact.account == account("drop").hex
    assert list(fact.claims.values()) == [STOLEN]


def test_the_institution_gets_a_message_and_the_incident_is_holding(db: None) -> None:
    asked = hold()
    message = Message.objects.get()
    assert (message.kind, message.about) == ("hold.requested", f"hold:{asked.id}")
    assert Incident.objects.get().state == "holding"


def test_asking_again_changes_nothing(db: None) -> None:
    asked = hold()
    again = wanted("drop", {claim.id: claim.amount for claim in claims(asked.incident)})
    assert request(asked.incident, again) == []
    assert kinds(f"hold:{asked.id}") == ["hold_requested"]
    assert Message.objects.count() == 1


def test_more_that_comes_is_asked_for_by_the_same_hold(db: None) -> None:
    of = incident(300, 200)
    first, second = claims(of)
    move(first, "drop", 300)
    [asked] = request(of, wanted("drop", {first.id: 300}))
    move(second, "drop", 200)
    [more] = request(of, wanted("drop", {first.id: 300, second.id: 200}))
    assert more.id == asked.id
    assert (more.amount, more.claims) == (500, {str(first.id): 300, str(second.id): 200})
    assert kinds(f"hold:{asked.id}") == ["hold_requested", "hold_requested"]
    assert Clock.objects.filter(about=f"hold:{asked.id}").count() == 1


def test_money_that_left_and_came_back_is_asked_for_again_but_no_more_than_came(db: None) -> None:
    of = incident(300)
    [claim] = claims(of)
    move(claim, "drop", 300)
    request(of, wanted("drop", {claim.id: 300}))
    move(claim, "drop", 120, hop=3, debtor="second drop")
    [more] = request(of, wanted("drop", {claim.id: 300}, hop=3))
    assert more.amount == 420


def test_nothing_is_asked_of_money_that_did_not_come(db: None) -> None:
    of = incident(300)
    assert request(of, wanted("shop", {claims(of)[0].id: 300})) == []


def test_an_institution_that_is_not_connected_is_called_by_a_person(db: None) -> None:
    of = incident(300)
    [claim] = claims(of)
    move(claim, "drop", 300)
    [asked] = request(of, wanted("drop", {claim.id: 300}, institution="NOBODYKZ"))
    assert asked.institution is None
    assert asked.institution_code == "NOBODYKZ"
    assert not Message.objects.exists()


def test_the_code_for_the_holder_is_kept_only_as_a_digest(db: None) -> None:
    asked = hold()
    assert len(bytes(asked.code)) == len(references.digest_of("7KQ2M-XW04T"))


def test_the_store_refuses_a_hold_without_an_end_and_one_beyond_what_was_asked(db: None) -> None:
    asked = hold()
    for wrong in ({"state": HoldState.HELD_FULL, "expires_at": None}, {"held": STOLEN + 1}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Hold.objects.filter(id=asked.id).update(**wrong)
