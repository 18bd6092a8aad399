"""Reducing: an entry stands on with a lower tier, and the reason is kept."""

import pytest

from arasha.domains.registry import actions, queries
from arasha.domains.registry.facts import EntryReduced, EntryState
from arasha.domains.registry.models import Entry
from arasha.kernel.errors import Conflict, Malformed
from arasha.kernel.outbox import read
from arasha.kernel.tiers import Tier
from tests.domains.registry.entries import proposal, propose
from tests.support.cast import DANIYAR

pytestmark = pytest.mark.usefixtures("db")


def confirmed() -> Entry:
    return actions.confirm_entry(propose(proposal(Tier.VERY_HIGH)).id, DANIYAR)


def test_it_counts_with_the_lower_tier_from_then_on() -> None:
    entry = confirmed()
    actions.reduce_entry(entry.id, Tier.MEDIUM, " he gave the money back ", DANIYAR)
    kept = Entry.objects.get()
    assert (kept.state, kept.tier, kept.reduced_because) == (
        EntryState.REDUCED, Tier.MEDIUM, "he gave the money back",
    )  # fmt: skip
    assert queries.tiers({entry.token})[entry.token].tier == Tier.MEDIUM
    fact = list(read.about(f"entry:{entry.id}"))[-1].fact
    assert isinstance(fact, EntryReduced)
    assert "money back" not in repr(fact)


@pytest.mark.parametrize("tier", [Tier.NONE, Tier.VERY_HIGH])
def test_the_tier_is_lower_and_still_says_something(tier: Tier) -> None:
    entry = confirmed()
    with pytest.raises(Malformed):
        actions.reduce_entry(entry.id, tier, "a reason", DANIYAR)


def test_it_takes_a_reason() -> None:
    with pytest.raises(Malformed, match="say why"):
        actions.reduce_entry(confirmed().id, Tier.LOW, " ", DANIYAR)


def test_what_was_never_confirmed_is_not_reduced() -> None:
    with pytest.raises(Conflict):
        actions.reduce_entry(propose().id, Tier.LOW, "a reason", DANIYAR)
