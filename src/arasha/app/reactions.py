"""The whole centre on one page: which fact leads to what.

Reactions run in the worker, line by line (`kernel.outbox.reacting`), in the transaction that moves the line on. One
that fails is tried again as a job, so it must change nothing the second time.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import suppress
from typing import Any
from uuid import UUID

from arasha.domains.complaints import actions as complaints
from arasha.domains.complaints import queries as told
from arasha.domains.complaints.facts import ComplaintClosed, ComplaintWithdrawn, Source, TheftReported
from arasha.domains.credit.actions import cautions, conflicts, loans
from arasha.domains.credit.facts.lending import (
    ClaimCorrected,
    ClaimDecided,
    ClaimDisputed,
    ClaimFact,
    ClaimOpened,
    LoanWrittenOff,
)
from arasha.domains.credit.facts.refusing import RefusalLifted, RefusalSet
from arasha.domains.credit.facts.register import ChecksAnswered, LoanHeld
from arasha.domains.payments.actions import review
from arasha.domains.payments.facts import AccountRiskChanged, Decision, ReviewDecided, TaintMoved
from arasha.domains.recovery.actions import ending, following, holds, incidents
from arasha.domains.recovery.facts.handling import IncidentAdvanced
from arasha.domains.recovery.facts.incidents import IncidentOpened, IncidentState, PaymentLocated
from arasha.domains.recovery.queries import handling
from arasha.domains.recovery.rules.states import ENDED
from arasha.domains.registry import actions as registry
from arasha.domains.registry import queries as registered
from arasha.domains.registry.actions import Evidence, Proposal
from arasha.domains.registry.facts import EntryConfirmed, EvidenceKind, Ground
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.deliveries.facts import MessageDelivered
from arasha.kernel.errors import Conflict
from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.identifiers import Kind
from arasha.kernel.outbox.append import By
from arasha.kernel.outbox.reacting import Line
from arasha.kernel.references import Letter, reference
from arasha.kernel.tiers import Tier

CLAIM_FACTS: tuple[type[ClaimFact], ...] = (
    ClaimOpened, ClaimDisputed, ClaimDecided, LoanWrittenOff, ClaimCorrected,
)  # fmt: skip

# What follows from some facts of one kind.
Reaction = Callable[[Sequence[Recorded[Any]]], None]
Reactions = Mapping[type[Fact], Sequence[Reaction]]


def each(react: Callable[[Recorded[Any]], None]) -> Reaction:
    """The same for every fact, one after the other."""

    def reaction(facts: Sequence[Recorded[Any]]) -> None:
        for fact in facts:
            react(fact)

    return reaction


def propose_creditor(recorded: Recorded[ReviewDecided]) -> None:
    """An analyst found a fraud: the account that was paid is proposed for the registry; a second person confirms it."""
    if recorded.fact.decision == Decision.FRAUD:
        proposal = Proposal(
            tier=Tier.VERY_HIGH,
            ground=Ground.CONFIRMED_FRAUD,
            source=f"review of payment {recorded.fact.sequence}",
        )
        registry.add_token(bytes.fromhex(recorded.fact.creditor), proposal, By(recorded.actor, Purpose.REVIEW))


def propose_account(recorded: Recorded[AccountRiskChanged]) -> None:
    """An account came to stand as a very likely drop: it is proposed, once a year, unless the registry has it already.

    Until a person has looked, the entry says nothing to anybody; who brought the account there cannot confirm it.
    """
    fact = recorded.fact
    if fact.after == Tier.VERY_HIGH and not registered.stands(UUID(fact.token)):
        proposal = Proposal(
            tier=Tier.HIGH,
            ground=Ground.ANALYST_FINDING,
            source=f"standing risk of account {fact.token} in {recorded.occurred_at.year}",
        )
        registry.add_token(bytes.fromhex(fact.token), proposal, By(recorded.actor, recorded.purpose))


def report_receivers(recorded: Recorded[TheftReported]) -> None:
    """A theft was reported: it speaks against the accounts that were paid and the receiver's telephones.

    A bank that reports answers for it, so its word has a soft effect at once; a citizen's waits for a person's look.
    """
    fact, reporter = recorded.fact, reporter_of(recorded.fact)
    answerable = fact.source is Source.INSTITUTION and recorded.actor.startswith("institution:")
    by = By(recorded.actor if answerable else "process:complaints", recorded.purpose)
    kind = EvidenceKind.INSTITUTION_REPORT if fact.source is Source.INSTITUTION else EvidenceKind.VICTIM_REPORT
    named = {token for payment in fact.payments for token in (payment.creditor, payment.phone) if token}
    for token in sorted(named):
        proposal = Proposal(Tier.HIGH, Ground.REPORT, source=f"{fact.subject} {token}")
        registry.report(bytes.fromhex(token), Evidence(kind, reporter, fact.subject), proposal, by)


def protect_payers(recorded: Recorded[TheftReported]) -> None:
    """A bank reported that its customer was robbed: nothing counts against the account from which the money went."""
    fact = recorded.fact
    if fact.source is Source.INSTITUTION:
        for token in sorted({payment.debtor for payment in fact.payments if payment.debtor}):
            registry.protect(bytes.fromhex(token), fact.subject, By("process:complaints", recorded.purpose))


def take_back_report(recorded: Recorded[ComplaintWithdrawn]) -> None:
    """A report was taken back: it speaks against nobody any more."""
    registry.retract(recorded.fact.subject, By("process:complaints", recorded.purpose))


def strike_unfounded(recorded: Recorded[ComplaintClosed]) -> None:
    """There was no theft: what was reported speaks against nobody any more."""
    if recorded.fact.unfounded:
        registry.retract(recorded.fact.subject, By("process:complaints", recorded.purpose))


def reporter_of(fact: TheftReported) -> str:
    """The house that reports; citizens who do not say who they are count as one."""
    if fact.source is Source.INSTITUTION:
        return f"institution:{fact.institution}"
    return f"citizen:{fact.reporter or 'unknown'}"


def follow_stolen_money(reports: Sequence[Recorded[TheftReported]]) -> None:
    """Thefts were reported: find their payments, follow the money, ask for it to be held wherever it lies."""
    incidents.open_incidents(reports)


def take_up_complaints(opened: Sequence[Recorded[IncidentOpened]]) -> None:
    """The money of complaints is being followed: they are under way."""
    complaints.take_up([each.fact.complaint for each in opened], incidents.TRACER)


def follow_on(recorded: Recorded[TaintMoved]) -> None:
    """Stolen money was let go: ask for it where it went."""
    following.follow(recorded)


def end_search(recorded: Recorded[IncidentAdvanced]) -> None:
    """An incident has ended: its money is looked for no longer."""
    if recorded.fact.after in ENDED:
        following.end_search(recorded.fact.incident)


def note_received(delivered: Sequence[Recorded[MessageDelivered]]) -> None:
    """Institutions have messages: where one was a request to hold, the request is before them."""
    holds.receive([
        holds.Before(int(fact.about.removeprefix("hold:")), By(f"institution:{fact.code}", Purpose.RECOVERY))
        for fact in (one.fact for one in delivered)
        if fact.message_kind == "hold.requested"
    ])  # fmt: skip


def cancel_incident(recorded: Recorded[ComplaintWithdrawn]) -> None:
    """A report was taken back: its money is followed no longer, and what is held is let go."""
    ending.end(recorded.fact.complaint, IncidentState.CANCELLED, By(recorded.actor, recorded.purpose))


def strike_incident(recorded: Recorded[ComplaintClosed]) -> None:
    """There was no theft: what is held is let go."""
    if recorded.fact.unfounded:
        ending.end(recorded.fact.complaint, IncidentState.UNFOUNDED, By(recorded.actor, recorded.purpose))


def end_complaint(recorded: Recorded[IncidentAdvanced]) -> None:
    """An incident is closed, or was no theft: so is the complaint, unless it has ended already."""
    fact = recorded.fact
    if fact.after in {IncidentState.CLOSED, IncidentState.UNFOUNDED}:
        unfounded, by = fact.after == IncidentState.UNFOUNDED, By(recorded.actor, recorded.purpose)
        with suppress(Conflict):
            number = handling.incident(fact.incident).complaint
            complaints.close(number, reference(Letter.INCIDENT, fact.incident), by, unfounded=unfounded)


def look_again(recorded: Recorded[EntryConfirmed]) -> None:
    """An identifier was confirmed as fraudulent: what it lately received is put up for review."""
    review.reopen_for_account(bytes.fromhex(recorded.fact.token))


def caution_lenders(recorded: Recorded[IncidentOpened]) -> None:
    """A bank reported that its customer was robbed: until that is over, lenders ask him by another channel first."""
    if recorded.fact.institution:
        caution_victim(recorded.fact.incident, recorded.fact.complaint, recorded.purpose)


def caution_lenders_of_located(recorded: Recorded[PaymentLocated]) -> None:
    """The payment of a report is in the ledger: who reports knows of it, so he is believed to be who he says he is."""
    caution_victim(recorded.fact.incident, handling.incident(recorded.fact.incident).complaint, recorded.purpose)


def caution_victim(incident: int, complaint: int, purpose: str) -> None:
    """Whoever lost the money, as far as the report has his IIN; those who know only an account are not reached."""
    named = told.mentioned(complaint)
    people = {each.token for each in named if each.role == told.Role.REPORTER and each.kind == Kind.IIN}
    cautions.begin(people, f"incident:{incident}", By("process:credit", purpose))


def end_caution(recorded: Recorded[IncidentAdvanced]) -> None:
    """An incident has ended: lenders need not be careful because of it."""
    if recorded.fact.after in ENDED:
        cautions.end(f"incident:{recorded.fact.incident}", By("process:credit", recorded.purpose))


def compare_registers(recorded: Recorded[RefusalSet | RefusalLifted]) -> None:
    """A person refuses credit, or does so no longer: do the bureaus' registers agree with that?"""
    conflicts.look_again([UUID(recorded.fact.person)], By("process:credit", recorded.purpose))


