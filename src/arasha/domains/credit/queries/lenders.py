"""How lenders keep to the rule that one asks before one lends: the league that supervisors and the public see."""

from datetime import datetime
from typing import NamedTuple

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth

from arasha.domains.credit.facts.lending import Finding
from arasha.domains.credit.models import Claim, Loan
from arasha.domains.credit.rules.loans import QUESTIONABLE
from arasha.kernel import clock
from arasha.kernel.access.models import Institution


class Standing(NamedTuple):
    """A lender over some time: loans that are known of, how many by finding, and the claims that followed.

    `lender` is None when it is not connected; `share` is how many in ten thousand of its loans no answer allows.
    """

    code: str
    lender: Institution | None
    loans: int
    findings: dict[Finding, int]
    claims: int
    overdue: int

    @property
    def questionable(self) -> int:
        """How many loans no answer allows."""
        return sum(self.findings.get(finding, 0) for finding in QUESTIONABLE)

    @property
    def without_asking(self) -> int:
        """How many loans were given without asking at all."""
        return self.findings.get(Finding.WITHOUT_RECEIPT, 0)

    @property
    def share(self) -> int:
        """How many in ten thousand of the loans no answer allows."""
        return 10_000 * self.questionable // self.loans if self.loans else 0


def league(since: datetime, until: datetime) -> list[Standing]:
    """Every lender of whose loans something is known, the worst share first, then the greater number."""
    rows = Loan.objects.order_by().filter(lent_at__gte=since, lent_at__lt=until)
    found: dict[str, dict[Finding, int]] = {}
    for code, finding, number in rows.values_list("lender_code", "finding").annotate(Count("id")):
        found.setdefault(code, {})[Finding(finding)] = number
    claims = _claims(since, until)
    connected = {row.code: row for row in Institution.objects.filter(code__in=found)}
    standings = [
        Standing(code, connected.get(code), sum(findings.values()), findings, *claims.get(code, (0, 0)))
        for code, findings in found.items()
    ]
    return sorted(standings, key=lambda each: (-each.share, -each.questionable, each.code))


def by_month(since: datetime, until: datetime, code: str = "") -> list[tuple[datetime, int, int]]:
    """Month by month: loans that are known of, and those that no answer allows; of one lender or all."""
    rows = Loan.objects.order_by().filter(lent_at__gte=since, lent_at__lt=until)
    rows = rows.filter(lender_code=code) if code else rows
    counted = (
        rows.annotate(month=TruncMonth("lent_at", tzinfo=clock.ALMATY))
        .values_list("month")
        .annotate(loans=Count("id"), bad=Count("id", filter=Q(finding__in=QUESTIONABLE)))
    )
    return sorted((month, loans, questionable) for month, loans, questionable in counted)


def questionable(code: str, limit: int, before: int | None = None) -> list[Loan]:
    """The loans of a lender that no answer allows, the newest first."""
    rows = Loan.objects.select_related("claim", "lender").filter(lender_code=code, finding__in=QUESTIONABLE)
    return list((rows if before is None else rows.filter(id__lt=before)).order_by("-id")[:limit])


def _claims(since: datetime, until: datetime) -> dict[str, tuple[int, int]]:
    rows = Claim.objects.order_by().filter(loan__lent_at__gte=since, loan__lent_at__lt=until)
    counted = rows.values_list("lender_code").annotate(
        number=Count("id"), late=Count("id", filter=Q(overdue_at__isnull=False, ended_at=None))
    )
    return {code: (number, overdue) for code, number, overdue in counted}
