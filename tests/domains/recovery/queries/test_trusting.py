"""What is known of a reporter, from earlier incidents and the ledger."""

from datetime import timedelta

from arasha.domains.payments.facts import Verdict
from arasha.domains.recovery.actions.trusting import weigh
from arasha.domains.recovery.facts.handling import HoldState
from arasha.domains.recovery.facts.incidents import IncidentState
from arasha.domains.recovery.models import Hold, Incident
from arasha.domains.recovery.queries.trusting import judgement
from arasha.domains.recovery.rules.trust import Sign
from arasha.kernel import clock
from tests.domains.recovery.stolen import STOLEN, held, incident
from tests.support.cast import ALDAR, DROP, NEIGHBOUR, TOSTIK
from tests.support.recorded import given


def test_a_first_report_is_fully_trusted(db: None) -> None:
    of = incident(STOLEN)
    assert weigh([of])[of.id].believed
    assert Incident.objects.get().trust == 1000


def test_the_same_robbed_account_again_and_again(db: None) -> None:
    for _ in range(3):
        incident(STOLEN)
    assert judgement(incident(STOLEN)).signs == (Sign.MANY_REPORTS,)


def test_a_report_that_was_unfounded_and_holders_that_were_cleared_count(db: None) -> None:
    for _ in range(2):
        found = held()
        Hold.objects.filter(id=found.id).update(state=HoldState.RELEASED_APPEAL)
    Incident.objects.update(state=IncidentState.UNFOUNDED)
    assert set(judgement(incident(STOLEN)).signs) == {Sign.UNFOUNDED_BEFORE, Sign.HOLDERS_CLEARED}


def test_old_habits_are_forgotten(db: None) -> None:
    for _ in range(3):
        incident(STOLEN, at=clock.now() - timedelta(days=91))
    assert judgement(incident(STOLEN)).signs == ()


def test_money_that_came_back_to_somebody_whom_the_reporter_deals_with(db: None) -> None:
    of, stranger = incident(STOLEN), TOSTIK.account(77)
    given(Verdict.ALLOW, creditor=NEIGHBOUR, amount=100, ago=timedelta(days=9))
    given(Verdict.ALLOW, debtor=DROP, creditor=stranger, asker=TOSTIK, amount=STOLEN, ago=-timedelta(hours=1))
    assert judgement(of).signs == ()
    given(Verdict.ALLOW, debtor=DROP, creditor=NEIGHBOUR, asker=TOSTIK, amount=STOLEN, ago=-timedelta(hours=1))
    assert judgement(of).signs == (Sign.SENT_BACK,)


def test_small_sums_to_a_busy_shop(db: None) -> None:
    of = incident(1_000)
    for number in range(20):
        given(Verdict.ALLOW, debtor=ALDAR.account(100 + number), amount=5_000, ago=timedelta(days=1))
    assert judgement(of).signs == (Sign.SMALL_SUM_TO_SHOP,)
    incident(1_000)
    assert judgement(of).signs == (Sign.SMALL_SUM_TO_SHOP,)
    incident(1_000)
    assert judgement(of).signs == (Sign.SMALL_SUM_TO_SHOP, Sign.MANY_SMALL_REPORTS)
