"""Who deals with whom: what an account received and from how many, and what it gave to certain others."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, F, Q, Sum

from arasha.domains.payments.models import Payment

# Of an account's partners so many are looked at: whoever has more is no person.
MOST_PARTNERS = 500


class Received(NamedTuple):
    """What an account was paid, tiyn, and by how many different accounts."""

    amount: int
    payers: int


def received(account: UUID, begin: datetime, end: datetime) -> Received:
    """What an account was asked to be paid from `begin` and before `end`."""
    rows = Payment.objects.filter(creditor=account, paid_at__gte=begin, paid_at__lt=end, first=F("sequence"))
    told = rows.aggregate(amount=Sum("amount"), payers=Count("debtor", distinct=True))
    return Received(int(told["amount"] or 0), told["payers"])


def partners(account: UUID, before: datetime) -> set[UUID]:
    """The accounts that an account paid or was paid by before an instant, at most `MOST_PARTNERS` a side."""
    paid = Payment.objects.filter(debtor=account, paid_at__lt=before).values_list("creditor", flat=True)
    got = Payment.objects.filter(creditor=account, paid_at__lt=before).values_list("debtor", flat=True)
    return {*paid.distinct()[:MOST_PARTNERS], *got.distinct()[:MOST_PARTNERS]}


def given(account: UUID, others: set[UUID], begin: datetime, end: datetime) -> int:
    """How much an account paid to certain others from `begin` and before `end`, tiyn."""
    rows = Payment.objects.filter(Q(debtor=account, creditor__in=others), paid_at__gte=begin, paid_at__lt=end)
    return int(rows.filter(first=F("sequence")).aggregate(amount=Sum("amount"))["amount"] or 0)
