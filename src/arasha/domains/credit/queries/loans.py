"""Reading loans, and the answers that their lenders had."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from arasha.domains.credit.facts.register import Answer
from arasha.domains.credit.models import Change, Check, Loan
from arasha.domains.credit.rules.loans import Asked
from arasha.kernel import terms
from arasha.kernel.errors import NotFound
from arasha.kernel.terms import Code

__all__ = ["Loan", "asked_of", "effect_at", "loan", "loans_of"]


def asked_of(lenders: Collection[int], people: Collection[UUID], applications: Collection[str], since: datetime) -> (
    dict[int, list[Asked]]
):  # fmt: skip
    """What lenders (by their numbers) asked about some people, or for some applications, since an instant."""
    wanted = Q(person__in=people) | Q(lender__in=lenders, application__in=[each for each in applications if each])
    found: dict[int, list[Asked]] = {}
    for row in Check.objects.filter(wanted, lender__in=lenders, at__gte=since):
        found.setdefault(row.lender_id, []).append(_asked(row))
    return found


def effect_at(person: UUID, at: datetime) -> int:
    """What the register said of a person at an instant (`rules/effects.py`)."""
    rows = Change.objects.filter(person=person, at__lte=at).order_by("-sequence")
    return rows.values_list("effect", flat=True).first() or 0


def loan(number: int) -> Loan:
    """A loan by its number; `NotFound` when there is none."""
    found = Loan.objects.select_related("lender").filter(id=number).first()
    if found is None:
        raise NotFound
    return found


def loans_of(person: UUID) -> list[Loan]:
    """The loans that were reported in a person's name, the newest first."""
    return list(Loan.objects.select_related("lender").filter(person=person))


def _asked(row: Check) -> Asked:
    return Asked(
        sequence=row.sequence,
        application=row.application,
        person=row.person,
        at=row.at,
        good_until=terms.due(Code.CREDIT_ANSWER, row.at),
        amount=row.amount,
        question=(row.channel, row.product),
        answer=Answer(row.answer),
    )
