"""The proof of a verdict: from its row to the group, from the group's fact to the signed log."""

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.models import Payment, VerdictGroup
from arasha.domains.payments.queries.books import reason_codes
from arasha.domains.payments.rules.statement import Stated, statement
from arasha.kernel import clock
from arasha.kernel.facts import canonical_json
from arasha.kernel.log import ledger, merkle
from arasha.kernel.log.receipts import FORMAT, Inclusion, Receipt
from arasha.kernel.outbox import read
from arasha.kernel.tiers import Tier

HASH, SEQUENCE = 32, 8


def receipt_of(payment: Payment) -> Receipt:
    """The receipt of a recorded verdict; signs a checkpoint when none covers it yet."""
    group = VerdictGroup.objects.get(first=payment.group_id)
    hashes, place = _hashes(group), _place(group, payment.sequence)
    fact = read.at(group.fact)
    checkpoint = ledger.checkpoint_over(group.fact)
    return Receipt(
        format=FORMAT,
        statement=statement(stated(payment)),
        leaf=fact.plain(),
        log=ledger.inclusion(group.fact, checkpoint.size),
        checkpoint=checkpoint.note,
        group=Inclusion(
            place, len(hashes), merkle.proof(merkle.inclusion_path(place, len(hashes)), merkle.reader(hashes))
        ),
    )  # fmt: skip


def stands_as_recorded(payment: Payment) -> bool:
    """Is the row in the store still the one whose hash is in the log?"""
    group = VerdictGroup.objects.get(first=payment.group_id)
    now = merkle.leaf_hash(canonical_json(statement(stated(payment))))
    return _hashes(group)[_place(group, payment.sequence)] == now


def stated(payment: Payment) -> Stated:
    """What a row states."""
    return Stated(
        sequence=payment.sequence,
        institution=payment.asker.code,
        payment_id=payment.payment_id,
        request_sha256=bytes(payment.request_sha256),
        verdict=Verdict(payment.verdict),
        tier=Tier(payment.tier),
        score=payment.score,
        reasons=reason_codes(payment.book_id, payment.fired),
        book=payment.book_id,
        decided_at=clock.to_us(payment.decided_at),
        expires_at=clock.to_us(payment.expires_at),
        held_amount=payment.stolen,
    )


def _hashes(group: VerdictGroup) -> list[bytes]:
    blob = bytes(group.hashes)
    return [blob[at : at + HASH] for at in range(0, len(blob), HASH)]


def _place(group: VerdictGroup, sequence: int) -> int:
    blob, wanted = bytes(group.sequences), sequence.to_bytes(SEQUENCE, "big")
    return next(at // SEQUENCE for at in range(0, len(blob), SEQUENCE) if blob[at : at + SEQUENCE] == wanted)
