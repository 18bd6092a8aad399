"""Expiry: nothing stands longer than its term, and the clock says so by itself."""

from datetime import timedelta

import pytest

from arasha.domains.registry import actions, queries
from arasha.domains.registry.facts import EntryState
from arasha.domains.registry.models import Entry
from arasha.kernel import clock
from arasha.kernel.errors import Conflict
from arasha.kernel.outbox import read
from arasha.kernel.tiers import Tier
from tests.domains.registry.entries import history, proposal, propose
from tests.support.cast import DANIYAR


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> "Later":
    return Later(monkeypatch)


class Later:
    """Lets time pass."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self._patch, self._now = patch, clock.now()

    def __call__(self, **time: float) -> None:
        self._now += timedelta(**time)
        self._patch.setattr(clock, "now", lambda: self._now)


@pytest.mark.parametrize("confirmed", [False, True])
def test_when_its_term_is_over_an_entry_ends(db: None, later: Later, confirmed: bool) -> None:
    entry = propose(proposal(days=1))
    if confirmed:
        actions.confirm_entry(entry.id, DANIYAR)
    later(hours=23)
    assert actions.expire_due() == 0
    later(hours=2)
    assert actions.expire_due() == 1
    assert queries.tiers({entry.token}) == {}
    assert Entry.objects.get().state == EntryState.EXPIRED
    (found,) = [found for found in read.about(f"entry:{entry.id}") if found.fact.kind() == "registry.entry_expired"]
    assert (found.actor, found.purpose) == ("process:clock", "upkeep")


def test_the_clock_changes_nothing_the_second_time(db: None, later: Later) -> None:
    entry = propose(proposal(days=1))
    later(days=2)
    assert (actions.expire_due(), actions.expire_due()) == (1, 0)
    assert history(entry).count("registry.entry_expired") == 1


def test_many_end_in_pieces_and_none_is_forgotten(db: None, later: Later) -> None:
    for _ in range(5):
        propose(proposal(days=1))
    later(days=2)
    assert [actions.expire_due(limit=2) for _ in range(4)] == [2, 2, 1, 0]


def test_what_was_withdrawn_does_not_end_again(db: None, later: Later) -> None:
    entry = propose(proposal(days=1))
    actions.withdraw_entry(entry.id, "a mistake", DANIYAR)
    later(days=2)
    assert actions.expire_due() == 0
    assert Entry.objects.get().state == EntryState.WITHDRAWN


def test_what_has_expired_cannot_be_confirmed(db: None, later: Later) -> None:
    entry = propose(proposal(days=1))
    later(days=2)
    actions.expire_due()
    with pytest.raises(Conflict):
        actions.confirm_entry(entry.id, DANIYAR)


def test_entries_of_one_identifier_that_end_together_leave_nothing_behind(db: None, later: Later) -> None:
    entries = [propose(proposal(tier, days=1)) for tier in (Tier.LOW, Tier.HIGH)]
    later(days=2)
    assert actions.expire_due() == 2
    for entry in entries:
        assert list(read.about(f"entry:{entry.id}"))[-1].fact.effective == 0  # type: ignore[attr-defined]
