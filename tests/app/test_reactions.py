"""What follows from a fact: done by the worker, in its own transaction, and nothing changes the second time."""

from uuid import UUID

import msgspec
import pytest
from django.db import transaction

from arasha.app import worker
from arasha.app.reactions import LINES
from arasha.domains.complaints.facts import (
    ComplaintClosed,
    ComplaintState,
    ComplaintWithdrawn,
    ReportedPayment,
    Situation,
    Source,
    TheftReported,
)
from arasha.domains.complaints.models import Complaint
from arasha.domains.payments.actions.record import GATEWAY
from arasha.domains.payments.facts import AccountRiskChanged, Decision, ReviewDecided
from arasha.domains.recovery.facts.handling import HoldState, IncidentAdvanced
from arasha.domains.recovery.facts.incidents import IncidentState
from arasha.domains.recovery.models import Hold, Incident
from arasha.domains.registry import actions as registry
from arasha.domains.registry import queries
from arasha.domains.registry.facts import EntryState, EvidenceKind, Ground
from arasha.domains.registry.queries import Entry
from arasha.kernel import clock, terms
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.deliveries.facts import MessageDelivered, Way
from arasha.kernel.errors import Conflict, Forbidden
from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.outbox import read
from arasha.kernel.outbox.append import By, append
from arasha.kernel.outbox.models import FactRow, Place
from arasha.kernel.outbox.reacting import catch_up
from arasha.kernel.terms import Code
from arasha.kernel.tiers import Tier
from tests.domains.recovery.stolen import connected, hold
from tests.support.cast import AIGERIM, ALDAR, DANIYAR, KEREMET, TOSTIK

CREDITOR, PAYER = bytes(range(16)), bytes(range(16, 32))
TOSTIK_REPORTS = TheftReported(
    complaint=5, source=Source.INSTITUTION, situation=Situation.SCAM, institution="TOSTIKZA",
    payments=[ReportedPayment(amount=15_000_000, debtor=PAYER.hex(), creditor=CREDITOR.hex())],
)  # fmt: skip


@pytest.fixture(autouse=True)
def connected_banks(db: None) -> None:
    """The banks that report are connected."""
    for bank in (ALDAR, TOSTIK, KEREMET):
        connected(bank)


def decided(decision: Decision, sequence: int = 7, by: By = AIGERIM) -> Recorded[Fact]:
    """Somebody decides what a payment was."""
    with transaction.atomic():
        (recorded,) = append([ReviewDecided(sequence=sequence, decision=decision, creditor=CREDITOR.hex())], by)
    return recorded


def react() -> int:
    """What the worker does with all that is recorded, from the first fact on; to how many facts there is a reaction."""
    waiting = FactRow.objects.filter(kind__in={kind for line in LINES for kind in line.kinds}).count()
    Place.objects.all().delete()
    catch_up(*LINES)
    return waiting


def test_a_fraud_that_was_found_puts_the_payee_up_for_the_registry(db: None) -> None:
    decided(Decision.FRAUD)
    assert react() == 1
    entry = Entry.objects.get()
    assert (entry.token.bytes, entry.tier, entry.ground) == (CREDITOR, Tier.VERY_HIGH, Ground.CONFIRMED_FRAUD)
    assert (entry.state, entry.owner, entry.source) == (
        EntryState.PROVISIONAL, "person:aigerim", "review of payment 7",
    )  # fmt: skip
    assert entry.expires_at == terms.due(Code.LISTING_PROVISIONAL, entry.proposed_at), "soft, and for 72 hours"
    assert entry.term_until == terms.due(Code.LISTING_FIRST, entry.proposed_at)


def test_a_job_that_runs_again_proposes_nothing_more(db: None) -> None:
    decided(Decision.FRAUD)
    for _ in range(3):
        react()
    assert Entry.objects.count() == 1
    assert len(list(read.about(f"entry:{Entry.objects.get().id}"))) == 1


def test_two_payments_to_one_account_are_two_occurrences(db: None) -> None:
    decided(Decision.FRAUD, 7)
    decided(Decision.FRAUD, 8, DANIYAR)
    react()
    assert {(entry.source, entry.owner) for entry in Entry.objects.all()} == {
        ("review of payment 7", "person:aigerim"), ("review of payment 8", "person:daniyar"),
    }  # fmt: skip


