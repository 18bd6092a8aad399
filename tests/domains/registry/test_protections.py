"""Victims are protected: nothing counts against an identifier of theirs; a thief who calls himself one gains little."""

from datetime import timedelta

import pytest

from arasha.domains.registry import actions, queries
from arasha.domains.registry.facts import Care, EntryState
from arasha.kernel import clock, terms
from arasha.kernel.errors import Conflict, Malformed
from arasha.kernel.outbox import read
from arasha.kernel.terms import Code
from arasha.kernel.tiers import Tier
from tests.domains.registry.entries import GATEWAY, TOKEN, propose
from tests.support.cast import AIGERIM, DANIYAR

pytestmark = pytest.mark.usefixtures("db")

SOURCE = "complaint:5"


def test_nothing_counts_against_a_victim_and_what_is_said_waits_for_a_person() -> None:
    protection = actions.protect(TOKEN, SOURCE, GATEWAY)
    assert protection is not None
    assert protection.until == terms.due(Code.WATCH, protection.since)
    entry = propose()
    assert (entry.state, entry.care) == (EntryState.PROPOSED, Care.VICTIM)
    for verb in (actions.take_effect, actions.confirm_entry):
        with pytest.raises(Conflict, match="protected as a victim"):
            verb(entry.id, DANIYAR)
    assert queries.tiers({entry.token}) == {}


def test_what_warned_before_is_silent_while_the_victim_is_protected() -> None:
    entry = propose()
    assert queries.tiers({entry.token})[entry.token].tier == Tier.MEDIUM
    protection = actions.protect(TOKEN, SOURCE, GATEWAY)
    assert queries.tiers({entry.token}) == {}
    assert protection is not None
    actions.lift_protection(protection.id, "he is the thief himself", DANIYAR)
    assert queries.tiers({entry.token})[entry.token].tier == Tier.MEDIUM
    kinds = [found.fact.kind() for found in read.about(f"protection:{protection.id}")]
    assert kinds == ["registry.victim_protected", "registry.protection_ended"]


def test_a_report_of_theft_does_not_lift_what_two_people_confirmed() -> None:
    entry = actions.confirm_entry(propose().id, DANIYAR)
    assert actions.protect(TOKEN, SOURCE, GATEWAY) is None
    assert queries.tiers({entry.token})[entry.token].tier == Tier.HIGH
    assert actions.protect(TOKEN, SOURCE, AIGERIM) is not None, "a person may"
    assert queries.tiers({entry.token}) == {}


def test_the_same_occurrence_protects_once() -> None:
    first, again = actions.protect(TOKEN, SOURCE, GATEWAY), actions.protect(TOKEN, SOURCE, GATEWAY)
    assert first == again
    assert len(queries.protections()) == 1


def test_it_ends_by_its_term(monkeypatch: pytest.MonkeyPatch) -> None:
    protection = actions.protect(TOKEN, SOURCE, GATEWAY)
    assert protection is not None
    later = protection.until + timedelta(seconds=1)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert (actions.end_protections(), actions.end_protections()) == (1, 0)
    assert not queries.is_protected(protection.token)


def test_lifting_takes_a_reason_and_happens_once() -> None:
    protection = actions.protect(TOKEN, SOURCE, GATEWAY)
    assert protection is not None
    with pytest.raises(Malformed):
        actions.lift_protection(protection.id, " ", DANIYAR)
    actions.lift_protection(protection.id, "misused", DANIYAR)
    with pytest.raises(Conflict):
        actions.lift_protection(protection.id, "misused", DANIYAR)
