"""Withdrawing: an entry loses its effect at once, and the reason is kept."""

import pytest

from arasha.domains.registry import actions, queries
from arasha.domains.registry.facts import EntryState
from arasha.domains.registry.models import Entry
from arasha.kernel.errors import Conflict, Malformed, NotFound
from arasha.kernel.outbox import read
from arasha.kernel.tiers import Tier
from tests.domains.registry.entries import history, proposal, propose
from tests.support.cast import AIGERIM, DANIYAR


@pytest.mark.parametrize("confirmed", [False, True])
def test_an_entry_has_no_effect_from_then_on(db: None, confirmed: bool) -> None:
    entry = propose()
    if confirmed:
        actions.confirm_entry(entry.id, DANIYAR)
    actions.withdraw_entry(entry.id, " the account was hacked ", DANIYAR)
    assert queries.tiers({entry.token}) == {}
    kept = Entry.objects.get()
    assert (kept.state, kept.end_reason) == (EntryState.WITHDRAWN, "the account was hacked")
    assert kept.ended_at


def test_the_reason_is_free_text_and_stays_out_of_the_fact(db: None) -> None:
    entry = propose()
    actions.withdraw_entry(entry.id, "belongs to Айгүл", AIGERIM)
    assert "Айгүл" not in "".join(map(repr, read.about(f"entry:{entry.id}")))
    assert history(entry)[-1] == "registry.entry_withdrawn"


@pytest.mark.parametrize("reason", ["", "   ", "\n"])
def test_it_takes_a_reason(db: None, reason: str) -> None:
    entry = propose()
    with pytest.raises(Malformed, match="say why") as refused:
        actions.withdraw_entry(entry.id, reason, DANIYAR)
    assert refused.value.field == "reason"
    assert Entry.objects.get().state == EntryState.PROVISIONAL


def test_an_entry_ends_once(db: None) -> None:
    entry = propose()
    actions.withdraw_entry(entry.id, "a mistake", DANIYAR)
    with pytest.raises(Conflict):
        actions.withdraw_entry(entry.id, "the same mistake", DANIYAR)
    assert Entry.objects.get().end_reason == "a mistake"


def test_what_others_say_of_the_same_identifier_stays(db: None) -> None:
    grave, mild = propose(proposal(Tier.VERY_HIGH)), propose(proposal(Tier.LOW), DANIYAR)
    actions.confirm_entry(grave.id, DANIYAR)
    actions.withdraw_entry(grave.id, "a mistake", DANIYAR)
    assert queries.tiers({mild.token})[mild.token].tier == Tier.LOW
    found = list(read.about(f"entry:{grave.id}"))[-1]
    assert found.fact.effective & 7 == Tier.LOW  # type: ignore[attr-defined]


def test_an_entry_that_is_not_there_cannot_be_withdrawn(db: None) -> None:
    with pytest.raises(NotFound):
        actions.withdraw_entry(10**9, "a mistake", DANIYAR)
