"""From a reported theft to holds: the payments are found, the money is followed, and nothing happens twice."""

from datetime import timedelta
from uuid import UUID

import pytest

from arasha.domains.complaints.facts import ReportedPayment, Situation, Source, TheftReported
from arasha.domains.payments.facts import TaintMoved, Verdict
from arasha.domains.recovery.actions.following import end_search, follow
from arasha.domains.recovery.actions.incidents import find_waiting, follow_again, open_incidents, waiting
from arasha.domains.recovery.facts.incidents import ClaimState, IncidentState, TaintLifted, TaintPlaced, TraceDrawn
from arasha.domains.recovery.models import Claim, Hold, Incident, Move, Trace
from arasha.domains.recovery.queries.lying import lying
from arasha.kernel import clock
from arasha.kernel.facts import Fact, Recorded, new_id
from arasha.kernel.outbox import read
from tests.domains.recovery.stolen import ALDAR_SAYS, TRACER, connected
from tests.support.cast import ALDAR, DROP, NEIGHBOUR, PENSIONER, SHOP, TOSTIK
from tests.support.recorded import given, token_of

pytestmark = pytest.mark.usefixtures("db")

MINUTE = timedelta(minutes=1)
LOOT = 15_000_000


def recorded(fact: Fact) -> Recorded[Fact]:
    now = clock.now()
    return Recorded(
        sequence=1, id=new_id(), actor=ALDAR_SAYS.actor, purpose=ALDAR_SAYS.purpose, occurred_at=now, recorded_at=now,
        fact=fact,
    )  # fmt: skip


def reported(*payments: ReportedPayment, complaint: int = 1) -> Incident:
    connected(ALDAR), connected(TOSTIK)
    fact = TheftReported(
        complaint=complaint, source=Source.INSTITUTION, situation=Situation.SCAM, institution=ALDAR.code,
        payments=list(payments),
    )  # fmt: skip
    open_incidents([recorded(fact)])  # type: ignore[list-item]
    return Incident.objects.get(complaint=complaint)


def stolen(number: int) -> ReportedPayment:
    return ReportedPayment(institution=ALDAR.code, payment_id=f"P-{number}")


def told(incident: Incident, kind: type[Fact]) -> list[Fact]:
    return [one.fact for one in read.about(f"incident:{incident.id}") if isinstance(one.fact, kind)]