@pytest.mark.parametrize("decision", [Decision.LEGITIMATE, Decision.UNCLEAR])
def test_another_decision_proposes_nothing(db: None, decision: Decision) -> None:
    decided(decision)
    assert react() == 1
    assert not Entry.objects.exists()


def test_the_reviewer_cannot_confirm_what_his_own_decision_proposed(db: None) -> None:
    """Four eyes: nobody lists an account alone, not by way of a reaction either."""
    decided(Decision.FRAUD)
    react()
    entry = Entry.objects.get()
    with pytest.raises(Forbidden):
        registry.confirm_entry(entry.id, AIGERIM)
    with pytest.raises(Conflict, match="two independent reporters"):
        registry.confirm_entry(entry.id, DANIYAR)
    stolen_from(TOSTIK_REPORTS)
    react()
    registry.confirm_entry(entry.id, DANIYAR)
    assert queries.tiers({entry.token})[entry.token].tier == Tier.VERY_HIGH


def test_a_confirmation_is_reacted_to_though_there_is_nothing_to_look_at(db: None) -> None:
    entry = registry.add_token(CREDITOR, proposal(), AIGERIM)
    registry.confirm_entry(entry.id, DANIYAR)
    assert (react(), react()) == (1, 1)


def stolen_from(reported: TheftReported, by: By | None = None) -> None:
    """A theft is reported; its complaint stands as it was taken."""
    Complaint.objects.get_or_create(
        id=reported.complaint,
        defaults={
            "source": reported.source, "situation": reported.situation, "state": ComplaintState.RECEIVED, "amount": 0,
            "box": b"", "code_digest": bytes(32), "taken_at": clock.now(), "taken_by": "process:public",
        },
    )  # fmt: skip
    with transaction.atomic():
        append([reported], by or By(f"institution:{reported.institution}", "recovery"))


def test_a_bank_s_report_of_theft_has_a_soft_effect_at_once_and_protects_its_customer(db: None) -> None:
    stolen_from(TOSTIK_REPORTS)
    react()
    react()
    (entry,) = Entry.objects.all()
    assert (entry.token.bytes, entry.state, entry.ground) == (CREDITOR, EntryState.PROVISIONAL, Ground.REPORT)
    assert queries.tiers({entry.token})[entry.token].tier == Tier.MEDIUM
    assert queries.is_protected(UUID(bytes=PAYER))
    (piece,) = queries.speaking(entry.token, clock.now())
    assert (piece.kind, piece.reporter) == (EvidenceKind.INSTITUTION_REPORT, "institution:TOSTIKZA")


def test_a_citizen_s_report_says_nothing_until_a_person_has_looked_and_protects_nobody(db: None) -> None:
    stolen_from(
        msgspec.structs.replace(TOSTIK_REPORTS, source=Source.CITIZEN, institution=""), By("process:public", "recovery")
    )
    react()
    entry = Entry.objects.get()
    assert (entry.state, queries.tiers({entry.token})) == (EntryState.PROPOSED, {})
    assert not queries.is_protected(UUID(bytes=PAYER))


@pytest.mark.parametrize(
    "taken_back",
    [ComplaintWithdrawn(complaint=5), ComplaintClosed(complaint=5, unfounded=True)],
    ids=lambda f: f.kind(),
)
def test_a_report_that_is_taken_back_speaks_against_nobody(db: None, taken_back: Fact) -> None:
    stolen_from(TOSTIK_REPORTS)
    react()
    with transaction.atomic():
        append([taken_back], By("institution:TOSTIKZA", "recovery"))
    react()
    assert Entry.objects.get().state == EntryState.WITHDRAWN


def test_two_banks_that_report_one_account_are_two_reporters(db: None) -> None:
    stolen_from(TOSTIK_REPORTS)
    stolen_from(msgspec.structs.replace(TOSTIK_REPORTS, complaint=6, institution="ALDARKZA"))
    react()
    entry = Entry.objects.get()
    assert queries.still_lacking(entry.token, clock.now()) == 0
    registry.confirm_entry(entry.id, DANIYAR)


