"""A journey: victims pay a drop and it passes the money on; its bank hears of it, the registry gets a proposal, and
what nobody adds to fades.
"""

import time
from datetime import timedelta

import pytest

from arasha.app.reactions import LINES
from arasha.client import Client
from arasha.client.schemas import Payment, RiskChange, Session
from arasha.domains.payments.actions import account_risk
from arasha.domains.payments.queries.account_risk import Wanted, candidates, history_of
from arasha.domains.registry.facts import EntryState
from arasha.domains.registry.queries import Entry
from arasha.kernel import clock
from arasha.kernel.outbox.reacting import catch_up
from arasha.kernel.tiers import Tier
from tests.support.cast import ALDAR, DROP, TOSTIK, payment
from tests.support.centre import Centre
from tests.support.recorded import token_of

PRESSED = Session(active_call=True, remote_access=True)
VICTIMS = 6


def by_a_victim(number: int) -> Payment:
    """Somebody on the phone pays the drop."""
    return payment(f"V-{number}", debtor=ALDAR.account(100 + number), time=clock.now(), session=PRESSED)


def onward(number: int) -> Payment:
    """The drop sends it on, within minutes, for crypto."""
    return payment(
        f"D-{number}", debtor=DROP, creditor=TOSTIK.account(200 + number), time=clock.now(), kind="crypto_purchase"
    )  # fmt: skip


def changes_of(bank: Client, until: Tier, centre: Centre) -> list[RiskChange]:
    """The feed, followed until an account comes to a tier."""
    found, after, deadline = list[RiskChange](), 0, time.monotonic() + 30
    while not found or found[-1].after != until.word:
        assert time.monotonic() < deadline, (found, centre.log("keeper"))
        page = bank.risk_changes(after, limit=1)
        found, after = found + page.changes, page.next
        if not page.more:
            time.sleep(0.1)
    return found


def test_a_drop_is_seen_told_proposed_and_forgiven(centre: Centre, monkeypatch: pytest.MonkeyPatch) -> None:
    token = token_of(DROP)
    with centre.client(ALDAR) as aldar, centre.client(TOSTIK) as tostik:
        for number in range(VICTIMS):
            aldar.screen(by_a_victim(number))
            tostik.screen(onward(number))
        heard = changes_of(tostik, Tier.VERY_HIGH, centre)
        assert {change.account for change in heard} == {token.hex}
        assert set(heard[-1].signs) >= {"pressed_people_pay_in", "takes_out"}
        assert [change.sequence for change in heard] == sorted(change.sequence for change in heard)
        assert aldar.risk_changes().changes == [], "another bank's account is not its business"
    assert [(row.token, row.tier) for row in candidates(Wanted(), 10)] == [(token, Tier.VERY_HIGH)]

    catch_up(*LINES)
    entry = Entry.objects.get()
    assert (entry.token, entry.state, entry.owner) == (token, EntryState.PROPOSED, "process:gateway")

    later = clock.now() + timedelta(days=150)
    monkeypatch.setattr(clock, "now", lambda: later)
    while account_risk.fade_due():
        pass
    assert history_of(token)[0].after < Tier.VERY_HIGH
