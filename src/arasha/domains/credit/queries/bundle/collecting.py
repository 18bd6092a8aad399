"""Collecting what the register holds of one person, with its proofs."""

from collections.abc import Iterable, Sequence
from itertools import chain
from typing import NamedTuple
from uuid import UUID

from arasha.domains.credit.models import Change, Check, Loan, RefusalEvent
from arasha.domains.credit.queries import history, receipts
from arasha.domains.credit.rules.dispute import FORMAT, Bundle, Deed, Disputed, Earlier
from arasha.kernel import clock
from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.log import ledger
from arasha.kernel.log.checkpoint import Checkpoint
from arasha.kernel.log.models import SignedCheckpoint
from arasha.kernel.log.note import open_note
from arasha.kernel.log.receipts import Receipt
from arasha.kernel.outbox import read
from arasha.kernel.outbox import receipts as facts
from arasha.kernel.references import Letter, reference

# Of each kind the latest so many; a bundle that leaves something out says so.
MOST = 500


class Whom(NamedTuple):
    """About whom: the token, and who that is, as far as whoever asks may know it."""

    person: UUID
    iin: str = ""
    name: str = ""


def collect(whom: Whom) -> Bundle:
    """The bundle about a person as of now; signs a checkpoint over it. The caller notes the look."""
    checks = list(Check.objects.select_related("lender").filter(person=whom.person).order_by("-sequence")[: MOST + 1])
    changes = list(Change.objects.filter(person=whom.person).order_by("-sequence")[: MOST + 1])
    loans = list(Loan.objects.select_related("claim").filter(person=whom.person).order_by("id")[:MOST])
    told = list(_facts(whom.person, loans))
    ledger.sign_checkpoint()
    found = [receipts.receipt_of(row) for row in _in_order(checks, changes)]
    found += [facts.receipt_of(fact) for fact in told[-MOST:]]
    head = max(
        (_checkpoint(note) for note in {each.checkpoint for each in found} or {_latest()}), key=lambda c: c[0].size
    )
    return Bundle(
        format=FORMAT,
        made_at=clock.now_us(),
        log_key=str(ledger.signer().verifier),
        person=whom.person.hex,
        iin=whom.iin,
        name=whom.name,
        checkpoint=head[1],
        earlier=_earlier(found, head[0].size),
        receipts=found,
        signed=list(_signed(whom.person)),
        loans=[_loan(row) for row in loans],
        whole=max(len(checks), len(changes), len(told)) <= MOST,
    )


def _in_order(checks: Sequence[Check], changes: Sequence[Change]) -> list[Check | Change]:
    rows: list[Check | Change] = [*checks[:MOST], *changes[:MOST]]
    return sorted(rows, key=lambda row: row.sequence)


def _facts(person: UUID, loans: Iterable[Loan]) -> Iterable[Recorded[Fact]]:
    """The facts of the person's refusal, and of every claim about a loan in his name."""
    claims = [str(loan.claim) for loan in loans if hasattr(loan, "claim")]
    return chain(read.about(f"credit-person:{person.hex}"), *(read.about(claim) for claim in claims))


def _earlier(found: Sequence[Receipt], size: int) -> list[Earlier]:
    """The first checkpoints that covered each piece, so that it is seen by when it was recorded; and those in use."""
    notes = {each.checkpoint for each in found}
    for index in {each.log.index for each in found}:
        first = SignedCheckpoint.objects.filter(size__gt=index).order_by("size").first()
        if first is not None:
            notes.add(first.note)
    known = sorted((_checkpoint(note) for note in notes), key=lambda pair: pair[0].size)
    return [Earlier(note, ledger.consistency(each.size, size)) for each, note in known if each.size < size]


def _checkpoint(note: str) -> tuple[Checkpoint, str]:
    return Checkpoint.parse(open_note(note, ledger.signer().verifier)), note


def _latest() -> str:
    return ledger.sign_checkpoint().note


def _signed(person: UUID) -> Iterable[Deed]:
    """What the person signed, with the signatures."""
    for event in RefusalEvent.objects.filter(person=person, signed__isnull=False).order_by("id")[:MOST]:
        evidence = history.evidence_of(event)
        if evidence is not None:
            yield Deed(event.what, clock.to_us(event.at), *evidence)


def _loan(row: Loan) -> Disputed:
    claim = row.claim if hasattr(row, "claim") else None
    return Disputed(
        lender=row.lender_code,
        contract=row.contract,
        application=row.application,
        amount=row.amount,
        lent_at=clock.to_us(row.lent_at),
        source=row.source,
        finding=row.finding,
        claim=reference(Letter.CLAIM, claim.id) if claim else "",
        state=claim.state if claim else "",
    )
