"""Proposing an identifier: the entry, the fact, the sealed value; an occurrence leads to one entry."""

from datetime import timedelta

import pytest

from arasha.domains.registry import actions
from arasha.domains.registry.actions import LONGEST, Proposal
from arasha.domains.registry.facts import EntryAdded, EntryState, Ground
from arasha.domains.registry.models import Entry
from arasha.domains.registry.rules.answers import Answer, read_answer
from arasha.kernel import clock
from arasha.kernel.errors import Malformed
from arasha.kernel.identifiers import Kind, read
from arasha.kernel.outbox import read as outbox
from arasha.kernel.outbox.append import By
from arasha.kernel.store import vault
from arasha.kernel.tiers import Tier
from arasha.kernel.tokens import as_uuid
from tests.domains.registry.entries import DROPS_ACCOUNT, TOKEN, history, proposal, propose
from tests.support.cast import AIGERIM, DANIYAR


def test_an_entry_has_an_owner_a_ground_a_tier_and_an_end(db: None) -> None:
    made = proposal()
    entry = Entry.objects.get(id=propose(made).id)
    assert (entry.owner, entry.ground, entry.tier, entry.term_until) == (
        "person:aigerim", Ground.ANALYST_FINDING, Tier.HIGH, made.expires_at,
    )  # fmt: skip
    assert (entry.state, entry.token, entry.kind) == (EntryState.PROVISIONAL, as_uuid(TOKEN), "iban")


def test_the_identifier_lies_sealed_under_the_entry_s_token(db: None) -> None:
    entry = propose()
    assert vault.open_values([entry.token]) == {entry.token: DROPS_ACCOUNT}


def test_the_fact_says_what_a_look_up_answers_from_now_on_and_no_readable_value(db: None) -> None:
    entry = propose(proposal(Tier.VERY_HIGH))
    (found,) = outbox.about(f"entry:{entry.id}")
    assert isinstance(found.fact, EntryAdded)
    assert read_answer(found.fact.effective) == Answer(Tier.MEDIUM, Ground.ANALYST_FINDING), "it is only provisional"
    assert (found.fact.token, found.fact.tier, found.actor) == (TOKEN.hex(), Tier.VERY_HIGH, "person:aigerim")
    assert DROPS_ACCOUNT.canonical not in repr(found)


@pytest.mark.parametrize("term", [timedelta(0), timedelta(minutes=59), -timedelta(days=1), LONGEST + timedelta(days=1)])
def test_a_term_too_short_or_too_long_is_refused_and_nothing_is_kept(db: None, term: timedelta) -> None:
    with pytest.raises(Malformed, match="at least an hour and at most five years") as refused:
        propose(Proposal(Tier.HIGH, Ground.REPORT, clock.now() + term))
    assert refused.value.field == "expires_at"
    assert not Entry.objects.exists()
    assert vault.open_values([as_uuid(TOKEN)]) == {}


def test_an_occurrence_leads_to_one_entry_however_often_it_is_told(db: None) -> None:
    first = propose(proposal(source="review of payment 7"))
    again = propose(proposal(Tier.LOW, source="review of payment 7"), DANIYAR)
    assert first.id == again.id
    assert history(first) == ["registry.entry_added"]


def test_without_an_occurrence_each_proposal_is_an_entry_of_its_own(db: None) -> None:
    assert propose().id != propose(by=DANIYAR).id


def test_what_is_known_by_its_token_alone_can_be_proposed(db: None) -> None:
    entry = actions.add_token(bytes(range(16)), proposal(), AIGERIM)
    assert (entry.token.bytes, entry.kind) == (bytes(range(16)), "")


def test_what_cannot_be_read_can_be_proposed_as_it_is(db: None) -> None:
    entry = actions.add_entry(read(Kind.IIN, "900715300125"), proposal(), AIGERIM)
    assert entry.kind == "iin"
    assert not vault.open_values([entry.token])[entry.token].readable


def test_a_process_can_propose_too(db: None) -> None:
    assert propose(by=By("process:gateway", "screening")).owner == "process:gateway"