def tell_of_stopped_loans(recorded: Recorded[ChecksAnswered]) -> None:
    """Lenders were told that people refuse credit: the people learn who had asked for loans in their names."""
    if recorded.fact.answers.get("deny"):
        loans.tell_denied(recorded.fact)


def tell_of_held_loan(recorded: Recorded[LoanHeld]) -> None:
    """A second lender was asked for a loan in one person's name: the person learns of it while the lender waits."""
    loans.tell_held(recorded.fact)


def tell_of_claim(recorded: Recorded[ClaimFact]) -> None:
    """The claim that a loan is void goes on: the person in whose name it was given is told."""
    loans.tell_claim(recorded)


# Money is running away: these come before whatever else waits.
URGENT: Reactions = {
    TheftReported: (follow_stolen_money,),
    TaintMoved: (each(follow_on),),
}

USUAL: Reactions = {
    ReviewDecided: (each(propose_creditor),),
    AccountRiskChanged: (each(propose_account),),
    TheftReported: (each(report_receivers), each(protect_payers)),
    IncidentOpened: (take_up_complaints, each(caution_lenders)),
    PaymentLocated: (each(caution_lenders_of_located),),
    IncidentAdvanced: (each(end_search), each(end_complaint), each(end_caution)),
    MessageDelivered: (note_received,),
    ComplaintWithdrawn: (each(take_back_report), each(cancel_incident)),
    ComplaintClosed: (each(strike_unfounded), each(strike_incident)),
    EntryConfirmed: (each(look_again),),
    ChecksAnswered: (each(tell_of_stopped_loans),),
    LoanHeld: (each(tell_of_held_loan),),
    **{kind: (each(tell_of_claim),) for kind in CLAIM_FACTS},
    RefusalSet: (each(compare_registers),),
    RefusalLifted: (each(compare_registers),),
}


def line(name: str, reactions: Reactions, together: Collection[type[Fact]], behind: Line | None = None) -> Line:
    """A line of facts that lead to something."""
    kinds = frozenset(fact.kind() for fact in reactions)

    def react(facts: Sequence[Recorded[Fact]]) -> None:
        for reaction in reactions[type(facts[0].fact)]:
            reaction(facts)

    return Line(name, kinds, react, frozenset(fact.kind() for fact in together), behind)


FIRST = line("urgent", URGENT, together=(TheftReported,))
SECOND = line("usual", USUAL, together=(IncidentOpened, IncidentAdvanced, MessageDelivered), behind=FIRST)
LINES = (FIRST, SECOND)


def again(fact: Recorded[Fact]) -> None:
    """Do all that follows from a fact, of which something could not be done before."""
    for one in LINES:
        if fact.fact.kind() in one.kinds:
            one.react([fact])
