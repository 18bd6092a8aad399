"""A trace to look at: it adds up, tells what went on since it was drawn, and a version stays as it was drawn."""

import pytest

from arasha.domains.recovery.actions import holds
from arasha.domains.recovery.actions.holds import Answer
from arasha.domains.recovery.actions.incidents import follow_again
from arasha.domains.recovery.models import Claim, Hold, Incident, Trace
from arasha.domains.recovery.queries import traces
from arasha.domains.recovery.queries.money import Where, money
from arasha.domains.recovery.queries.traces import Came, Seen, Stop
from arasha.kernel.errors import NotFound
from tests.domains.recovery.followed import CASH, LOOT, SECOND, opened, story
from tests.domains.recovery.stolen import TOSTIK_SAYS, TRACER
from tests.support.cast import ALDAR, DROP, NEIGHBOUR, PENSIONER, SHOP
from tests.support.recorded import given, token_of

pytestmark = pytest.mark.usefixtures("db")


def by_account(seen: Seen) -> dict[object, traces.Account]:
    return {account.account: account for account in seen.accounts}


def test_it_shows_where_the_money_went_from_whom_and_what_is_left_in_each_account() -> None:
    seen = traces.now(story().incident)
    found = by_account(seen)
    assert seen.sources == {token_of(PENSIONER): ALDAR.code}
    assert (found[token_of(DROP)].came, found[token_of(DROP)].went, found[token_of(DROP)].hop) == (LOOT, 10_000_000, 1)
    assert found[token_of(DROP)].rest == Where(0, 0, 5_000_000, 0)
    assert found[token_of(SHOP)].came == 5_000_000
    assert found[token_of(SHOP)].hop == 2


def test_all_accounts_together_and_the_bar_of_the_incident_add_up_to_what_was_stolen() -> None:
    incident = Incident.objects.get(id=story().incident.id)
    rests = [account.rest for account in traces.now(incident).accounts]
    told = money(incident)
    assert sum(map(sum, rests)) == LOOT == told.stolen
    assert told.left == sum(rest.left for rest in rests)
    assert told.moved_on == sum(rest.gone for rest in rests) == 2_500_001


def test_cash_ends_a_trace_and_is_not_left() -> None:
    end = by_account(traces.now(story().incident))[token_of(CASH)]
    assert (end.stop, end.rest) == (Stop.CASH, Where(0, 0, 0, 2_500_001))
    assert not Hold.objects.filter(account=token_of(CASH)).exists()


def test_what_is_held_is_told_account_by_account() -> None:
    went = story()
    asked = Hold.objects.get(account=token_of(DROP))
    holds.answer(asked.id, Answer(4_000_000), TOSTIK_SAYS)
    rest = by_account(traces.now(went.incident))[token_of(DROP)].rest
    assert rest == Where(0, 4_000_000, 0, 1_000_000)


def test_what_went_on_after_the_trace_was_drawn_is_told_and_is_in_no_version() -> None:
    went = story()
    since = [payment for payment in traces.now(went.incident).payments if payment.since]
    assert [(each.payment, each.amount, each.stolen) for each in since] == [(went.let_go, 4_000_000, 1_000_000)]
    version = traces.drawn(went.incident.id, 1)
    assert went.let_go not in {payment.payment for payment in version.payments}
    assert token_of(NEIGHBOUR) not in by_account(version)
    assert sum(sum(account.rest) for account in version.accounts) == LOOT


def test_every_version_is_there_with_its_digest_and_the_fact_in_the_log() -> None:
    incident = story().incident
    follow_again(incident.id, TRACER)
    second, first = traces.versions(incident.id)
    assert (second.version, first.version) == (2, 1)
    assert first.sound
    assert second.sound
    told = traces.told(incident.id, 1)
    assert told is not None
    assert told.fact.digest == first.digest
    assert traces.told(incident.id, 3) is None


def test_a_trace_that_was_changed_in_the_store_is_told() -> None:
    incident = story().incident
    row = Trace.objects.get()
    row.content["stolen"] += 1
    row.save()
    assert not traces.versions(incident.id)[0].sound


def test_a_version_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        traces.drawn(story().incident.id, 7)


def test_an_incident_that_was_not_traced_shows_nothing() -> None:
    connected = opened(given())
    Trace.objects.all().delete()
    Claim.objects.get().moves.all().delete()
    assert traces.now(connected) == Seen({}, [], [], None)


def test_an_account_and_a_payment_know_of_the_stolen_money() -> None:
    went = story()
    assert traces.into(token_of(SHOP)) == [Came(went.incident.id, 5_000_000, 2)]
    assert traces.into(token_of(PENSIONER)) == []
    assert traces.incidents_of(went.theft) == traces.incidents_of(went.let_go) == [went.incident.id]
    assert traces.incidents_of(0) == []


def test_the_second_account_passed_some_on_and_some_is_left() -> None:
    second = by_account(traces.now(story().incident))[token_of(SECOND)]
    assert (second.came, second.went, second.rest.left) == (6_000_000, 4_500_001, 1_499_999)
