"""Finding payments."""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from django.db.models import F, Q, QuerySet

from arasha.domains.payments.models import Payment

__all__ = ["Payment", "by_asker", "by_sequence", "by_sequences", "of_account", "received_since", "sides_of"]


def by_sequence(sequence: int) -> Payment | None:
    """One verdict."""
    return Payment.objects.select_related("asker", "review").filter(sequence=sequence).first()


def by_sequences(sequences: Iterable[int]) -> dict[int, Payment]:
    """Several verdicts, by their sequences."""
    return Payment.objects.select_related("asker").in_bulk(list(sequences))


def by_asker(code: str, payment_id: str) -> Payment | None:
    """The latest verdict that an institution was given under an id of its own."""
    found = Payment.objects.select_related("asker").filter(asker__code=code, payment_id=payment_id)
    return found.order_by("-sequence").first()


def sides_of(payment: Payment) -> QuerySet[Payment]:
    """The other questions about the same payment, the first of them first."""
    # Said as the partial index on `first` has it: by `first` alone the whole table would be read.
    later = ~Q(first=F("sequence")) & Q(first=payment.first)
    same = Payment.objects.select_related("asker").filter(Q(sequence=payment.first) | later)
    return same.exclude(sequence=payment.sequence).order_by("sequence")


def of_account(token: UUID) -> QuerySet[Payment]:
    """The payments of an account, either way, newest first; each payment once."""
    return Payment.objects.filter(Q(debtor=token) | Q(creditor=token), first=F("sequence")).order_by("-paid_at")


def received_since(token: UUID, since: datetime) -> QuerySet[Payment]:
    """What an account received since an instant."""
    return Payment.objects.filter(creditor=token, paid_at__gte=since).order_by("paid_at")
