"""Lists of the registry: narrowed, and a page at a time."""

from datetime import timedelta

import pytest

from arasha.domains.registry import actions, queries
from arasha.domains.registry.facts import EntryState, Ground
from arasha.domains.registry.queries import Wanted
from arasha.kernel import clock
from arasha.kernel.tiers import Tier
from tests.domains.registry.entries import proposal, propose
from tests.support.cast import AIGERIM, DANIYAR

pytestmark = pytest.mark.usefixtures("db")


def numbers(wanted: Wanted) -> list[int]:
    return [entry.id for entry in queries.page(wanted, 50)]


def test_each_filter_narrows_to_what_it_names() -> None:
    mine, grave = propose(), propose(proposal(Tier.VERY_HIGH, Ground.COURT_DECISION), DANIYAR)
    actions.confirm_entry(grave.id, AIGERIM)
    assert numbers(Wanted()) == [grave.id, mine.id]
    assert numbers(Wanted(state=EntryState.PROVISIONAL)) == [mine.id]
    assert numbers(Wanted(waiting=True)) == [mine.id]
    assert numbers(Wanted(tier=Tier.VERY_HIGH)) == [grave.id]
    assert numbers(Wanted(ground=Ground.COURT_DECISION)) == [grave.id]
    assert numbers(Wanted(owner=AIGERIM.actor)) == [mine.id]
    assert numbers(Wanted(not_by=AIGERIM.actor)) == [grave.id]
    assert numbers(Wanted(kind="phone")) == []


def test_ended_entries_are_apart_from_those_that_stand() -> None:
    standing, withdrawn = propose(), propose()
    actions.withdraw_entry(withdrawn.id, "a mistake", DANIYAR)
    assert numbers(Wanted(live=True)) == [standing.id]
    assert numbers(Wanted(live=False)) == [withdrawn.id]


def test_those_that_end_soon_stand_in_the_order_of_their_end() -> None:
    later, sooner, far = propose(proposal(days=6)), propose(proposal(days=2)), propose(proposal(days=60))
    for entry in (later, sooner, far):
        actions.confirm_entry(entry.id, DANIYAR)
    assert numbers(Wanted(within=timedelta(days=7), now=clock.now())) == [sooner.id, later.id]


@pytest.mark.parametrize("within", [None, timedelta(days=40)])
def test_pages_follow_each_other_without_gap_or_repetition(within: timedelta | None) -> None:
    expected = {propose(proposal(days=30 - place % 2)).id for place in range(5)}
    wanted, after, seen = Wanted(within=within, now=clock.now()), None, list[int]()
    while page := queries.page(wanted, 2, after):
        seen += [entry.id for entry in page]
        after = queries.place_of(page[-1])
    assert len(seen) == len(expected)
    assert set(seen) == expected


def test_the_totals_say_what_waits_and_what_ends() -> None:
    propose(proposal(days=2))
    confirmed = propose(proposal(days=90))
    actions.confirm_entry(confirmed.id, DANIYAR)
    assert queries.totals(clock.now(), timedelta(days=7)) == (1, 1, 1)


def test_an_entry_has_a_soft_effect_until_it_is_confirmed_and_none_when_it_ended() -> None:
    entry = propose(proposal(Tier.VERY_HIGH))
    assert queries.effect_of(entry) == Tier.MEDIUM
    assert queries.effect_of(actions.confirm_entry(entry.id, DANIYAR)) == Tier.VERY_HIGH
    assert queries.effect_of(actions.withdraw_entry(entry.id, "a mistake", DANIYAR)) == Tier.NONE
