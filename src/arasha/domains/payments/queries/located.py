"""Finding one payment in the ledger by whatever is known of it."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db import connection
from django.db.models import F, Q, QuerySet

from arasha.domains.payments.models import AccountIdentifier, Payment
from arasha.domains.payments.rules.codes import Shared
from arasha.domains.payments.rules.end_to_end import mark
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.tokens import Tokens

# More than one payment that fits is one too many to choose from; more than so many need not even be counted.
MOST = 5
MOST_ACCOUNTS = 50


class Sought(NamedTuple):
    """What is known: amounts in tiyn and instants within bounds, accounts of one side or both, and who was a party.

    `end_to_end` is the mark of the id that runs with the payment (`end_to_end_mark`); `sent_by` the institution among
    whose own outgoing payments it is looked for, `party` the one that sent or received it.
    """

    debtors: frozenset[UUID]
    creditors: frozenset[UUID]
    least: int
    most: int
    begin: datetime
    end: datetime
    end_to_end: int | None = None
    party: str = ""
    sent_by: str = ""


class Named(NamedTuple):
    """A payment by the id under which an institution asked about it."""

    institution: str
    payment_id: str


_BY_ID = """
SELECT institution, named.payment_id, found.first FROM unnest(%s::text[], %s::text[]) AS named (institution, payment_id)
JOIN institution ON institution.code = named.institution CROSS JOIN LATERAL (
  SELECT first FROM payment WHERE asker_id = institution.number AND payment.payment_id = named.payment_id
  ORDER BY sequence DESC LIMIT 1
) AS found
"""


def by_ids(named: Collection[Named]) -> dict[Named, int]:
    """Of payments that institutions asked about under ids of their own: the sequences of their first questions."""
    with connection.cursor() as cursor:
        cursor.execute(_BY_ID, [[one.institution for one in named], [one.payment_id for one in named]])
        return {Named(institution, payment_id): first for institution, payment_id, first in cursor.fetchall()}


def end_to_end_mark(institution: str, end_to_end_id: str) -> int | None:
    """By what a payment from an institution is found when the id that runs with it is known; None without an id."""
    return mark(Tokens(keyring().key(Purpose.TOKEN)), institution, end_to_end_id)


def fitting(sought: Sought) -> list[int]:
    """The payments that fit, at most `MOST`.

    None when no account, no id that runs with it and no sender is known: the ledger is not read through.
    """
    if sought.debtors or sought.creditors or sought.end_to_end is not None:
        rows = _narrowed(sought).order_by("sequence").values_list("sequence", flat=True)
    elif sought.sent_by:
        rows = _within(sought).filter(asker__code=sought.sent_by, incoming=False).values_list("first", flat=True)
        rows = rows.order_by("first").distinct()
    else:
        return []
    return list(rows[:MOST])


def _narrowed(sought: Sought) -> QuerySet[Payment]:
    rows = _within(sought).filter(first=F("sequence"))
    sides = {"debtor__in": sought.debtors, "creditor__in": sought.creditors}
    rows = rows.filter(**{name: list(accounts) for name, accounts in sides.items() if accounts})
    if sought.end_to_end is not None:
        rows = rows.filter(end_to_end=sought.end_to_end)
        if sought.party:
            rows = rows.filter(Q(debtor_institution=sought.party) | Q(creditor_institution=sought.party))
    return rows


def _within(sought: Sought) -> QuerySet[Payment]:
    return Payment.objects.filter(
        paid_at__gte=sought.begin, paid_at__lt=sought.end, amount__gte=sought.least, amount__lte=sought.most
    )


def accounts_with_phone(token: UUID) -> frozenset[UUID]:
    """The accounts that came with a phone, the latest first; at most `MOST_ACCOUNTS`."""
    rows = AccountIdentifier.objects.filter(
        Q(kind=Shared.PHONE), identifier=int.from_bytes(token.bytes[:8], "little", signed=True)
    )
    return frozenset(rows.order_by("-last_at").values_list("account", flat=True)[:MOST_ACCOUNTS])
