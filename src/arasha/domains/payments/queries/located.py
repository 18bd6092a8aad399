"""Finding one payment in the ledger by whatever is known of it."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import F, Q

from arasha.domains.payments.models import AccountIdentifier, Payment
from arasha.domains.payments.rules.codes import Shared

# More than one payment that fits is one too many to choose from; more than so many need not even be counted.
MOST = 5
MOST_ACCOUNTS = 50


class Sought(NamedTuple):
    """What is known: amounts in tiyn and instants within bounds, and accounts of at least one side."""

    debtors: frozenset[UUID]
    creditors: frozenset[UUID]
    least: int
    most: int
    begin: datetime
    end: datetime


def by_id(institution: str, payment_id: str) -> int | None:
    """The payment that an institution asked about under an id of its own: the sequence of its first question."""
    rows = Payment.objects.filter(asker__code=institution, payment_id=payment_id)
    return rows.order_by("-sequence").values_list("first", flat=True).first()


def fitting(sought: Sought) -> list[int]:
    """The payments that fit, at most `MOST`; none when no account is known, for the ledger is not read through."""
    if not (sought.debtors or sought.creditors):
        return []
    rows = Payment.objects.filter(
        first=F("sequence"),
        paid_at__gte=sought.begin,
        paid_at__lt=sought.end,
        amount__gte=sought.least,
        amount__lte=sought.most,
    )
    sides = {"debtor__in": sought.debtors, "creditor__in": sought.creditors}
    narrowed = rows.filter(**{name: list(accounts) for name, accounts in sides.items() if accounts})
    return list(narrowed.order_by("sequence").values_list("sequence", flat=True)[:MOST])


def accounts_with_phone(token: UUID) -> frozenset[UUID]:
    """The accounts that came with a phone, the latest first; at most `MOST_ACCOUNTS`."""
    rows = AccountIdentifier.objects.filter(
        Q(kind=Shared.PHONE), identifier=int.from_bytes(token.bytes[:8], "little", signed=True)
    )
    return frozenset(rows.order_by("-last_at").values_list("account", flat=True)[:MOST_ACCOUNTS])
