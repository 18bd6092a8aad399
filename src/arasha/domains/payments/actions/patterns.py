"""Recording the payments that form patterns, and which accounts take part in them."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from arasha.domains.payments.facts import PatternKind
from arasha.domains.payments.models import PatternAccount, Payment, PaymentPattern


class Formed(NamedTuple):
    """A pattern as the journal keeps it: `payment` completes it, `members` are the payments before it."""

    sequence: int
    payment: int
    kind: PatternKind
    members: list[int]
    partial: bool


def keep(formed: Sequence[Formed]) -> None:
    """Store patterns after their payments, in the caller's transaction.

    Both sides may ask about a payment: what was told first stands, because the engine knew most then.
    """
    sides = _sides_of({sequence for row in formed for sequence in (row.payment, *row.members)})
    known = PaymentPattern.objects.filter(payment_id__in={row.payment for row in formed})
    stored = set(known.values_list("payment_id", "kind"))
    new = {(row.payment, int(row.kind)): row for row in reversed(formed) if (row.payment, row.kind) not in stored}
    PaymentPattern.objects.bulk_create(
        PaymentPattern(
            sequence=row.sequence, payment_id=row.payment, kind=row.kind, members=row.members, partial=row.partial
        )
        for row in new.values()
    )
    PatternAccount.objects.bulk_create(
        PatternAccount(token=token, pattern_id=row.sequence)
        for row in new.values()
        for token in {token for sequence in (row.payment, *row.members) for token in sides.get(sequence, ())}
    )


def _sides_of(sequences: set[int]) -> dict[int, tuple[UUID, UUID]]:
    """Who pays and who is paid in payments, by their sequences."""
    rows = Payment.objects.filter(sequence__in=sequences).values_list("sequence", "debtor", "creditor")
    return {sequence: (debtor, creditor) for sequence, debtor, creditor in rows}
