"""Confirming: a second person gives an entry its full effect."""

import pytest

from arasha.domains.registry import actions, queries
from arasha.domains.registry.facts import EntryConfirmed, EntryState, Ground
from arasha.domains.registry.models import Entry
from arasha.domains.registry.rules.answers import Answer, read_answer
from arasha.kernel.errors import Conflict, Forbidden, NotFound
from arasha.kernel.outbox import read
from arasha.kernel.tiers import Tier
from tests.domains.registry.entries import history, proposal, propose
from tests.support.cast import AIGERIM, DANIYAR, SAULE


def test_a_second_person_gives_an_entry_its_full_effect(db: None) -> None:
    entry = propose(proposal(Tier.VERY_HIGH))
    assert queries.tiers({entry.token})[entry.token].tier == Tier.MEDIUM
    actions.confirm_entry(entry.id, DANIYAR)
    assert queries.tiers({entry.token})[entry.token].tier == Tier.VERY_HIGH
    kept = Entry.objects.get()
    assert (kept.state, kept.confirmed_by, kept.owner) == ("confirmed", "person:daniyar", "person:aigerim")
    assert kept.confirmed_at


def test_the_fact_says_the_new_answer(db: None) -> None:
    entry = propose(proposal(Tier.VERY_HIGH))
    actions.confirm_entry(entry.id, DANIYAR)
    found, _notice = list(read.about(f"entry:{entry.id}"))[-2:]
    assert isinstance(found.fact, EntryConfirmed)
    assert read_answer(found.fact.effective) == Answer(Tier.VERY_HIGH, Ground.ANALYST_FINDING)
    assert (found.actor, found.fact.identifier_kind) == ("person:daniyar", "iban")


def test_the_one_who_proposed_cannot_confirm(db: None) -> None:
    entry = propose()
    with pytest.raises(Forbidden):
        actions.confirm_entry(entry.id, AIGERIM)
    assert Entry.objects.get().state == EntryState.PROVISIONAL
    assert history(entry) == ["registry.entry_added"]


def test_what_a_reviewer_s_decision_proposed_the_same_reviewer_cannot_confirm(db: None) -> None:
    """The reaction proposes in the name of the reviewer, whatever purpose either step states."""
    entry = propose(proposal(source="review of payment 7"), AIGERIM._replace(purpose="review"))
    with pytest.raises(Forbidden):
        actions.confirm_entry(entry.id, AIGERIM._replace(purpose="administration"))


def test_an_entry_is_confirmed_once(db: None) -> None:
    entry = propose()
    actions.confirm_entry(entry.id, DANIYAR)
    with pytest.raises(Conflict, match="confirmed cannot become confirmed"):
        actions.confirm_entry(entry.id, SAULE)
    assert history(entry).count("registry.entry_confirmed") == 1


def test_what_was_withdrawn_cannot_be_confirmed(db: None) -> None:
    entry = propose()
    actions.withdraw_entry(entry.id, "a mistake", AIGERIM)
    with pytest.raises(Conflict):
        actions.confirm_entry(entry.id, DANIYAR)


def test_an_entry_that_is_not_there_cannot_be_confirmed(db: None) -> None:
    with pytest.raises(NotFound):
        actions.confirm_entry(10**9, DANIYAR)
