"""Where the money is, told so that it adds up to the tiyn."""

from arasha.domains.recovery.actions import analysis, holds, recalls, refunds, releases
from arasha.domains.recovery.actions.analysis import Verdict
from arasha.domains.recovery.actions.holds import Answer
from arasha.domains.recovery.actions.recalls import RecallAnswer
from arasha.domains.recovery.models import Hold, Incident, Move, Refund
from arasha.domains.recovery.queries.money import Money, money
from arasha.kernel.access.roles import Role
from tests.domains.recovery.stolen import (
    STOLEN,
    TOSTIK_SAYS,
    claims,
    held,
    hold,
    incident,
    move,
    request,
    wanted,
    works,
)


def now(of: Hold) -> Money:
    return money(Incident.objects.get(id=of.incident_id))


def test_before_anything_is_held_it_is_left_there(db: None) -> None:
    assert now(hold()) == Money(STOLEN, 0, 0, STOLEN, 0)


def test_what_was_not_followed_yet_is_left_where_it_went_first(db: None) -> None:
    assert money(incident(300, 200)) == Money(500, 0, 0, 500, 0)


def test_what_an_institution_did_not_find_has_moved_on(db: None) -> None:
    found = holds.answer(hold().id, Answer(STOLEN - 100), TOSTIK_SAYS)
    assert now(found) == Money(STOLEN, 0, STOLEN - 100, 0, 100)


def test_what_is_let_go_is_left(db: None) -> None:
    found = releases.release(held().id, "mistaken", works(Role.ANALYST, "aigerim"))
    assert now(found) == Money(STOLEN, 0, 0, STOLEN, 0)


def test_what_was_paid_is_returned_and_the_rest_that_was_let_go_is_left(db: None) -> None:
    found = analysis.answer(held().id, Verdict(agreed=True), TOSTIK_SAYS)
    recall = recalls.open_recall(found.id, works(Role.ANALYST, "aigerim"))
    recalls.sanction(recall.id, sanctioned=True, reason="", by=works(Role.PROSECUTOR, "timur"))
    recalls.answer(recall.id, RecallAnswer(STOLEN - 100), TOSTIK_SAYS)
    assert now(found) == Money(STOLEN, 0, STOLEN - 100, 100, 0)
    refunds.paid(Refund.objects.get().id, "R-77", TOSTIK_SAYS)
    assert now(found) == Money(STOLEN, STOLEN - 100, 0, 100, 0)


def test_money_beyond_where_it_is_followed_has_moved_on(db: None) -> None:
    of = incident(300)
    [claim] = claims(of)
    move(claim, "drop", 300)
    move(claim, "casino", 120, hop=2, debtor="drop")
    Move.objects.filter(hop=2).update(followed=False)
    [asked] = request(of, wanted("drop", {claim.id: 180}))
    holds.answer(asked.id, Answer(180), TOSTIK_SAYS)
    assert now(asked) == Money(300, 0, 180, 0, 120)


def test_cash_beside_money_that_can_be_held_is_not_left(db: None) -> None:
    of = incident(300)
    [claim] = claims(of)
    move(claim, "drop", 300)
    move(claim, "casino", 120, hop=2, debtor="drop")
    Move.objects.filter(hop=2).update(followed=False)
    move(claim, "casino", 50, hop=2, debtor="drop")
    request(of, wanted("drop", {claim.id: 130}), wanted("casino", {claim.id: 50}, hop=2))
    assert money(of) == Money(300, 0, 0, 180, 120)


def test_cash_that_an_account_takes_from_itself_is_not_left(db: None) -> None:
    of = incident(300)
    [claim] = claims(of)
    move(claim, "drop", 300)
    move(claim, "drop", 100, hop=2, debtor="drop")
    Move.objects.filter(hop=2).update(followed=False)
    assert money(of) == Money(300, 0, 0, 200, 100)
