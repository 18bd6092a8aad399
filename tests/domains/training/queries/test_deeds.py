"""What the log says: a trainee's acts with the people of the scenario, and whom they hurt; nobody else's."""

from datetime import timedelta

import msgspec
import pytest
from django.db import transaction

from arasha.domains.payments.actions import review
from arasha.domains.payments.facts import Decision
from arasha.domains.recovery.actions import protection, releases
from arasha.domains.recovery.actions.protection import Trusted, Wish
from arasha.domains.registry import actions as registry
from arasha.domains.registry.actions import Proposal
from arasha.domains.registry.facts import Ground
from arasha.domains.training.queries.deeds import seen
from arasha.domains.training.rules import script
from arasha.domains.training.rules.debriefing import Seen
from arasha.domains.training.rules.doing import Did
from arasha.domains.training.rules.harming import Hurt
from arasha.domains.training.rules.record import Asked, Fate, Record
from arasha.kernel import clock
from arasha.kernel.access.roles import Role
from arasha.kernel.log import ledger
from arasha.kernel.outbox.append import By
from arasha.kernel.tiers import Tier
from arasha.simulator import scenarios
from tests.domains.recovery.stolen import STOLEN, account, held, works
from tests.support.cast import AIGERIM, ALDAR, DANIYAR
from tests.support.recorded import given
from tests.support.sandbox import FRIDAY

pytestmark = pytest.mark.django_db

SCRIPT = script.read(msgspec.to_builtins(scenarios.load(FRIDAY)))


def size() -> int:
    with transaction.atomic():
        return ledger.lock_size()


def look(record: Record, first: int, *trainees: By) -> Seen:
    return seen(SCRIPT, record, first, [by.actor for by in trainees or (AIGERIM,)])


def test_a_decision_is_told_by_the_payment_s_name_and_only_of_trainees() -> None:
    first, sequence, other = size(), given(), given()
    review.decide(sequence, Decision.FRAUD, AIGERIM)
    review.decide(other, Decision.LEGITIMATE, DANIYAR)
    record = Record(payments={"theft": Asked(1, 1, Fate.WAITS, sequence), "wedding": Asked(1, 1, Fate.WAITS, other)})
    (deed,) = look(record, first).deeds
    assert (deed.did, deed.about, deed.who) == (Did.FOUND_FRAUD, "theft", AIGERIM.actor)
    assert len(look(record, first, AIGERIM, DANIYAR).deeds) == 2


def test_what_was_done_before_the_exercise_does_not_count() -> None:
    sequence = given()
    review.decide(sequence, Decision.FRAUD, AIGERIM)
    assert not look(Record(payments={"theft": Asked(1, 1, Fate.WAITS, sequence)}), size()).deeds


def test_listing_somebody_innocent_is_a_deed_and_a_harm_and_listing_a_drop_is_no_harm() -> None:
    first, record = size(), Record(tokens={"hall": account("shop").hex, "drop": account("drop").hex})
    for name in ("shop", "drop"):
        proposal = Proposal(
            Tier.HIGH, Ground.ANALYST_FINDING, clock.now() + timedelta(days=30), source=f"a test {name}"
        )
        registry.add_token(account(name).bytes, proposal, AIGERIM)
    found = look(record, first)
    assert {(deed.did, deed.about) for deed in found.deeds} == {(Did.LISTED, "hall"), (Did.LISTED, "drop")}
    assert [(harm.who, harm.how) for harm in found.harms] == [("hall", Hurt.LISTED)]


def test_letting_an_innocent_holder_s_money_go_ends_his_harm() -> None:
    first, by = size(), works(Role.ANALYST, "arman")
    hold = held(STOLEN, "shop")
    record = Record(tokens={"hall": account("shop").hex})
    (running,) = look(record, first, by).harms
    releases.release(hold.id, "an honest trade", by)
    found = look(record, first, by)
    assert (found.deeds[0].did, found.deeds[0].about) == (Did.RELEASED_HOLD, "hall")
    assert running.how is found.harms[0].how is Hurt.MONEY_HELD
    assert found.harms == look(record, first, by).harms
    assert found.harms[0].amount == STOLEN


def test_protecting_a_coerced_victim_is_seen() -> None:
    first, by = size(), works(Role.ANALYST, "arman")
    held(STOLEN)
    protection.protect(Wish(account("pensioner"), ALDAR.code, Trusted("her son", "+77010000001")), by)
    (deed,) = look(Record(tokens={"pensioner": account("pensioner").hex}), first, by).deeds
    assert (deed.did, deed.about) == (Did.PROTECTED_VICTIM, "pensioner")
