"""A soft effect: what a process proposed warns once a person has looked, for 72 hours and no longer."""

import pytest

from arasha.domains.registry import actions, queries
from arasha.domains.registry.facts import Care, EntryState
from arasha.domains.registry.models import Entry
from arasha.kernel import clock, terms
from arasha.kernel.errors import Conflict, Forbidden
from arasha.kernel.identifiers import IIN
from arasha.kernel.identifiers.national import check_digit
from arasha.kernel.terms import Code
from arasha.kernel.tiers import Tier
from tests.domains.registry.entries import GATEWAY, history, proposal, propose
from tests.support.cast import AIGERIM, DANIYAR


def iin(born: str, century: str) -> IIN:
    """An invented IIN of somebody born on a day, with the check digit that fits."""
    body = next(body for order in range(1, 9) if check_digit(body := f"{born}{century}{order:04d}") is not None)
    return IIN.parse(f"{body}{check_digit(body)}")


def test_a_process_s_proposal_has_no_effect_until_a_person_looked(db: None) -> None:
    entry = propose(proposal(Tier.VERY_HIGH), GATEWAY)
    assert (entry.state, queries.tiers({entry.token})) == (EntryState.PROPOSED, {})
    actions.take_effect(entry.id, AIGERIM)
    kept = Entry.objects.get()
    assert kept.state == EntryState.PROVISIONAL
    assert queries.tiers({entry.token})[entry.token].tier == Tier.MEDIUM
    assert history(entry) == ["registry.entry_added", "registry.entry_provisional"]


def test_it_ends_after_72_hours_whatever_term_was_wished(db: None) -> None:
    entry = propose(proposal(days=300), GATEWAY)
    kept = actions.take_effect(entry.id, AIGERIM)
    assert kept.expires_at <= terms.due(Code.LISTING_PROVISIONAL, clock.now())
    assert kept.term_until > kept.expires_at


def test_it_takes_effect_once(db: None) -> None:
    entry = propose()
    with pytest.raises(Conflict, match="provisional cannot become provisional"):
        actions.take_effect(entry.id, DANIYAR)


@pytest.mark.parametrize(("born", "century", "care"), [("120715", "5", Care.MINOR), ("500715", "3", Care.ELDER)])
def test_against_the_very_young_and_the_old_nothing_counts_before_a_second_person_looked(
    db: None, born: str, century: str, care: Care
) -> None:
    entry = actions.add_entry(iin(born, century), proposal(), AIGERIM)
    assert (entry.state, entry.care) == (EntryState.PROPOSED, care)
    assert queries.tiers({entry.token}) == {}
    with pytest.raises(Forbidden):
        actions.take_effect(entry.id, AIGERIM)
    actions.take_effect(entry.id, DANIYAR)


def test_a_grown_person_s_number_needs_no_such_care(db: None) -> None:
    entry = actions.add_entry(iin("900715", "3"), proposal(), AIGERIM)
    assert (entry.state, entry.care) == (EntryState.PROVISIONAL, "")
    assert entry.person == entry.token


def test_care_is_asked_for_by_the_owner_of_an_account_too(db: None) -> None:
    owner = actions.add_entry(iin("120715", "5"), proposal(), AIGERIM)
    account = propose(proposal()._replace(person=owner.token))
    assert (account.care, account.person) == (Care.MINOR, owner.token)
