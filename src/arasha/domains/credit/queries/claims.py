"""Reading claims that loans are void."""

from collections.abc import Collection
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count

from arasha.domains.credit.facts.lending import ClaimState
from arasha.domains.credit.models import BureauRecord, Claim
from arasha.domains.credit.queries import sealed
from arasha.kernel.errors import NotFound
from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.outbox import read

__all__ = ["BureauRecord", "Claim", "Wanted", "claim", "claims", "corrections_of", "counts", "history", "of_person"]


class Wanted(NamedTuple):
    """Which claims: of a lender's number or everybody's, in some states or all; `overdue` only those past their term.

    `after` is the number behind which the page begins: the newest first, unless `oldest_first`.
    """

    states: Collection[ClaimState] = ()
    lender: int | None = None
    overdue: bool = False
    after: int | None = None
    oldest_first: bool = False
    lender_code: str = ""


def claims(wanted: Wanted, limit: int) -> list[Claim]:
    """A page of claims with their loans."""
    rows = Claim.objects.select_related("loan", "lender")
    if wanted.states:
        rows = rows.filter(state__in=wanted.states)
    if wanted.lender is not None:
        rows = rows.filter(lender=wanted.lender)
    if wanted.lender_code:
        rows = rows.filter(lender_code=wanted.lender_code)
    if wanted.overdue:
        rows = rows.filter(overdue_at__isnull=False, ended_at=None)
    if wanted.after is not None:
        rows = rows.filter(id__gt=wanted.after) if wanted.oldest_first else rows.filter(id__lt=wanted.after)
    return list(rows.order_by("id" if wanted.oldest_first else "-id")[:limit])


def claim(number: int, lender: int | None = None) -> Claim:
    """A claim by its number, of a lender's alone when one is named; `NotFound` for any other."""
    rows = Claim.objects.select_related("loan", "lender").filter(id=number)
    found = (rows if lender is None else rows.filter(lender=lender)).first()
    if found is None:
        raise NotFound("no claim of yours has this reference")
    return found


def of_person(person: UUID) -> list[Claim]:
    """Every claim about a loan in a person's name, the newest first."""
    return list(Claim.objects.select_related("loan", "lender").filter(person=person))


def counts(lender: int | None = None) -> dict[ClaimState, int]:
    """How many claims stand where; of one lender or all."""
    rows = Claim.objects.order_by() if lender is None else Claim.objects.order_by().filter(lender=lender)
    return {ClaimState(state): number for state, number in rows.values_list("state").annotate(Count("id"))}


def overdue(lender: int | None = None) -> int:
    """How many claims somebody has let lie beyond the term."""
    rows = Claim.objects.filter(overdue_at__isnull=False, ended_at=None)
    return (rows if lender is None else rows.filter(lender=lender)).count()


def note_of(found: Claim) -> str:
    """What the lender wrote; the caller notes the look."""
    return sealed.read(found.note, str(found))


def decision_of(found: Claim) -> str:
    """The reasons of the supervisor's decision; the caller notes the look."""
    return sealed.read(found.decision, str(found))


def corrections_of(bureau: int, after: int, limit: int) -> list[BureauRecord]:
    """What a bureau was asked to strike from people's records and has not yet, the oldest first."""
    rows = BureauRecord.objects.select_related("claim__loan").filter(bureau=bureau, answered_at=None, id__gt=after)
    return list(rows.order_by("id")[:limit])


def record(number: int, bureau: int) -> BureauRecord:
    """What a bureau was asked about a claim; `NotFound` when it was not."""
    rows = BureauRecord.objects.select_related("claim__loan")
    if (found := rows.filter(claim=number, bureau=bureau).first()) is None:
        raise NotFound
    return found


def records_of(found: Claim) -> list[BureauRecord]:
    """What every bureau did with the record of a loan."""
    return list(found.records.select_related("bureau"))


def history(found: Claim) -> list[Recorded[Fact]]:
    """Everything that has happened to a claim, in order."""
    return list(read.about(str(found)))
