"""Looking for a payment by a name that an institution gave it."""

from uuid import UUID

from django.db.models import Q

from arasha.domains.payments.models import Payment
from arasha.kernel.access.models import Institution

MOST = 20


def by_id(text: str) -> list[Payment]:
    """The payments that any institution asked about under this id, newest first; at most twenty."""
    askers = list(Institution.objects.values_list("number", flat=True))  # lets the index on (asker, id) be used
    found = Payment.objects.select_related("asker").filter(asker__in=askers, payment_id=text)
    return list(found.order_by("-sequence")[:MOST])


def is_account(token: UUID) -> bool:
    """Has a payment ever touched this account?"""
    return Payment.objects.filter(Q(debtor=token) | Q(creditor=token)).exists()