def test_a_theft_is_followed_and_the_money_asked_for_wherever_it_lies() -> None:
    theft = given(Verdict.ALLOW, amount=LOOT, ago=30 * MINUTE)
    given(Verdict.ALLOW, debtor=DROP, creditor=SHOP, asker=TOSTIK, amount=LOOT // 3, ago=20 * MINUTE)
    incident = reported(stolen(theft))
    [claim] = Claim.objects.all()
    assert (claim.state, claim.payment, claim.amount) == (ClaimState.LOCATED, theft, LOOT)
    assert (incident.state, incident.amount) == (IncidentState.HOLDING, LOOT)
    assert {account: each.amount for account, each in lying(incident.id).items()} == {
        token_of(DROP): LOOT - LOOT // 3, token_of(SHOP): LOOT // 3,
    }  # fmt: skip
    assert {hold.account: hold.amount for hold in Hold.objects.all()} == {
        token_of(DROP): LOOT - LOOT // 3, token_of(SHOP): LOOT // 3,
    }  # fmt: skip


def test_the_trace_is_kept_as_it_was_drawn_and_the_gateway_is_told() -> None:
    theft = given(Verdict.ALLOW, amount=LOOT, ago=30 * MINUTE)
    incident = reported(stolen(theft))
    [trace], [drawn], [placed] = Trace.objects.all(), told(incident, TraceDrawn), told(incident, TaintPlaced)
    assert isinstance(drawn, TraceDrawn)
    assert isinstance(placed, TaintPlaced)
    assert (drawn.digest, drawn.stolen, drawn.left, drawn.accounts) == (trace.digest, LOOT, LOOT, 1)
    assert [(one.account, one.hop, one.lots) for one in placed.accounts] == [
        (token_of(DROP).hex, 1, [(LOOT, [(Claim.objects.get().id, LOOT)])])
    ]
    assert placed.ledger == theft + 1


def test_a_report_that_is_heard_twice_is_one_incident() -> None:
    theft = given(Verdict.ALLOW, amount=LOOT)
    assert reported(stolen(theft)) == reported(stolen(theft))
    assert (Incident.objects.count(), Hold.objects.count(), Move.objects.count()) == (1, 1, 1)


def test_a_payment_that_is_not_in_the_ledger_is_waited_for_and_attached_when_it_comes() -> None:
    incident = reported(
        ReportedPayment(
            institution=ALDAR.code, debtor=token_of(PENSIONER).hex, amount=LOOT,
            begin=clock.to_us(clock.now() - 60 * MINUTE), end=clock.to_us(clock.now() + 60 * MINUTE),
        )
    )  # fmt: skip
    assert incident.state == IncidentState.REPORTED
    assert waiting(clock.now() - 60 * MINUTE) == [incident.id]
    assert not find_waiting(incident.id)
    given(Verdict.ALLOW, amount=LOOT, ago=5 * MINUTE)
    assert find_waiting(incident.id)
    assert Hold.objects.get().amount == LOOT
    assert waiting(clock.now() - 60 * MINUTE) == []


def test_an_amount_that_is_remembered_badly_is_found_and_two_that_fit_are_left_to_a_person() -> None:
    given(Verdict.ALLOW, amount=LOOT + 100_000)
    about = ReportedPayment(creditor=token_of(DROP).hex, amount=LOOT, amount_is_exact=False)
    reported(about)
    assert Claim.objects.get().state == ClaimState.LOCATED
    given(Verdict.ALLOW, amount=LOOT + 90_000)
    incident = reported(about, complaint=2)
    assert incident.claims.get().state == ClaimState.AMBIGUOUS


def test_a_bank_s_payment_is_found_by_the_id_that_runs_with_it() -> None:
    theft = given(Verdict.ALLOW, amount=LOOT, end_to_end_id="E-77")
    reported(ReportedPayment(institution=ALDAR.code, end_to_end_id="E-77"))
    claim = Claim.objects.get()
    assert (claim.state, claim.payment) == (ClaimState.LOCATED, theft)


def test_an_amount_and_a_time_name_the_one_payment_that_the_bank_sent_out_then() -> None:
    theft = given(Verdict.ALLOW, amount=LOOT)
    reported(at_that_time())
    claim = Claim.objects.get()
    assert (claim.state, claim.payment) == (ClaimState.LOCATED, theft)


def test_when_several_fit_an_amount_and_a_time_none_is_chosen_and_it_is_said_how_many() -> None:
    for _ in range(3):
        given(Verdict.ALLOW, amount=LOOT)
    incident = reported(at_that_time())
    claim = incident.claims.get()
    assert (claim.state, claim.fitting, claim.payment) == (ClaimState.AMBIGUOUS, 3, None)
    assert Hold.objects.count() == 0


def at_that_time() -> ReportedPayment:
    return ReportedPayment(
        institution=ALDAR.code, amount=LOOT,
        begin=clock.to_us(clock.now() - 20 * MINUTE), end=clock.to_us(clock.now() + 20 * MINUTE),
    )  # fmt: skip


def test_a_payment_that_was_reported_before_stays_with_the_first_report() -> None:
    theft = given(Verdict.ALLOW, amount=LOOT)
    reported(stolen(theft))
    again = reported(stolen(theft), complaint=2)
    assert again.claims.get().state == ClaimState.DUPLICATE
    assert again.claims.get().same_as == Claim.objects.get(state=ClaimState.LOCATED)
    assert (again.amount, Hold.objects.count()) == (0, 1)


def test_a_payment_that_was_held_at_the_source_leads_to_no_hold() -> None:
    theft = given(Verdict.HOLD, amount=LOOT)
    incident = reported(stolen(theft))
    assert Hold.objects.count() == 0
    assert lying(incident.id) == {}


def test_money_that_is_let_go_is_asked_for_where_it_went_however_far() -> None:
    theft = given(Verdict.ALLOW, amount=LOOT, ago=30 * MINUTE)
    incident = reported(stolen(theft))
    let_go = given(Verdict.HOLD, debtor=DROP, creditor=NEIGHBOUR, asker=TOSTIK, amount=LOOT)
    moved = recorded(TaintMoved(payment=let_go, claims={Claim.objects.get().id: 4_000_000}))
    follow(moved)  # type: ignore[arg-type]
    follow(moved)  # type: ignore[arg-type]
    assert {account: each.amount for account, each in lying(incident.id).items()} == {
        token_of(DROP): LOOT - 4_000_000, token_of(NEIGHBOUR): 4_000_000,
    }  # fmt: skip
    assert Hold.objects.get(account=token_of(NEIGHBOUR)).amount == 4_000_000
    assert Move.objects.get(payment=let_go).hop == 2


def test_a_trace_drawn_again_is_another_version_and_asks_for_nothing_twice() -> None:
    theft = given(Verdict.ALLOW, amount=LOOT, ago=30 * MINUTE)
    incident = reported(stolen(theft))
    follow_again(incident.id, TRACER)
    assert [trace.version for trace in incident.traces.all()] == [2, 1]
    assert Hold.objects.count() == 1


def test_a_second_theft_is_followed_through_what_the_first_left() -> None:
    first = given(Verdict.ALLOW, amount=LOOT, ago=30 * MINUTE)
    second = given(Verdict.ALLOW, debtor=NEIGHBOUR, amount=LOOT, ago=29 * MINUTE)
    given(Verdict.ALLOW, debtor=DROP, creditor=SHOP, asker=TOSTIK, amount=20_000_000, ago=20 * MINUTE)
    one, two = reported(stolen(first)), reported(stolen(second), complaint=2)
    shop, drop = token_of(SHOP), token_of(DROP)
    assert {account: each.amount for account, each in lying(one.id).items()} == {shop: LOOT}
    assert {account: each.amount for account, each in lying(two.id).items()} == {shop: 5_000_000, drop: 10_000_000}


def test_when_an_incident_has_ended_its_money_is_looked_for_no_longer_and_that_is_said_once() -> None:
    theft = given(Verdict.ALLOW, amount=LOOT, ago=30 * MINUTE)
    incident = reported(stolen(theft))
    end_search(incident.id)
    end_search(incident.id)
    [lifted] = told(incident, TaintLifted)
    assert isinstance(lifted, TaintLifted)
    assert (lifted.accounts, lifted.claims) == ([token_of(DROP).hex], [Claim.objects.get().id])


def test_reports_that_are_heard_together_come_to_the_same_as_one_after_the_other() -> None:
    """Two victims of one drop, a third of another: the second is followed through what the first one left."""
    thefts = [given(Verdict.ALLOW, amount=LOOT, ago=30 * MINUTE), given(Verdict.ALLOW, amount=LOOT, ago=29 * MINUTE)]
    given(Verdict.ALLOW, debtor=DROP, creditor=SHOP, asker=TOSTIK, amount=LOOT * 3 // 2, ago=20 * MINUTE)
    thefts.append(given(Verdict.ALLOW, creditor=NEIGHBOUR, amount=LOOT, ago=25 * MINUTE))
    connected(ALDAR), connected(TOSTIK)
    first, second, third = together(*thefts)
    assert Incident.objects.filter(state=IncidentState.HOLDING).count() == 3
    assert held_at(first) == {token_of(SHOP): LOOT}
    assert held_at(second) == {token_of(SHOP): LOOT // 2, token_of(DROP): LOOT - LOOT // 2}
    assert held_at(third) == {token_of(NEIGHBOUR): LOOT}
    assert sum(sum(held_at(one).values()) for one in (first, second, third)) == 3 * LOOT


def test_of_two_that_report_the_same_payment_at_once_the_first_has_it() -> None:
    theft = given(Verdict.ALLOW, amount=LOOT, ago=30 * MINUTE)
    connected(ALDAR), connected(TOSTIK)
    together(theft, theft)
    one, other = Claim.objects.order_by("id")
    assert (one.state, other.state, other.same_as) == (ClaimState.LOCATED, ClaimState.DUPLICATE, one)
    assert [hold.incident_id for hold in Hold.objects.all()] == [one.incident_id]


def together(*thefts: int) -> list[Incident]:
    """The bank's reports of some payments, heard at once."""
    return open_incidents([
        recorded(  # type: ignore[misc]
            TheftReported(
                complaint=number, source=Source.INSTITUTION, situation=Situation.SCAM, institution=ALDAR.code,
                payments=[stolen(theft)],
            )
        )
        for number, theft in enumerate(thefts, start=1)
    ])  # fmt: skip


def held_at(incident: Incident) -> dict[UUID, int]:
    """How much is asked for where."""
    return {hold.account: hold.amount for hold in Hold.objects.filter(incident=incident)}
