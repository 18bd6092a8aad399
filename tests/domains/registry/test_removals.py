"""Removals: every connected institution is told to forget, and each confirms it, in time or is listed as late."""

from datetime import timedelta

import pytest

from arasha.domains.registry import actions, queries
from arasha.domains.registry.models import Entry, Removal
from arasha.kernel import clock, terms
from arasha.kernel.access.actions import connect_institution
from arasha.kernel.access.models import InstitutionKind
from arasha.kernel.deliveries.models import Message
from arasha.kernel.errors import Malformed, NotFound
from arasha.kernel.outbox.append import By
from arasha.kernel.terms import Code
from tests.domains.registry.entries import GATEWAY, history, proposal, propose
from tests.support.cast import ALDAR, DANIYAR, SAULE, TOSTIK, Bank

pytestmark = pytest.mark.usefixtures("db")


@pytest.fixture
def banks() -> dict[str, int]:
    """Aldar and Tostik, by their numbers."""
    return {bank.code: connected(bank) for bank in (ALDAR, TOSTIK)}


def connected(bank: Bank) -> int:
    return connect_institution(bank.code, InstitutionKind(bank.kind), bank.names, SAULE).number


def removed() -> Entry:
    entry = actions.confirm_entry(propose().id, DANIYAR)
    return actions.withdraw_entry(entry.id, "another account was meant", DANIYAR)


def test_every_institution_is_told_and_has_a_clock(banks: dict[str, int]) -> None:
    entry = removed()
    rows = queries.removals_of(entry)
    assert [row.institution.code for row in rows] == [ALDAR.code, TOSTIK.code]
    assert {row.due_at for row in rows} == {terms.due(Code.REMOVAL_CONFIRMATION, rows[0].asked_at)}
    assert history(entry)[-1] == "registry.removal_asked"
    assert Message.objects.filter(kind="entry.removed").count() == 2


def test_each_confirms_for_itself_and_once(banks: dict[str, int]) -> None:
    entry = removed()
    reference, by = queries.reference_of(entry), By(f"institution:{TOSTIK.code}", "upkeep")
    for _ in range(2):
        removal = actions.confirm_removal(reference, banks[TOSTIK.code], by)
    assert removal.confirmed_by == by.actor
    assert [row.institution.code for row in queries.removals_of(entry) if row.confirmed_at is None] == [ALDAR.code]
    assert history(entry).count("registry.removal_confirmed") == 1
    assert [row.entry_id for row in queries.asked_of(banks[ALDAR.code])] == [entry.id]
    assert queries.asked_of(banks[TOSTIK.code]) == []


def test_who_is_late_stands_on_the_list(banks: dict[str, int], monkeypatch: pytest.MonkeyPatch) -> None:
    entry = removed()
    actions.confirm_removal(queries.reference_of(entry), banks[TOSTIK.code], DANIYAR)
    later = clock.now() + timedelta(days=10)
    monkeypatch.setattr(clock, "now", lambda: later)
    assert [row.institution.code for row in queries.overdue(later)] == [ALDAR.code]
    assert (actions.mark_overdue(), actions.mark_overdue()) == (1, 0)
    assert history(entry)[-1] == "registry.removal_overdue"


def test_what_never_had_an_effect_need_not_be_forgotten(banks: dict[str, int]) -> None:
    entry = propose(proposal(), GATEWAY)
    actions.withdraw_entry(entry.id, "a shop", DANIYAR)
    assert not Removal.objects.exists()


def test_another_s_removal_or_a_slip_is_refused(banks: dict[str, int]) -> None:
    reference = queries.reference_of(removed())
    with pytest.raises(NotFound):
        actions.confirm_removal(reference, 10**6, DANIYAR)
    with pytest.raises(Malformed):
        actions.confirm_removal(reference[:-1] + str((int(reference[-1]) + 1) % 10), banks[ALDAR.code], DANIYAR)
