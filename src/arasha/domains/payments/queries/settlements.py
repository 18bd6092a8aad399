"""When payments to an account were let pass: for counters that say how much it is paid at all."""

from datetime import datetime
from uuid import UUID

from django.db.models import F

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.models import Payment

# Beyond so many the count says the same word.
MOST = 100_000


def lately(account: UUID, since: datetime) -> list[datetime]:
    """When payments to an account since an instant were let pass, each once though two asked; 100 000 at most."""
    rows = Payment.objects.filter(creditor=account, paid_at__gte=since, verdict__lte=Verdict.WARN, sequence=F("first"))
    return list(rows.order_by("-paid_at").values_list("paid_at", flat=True)[:MOST])
