"""What people did, out of a log that is mostly facts of processes; and the receipts of facts."""

import pytest

from arasha.kernel.access import actions
from arasha.kernel.access.facts import InstitutionConnected, KeyIssued, StandInChanged
from arasha.kernel.access.models import Institution, InstitutionKind, StandIn
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.log import ledger
from arasha.kernel.log.receipts import verify
from arasha.kernel.outbox import read, receipts
from arasha.kernel.outbox.append import By
from tests.support.cast import AIGERIM, DANIYAR, SAULE

KINDS = [InstitutionConnected.kind(), StandInChanged.kind()]
NAMES = {"kk": "Сынақ", "ru": "Проба", "en": "Trial"}


@pytest.fixture(autouse=True)
def happened(db: None) -> None:
    for code, by in (("ONE", SAULE), ("TWO", By("process:demonstration", Purpose.UPKEEP)), ("THREE", AIGERIM)):
        actions.connect_institution(code, InstitutionKind.BANK, NAMES, by)
    actions.choose_stand_in("ONE", StandIn.HOLD, AIGERIM)
    actions.issue_key(Institution.objects.get(code="ONE"), SAULE)


def subjects(size: int = 10, *, actor: str = "", before: int | None = None) -> list[str]:
    return [found.fact.subject for found in read.of_people(KINDS, size, actor=actor, before=before)]


def test_the_newest_stands_first_and_processes_are_left_out() -> None:
    assert subjects() == ["institution:ONE", "institution:THREE", "institution:ONE"]


def test_one_person_is_not_taken_for_another_whose_name_begins_alike() -> None:
    assert subjects(actor="person:saule") == ["institution:ONE"]
    assert subjects(actor="person:sau") == []
    assert subjects(actor=DANIYAR.actor) == []


def test_a_page_goes_on_where_the_last_one_ended() -> None:
    first = read.of_people(KINDS, 2)
    assert subjects(before=first[-1].sequence) == ["institution:ONE"]


def test_other_kinds_are_left_out() -> None:
    assert KeyIssued.kind() not in {found.fact.kind() for found in read.of_people(KINDS, 10)}


def test_the_receipt_of_a_fact_proves_it() -> None:
    (newest, *_) = read.of_people(KINDS, 1)
    proved = verify(receipts.receipt_of(newest), ledger.signer().verifier)
    assert proved.statement == newest.plain()
    assert proved.index == newest.sequence


def test_a_sequence_beyond_the_log_has_no_fact() -> None:
    assert read.maybe_at(10_000) is None
    assert read.maybe_at(0) is not None