def came_to(tier: Tier, by: By = GATEWAY) -> None:
    """An account's standing risk reaches a tier."""
    changed = AccountRiskChanged(
        token=CREDITOR.hex(), institution="TOSTIKZA", before=Tier.MEDIUM, after=tier, signs=["passes_on"]
    )
    with transaction.atomic():
        append([changed], by)


def test_a_very_likely_drop_is_proposed_once_by_the_process_that_saw_it(db: None) -> None:
    came_to(Tier.VERY_HIGH)
    came_to(Tier.VERY_HIGH)
    react()
    react()
    entry = Entry.objects.get()
    assert (entry.token.bytes, entry.tier, entry.state) == (CREDITOR, Tier.HIGH, EntryState.PROPOSED)
    assert entry.owner == GATEWAY.actor
    assert queries.tiers({entry.token}) == {}, "it says nothing until a person has looked"
    registry.take_effect(entry.id, DANIYAR)
    assert queries.tiers({entry.token})[entry.token].tier == Tier.MEDIUM, "it warns until two reporters speak"


def test_a_drop_that_was_withdrawn_is_not_proposed_again_within_the_year(db: None) -> None:
    came_to(Tier.VERY_HIGH)
    react()
    registry.withdraw_entry(Entry.objects.get().id, "a shop", DANIYAR)
    came_to(Tier.VERY_HIGH)
    react()
    assert Entry.objects.get().state == EntryState.WITHDRAWN


def test_a_likely_drop_is_not_proposed(db: None) -> None:
    came_to(Tier.HIGH)
    react()
    assert not Entry.objects.exists()


def test_who_brought_an_account_to_the_highest_tier_cannot_confirm_it(db: None) -> None:
    came_to(Tier.VERY_HIGH, AIGERIM)
    react()
    with pytest.raises(Forbidden):
        registry.confirm_entry(Entry.objects.get().id, AIGERIM)


def test_what_follows_from_a_theft_does_not_wait_behind_anything_else() -> None:
    first, second = LINES
    assert first.kinds == {"complaints.theft_reported", "payments.taint_moved"}
    assert second.behind is first


def test_what_failed_in_its_line_is_done_again_by_the_job(db: None) -> None:
    found = decided(Decision.FRAUD)
    for _ in range(2):
        worker.react(found.sequence)
    assert Entry.objects.count() == 1


def proposal() -> registry.Proposal:
    act = registry.Evidence(EvidenceKind.POLICE_ACT, registry.CENTRE, "1-24/117")
    return registry.Proposal(Tier.HIGH, Ground.POLICE_ACT, evidence=(act,))


@pytest.mark.parametrize(("way", "actor"), [(Way.POLLING, "institution:TOSTIKZA"), (Way.WEBHOOK, "process:courier")])
def test_a_request_to_hold_that_a_bank_has_is_before_it(db: None, way: Way, actor: str) -> None:
    asked = hold()
    told = MessageDelivered(message="0" * 32, message_kind="hold.requested", code="TOSTIKZA", about=str(asked), way=way)
    with transaction.atomic():
        append([told], By(actor, Purpose.RECOVERY))
    react()
    react()
    assert Hold.objects.get().state == HoldState.RECEIVED


def test_a_report_that_is_taken_back_ends_its_incident_and_lets_go(db: None) -> None:
    asked = hold()
    with transaction.atomic():
        append([ComplaintWithdrawn(complaint=asked.incident.complaint)], By("process:public", Purpose.RECOVERY))
    react()
    react()
    assert Hold.objects.get().state == HoldState.RELEASED


def test_what_was_no_theft_is_no_complaint_either(db: None) -> None:
    stolen_from(TOSTIK_REPORTS)
    react()
    of = Incident.objects.get()
    with transaction.atomic():
        append([IncidentAdvanced(incident=of.id, before=IncidentState.TRIAGED, after=IncidentState.UNFOUNDED)], AIGERIM)
    react()
    react()
    assert Complaint.objects.get(id=of.complaint).state == ComplaintState.UNFOUNDED
    assert Incident.objects.get().state == IncidentState.UNFOUNDED
