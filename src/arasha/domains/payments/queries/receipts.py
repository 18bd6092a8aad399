"""The proof of a verdict: from its row to the group, from the group's fact to the signed log."""

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.models import Payment, VerdictGroup
from arasha.domains.payments.queries.books import reason_codes
from arasha.domains.payments.rules.statement import Stated, statement
from arasha.kernel import clock
from arasha.kernel.facts import canonical_json
from arasha.kernel.log import merkle
from arasha.kernel.log.receipts import Receipt
from arasha.kernel.outbox.receipts import Row, hashes_of, receipt_in_group
from arasha.kernel.tiers import Tier

SEQUENCE = 8


def receipt_of(payment: Payment) -> Receipt:
    """The receipt of a recorded verdict; signs a checkpoint when none covers it yet."""
    group = VerdictGroup.objects.get(first=payment.group_id)
    row = Row(statement(stated(payment)), _place(group, payment.sequence), group.fact)
    return receipt_in_group(row, hashes_of(group.hashes))


def stands_as_recorded(payment: Payment) -> bool:
    """Is the row in the store still the one whose hash is in the log?"""
    group = VerdictGroup.objects.get(first=payment.group_id)
    now = merkle.leaf_hash(canonical_json(statement(stated(payment))))
    return hashes_of(group.hashes)[_place(group, payment.sequence)] == now


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


def _place(group: VerdictGroup, sequence: int) -> int:
    blob, wanted = bytes(group.sequences), sequence.to_bytes(SEQUENCE, "big")
    return next(at // SEQUENCE for at in range(0, len(blob), SEQUENCE) if blob[at : at + SEQUENCE] == wanted)
