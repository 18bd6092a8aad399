"""Who keeps an account, as far as the ledger shows."""

from uuid import UUID

from arasha.domains.payments.models import Payment


def keeper_of(account: UUID) -> str | None:
    """The code of the institution that was last said to send a payment out of an account; None when none was seen."""
    rows = Payment.objects.filter(debtor=account, incoming=False).order_by("-paid_at")
    return rows.values_list("debtor_institution", flat=True).first()
