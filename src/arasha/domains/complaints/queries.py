"""Reading complaints: one with its code, lists for people, counts for trust in reporters."""

import hashlib
import hmac
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec
from django.db.models import Count, Q, QuerySet

from arasha.domains.complaints.facts import ComplaintState, Situation, Source
from arasha.domains.complaints.models import Complaint, Draft, Mentioned
from arasha.domains.complaints.rules import report as reports
from arasha.domains.complaints.rules.drafts import Form
from arasha.domains.complaints.rules.reading import Mention, Role, mentions
from arasha.domains.complaints.rules.report import Report
from arasha.domains.complaints.rules.states import OPEN
from arasha.kernel import clock, references
from arasha.kernel.errors import NotFound
from arasha.kernel.references import Letter
from arasha.kernel.seal import seal

__all__ = [
    "OPEN", "Case", "Complaint", "Form", "Mention", "Mentioned", "Report", "Role", "Standing", "Wanted", "about",
    "also_naming", "by_report", "case", "case_numbered", "complaint", "draft", "mentioned", "mentions", "of_reporter",
    "page", "told", "totals",
]  # fmt: skip


class Case(NamedTuple):
    """What is said of a complaint to the one who reported: nothing that he told, only what became of it."""

    number: int
    reference: str
    source: Source
    institution: str
    situation: Situation
    state: ComplaintState
    amount: int
    taken_at: datetime
    ended_at: datetime | None


class Standing(NamedTuple):
    """How many reports came from one reporter, and what became of them."""

    reports: int = 0
    open: int = 0
    closed: int = 0
    withdrawn: int = 0
    unfounded: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which complaints a list shows; whatever is None or empty narrows nothing. `open` takes those not ended."""

    state: ComplaintState | None = None
    open: bool | None = None
    source: Source | None = None
    institution: str = ""


def case(reference: str, code: str) -> Case:
    """The complaint of a reference, for whoever has its code.

    `NotFound` for a wrong one of both; `Malformed` when the reference cannot be read at all.
    """
    number = references.number(Letter.COMPLAINT, reference)
    row = complaint(number)
    kept = bytes(row.code_digest) if row else bytes(32)
    if not hmac.compare_digest(kept, references.digest_of(code)) or row is None:
        raise NotFound("no report stands under this reference and code")
    return _case(row)


def case_numbered(number: int) -> Case:
    """The complaint of a number, for whoever has shown the code before, or is the one that reported it."""
    row = complaint(number)
    if row is None:
        raise NotFound
    return _case(row)


def by_report(institution: str, report_id: str) -> Case | None:
    """What an institution reported under an id of its own."""
    row = Complaint.objects.select_related("institution").filter(institution__code=institution, report_id=report_id)
    return next(map(_case, row), None)


def complaint(number: int) -> Complaint | None:
    """One complaint."""
    return Complaint.objects.select_related("institution").filter(id=number).first()


def told(row: Complaint) -> Report:
    """The report as it was told, opened; the caller notes the look."""
    return reports.decoded(seal().open(bytes(row.box), about=about(row.id)))


def about(number: int) -> bytes:
    """What the sealed report of a complaint is bound to."""
    return b"complaint:%d" % number


def of_reporter(token: UUID, since: datetime | None = None) -> Standing:
    """The reports of whoever is known by a token (of his IIN, phone or account)."""
    rows = Complaint.objects.filter(id__in=_naming([token], [Role.REPORTER]))
    rows = rows.filter(taken_at__gte=since) if since else rows
    ended = {
        str(state): Count("id", filter=Q(state=state))
        for state in (ComplaintState.CLOSED, ComplaintState.WITHDRAWN, ComplaintState.UNFOUNDED)
    }
    return Standing(**rows.aggregate(reports=Count("id"), open=Count("id", filter=Q(state__in=OPEN)), **ended))


def mentioned(number: int) -> list[Mentioned]:
    """What a complaint names, in the order in which it was told."""
    return list(Mentioned.objects.filter(complaint=number).order_by("id"))


def also_naming(number: int, size: int = 20) -> list[Complaint]:
    """Other complaints that name an account, number or link that this one names, the newest first."""
    accused = [role for role in Role if role not in {Role.REPORTER, Role.DEBTOR}]
    tokens = Mentioned.objects.filter(complaint=number, role__in=accused).values_list("token", flat=True)
    rows = Complaint.objects.filter(id__in=_naming(list(tokens), accused)).exclude(id=number)
    return list(rows.order_by("-id")[:size])


def page(wanted: Wanted, size: int, before: int | None = None) -> list[Complaint]:
    """A page of complaints, the newest first, from before a number on."""
    narrowing = {
        "state": wanted.state,
        "ended_at__isnull": wanted.open,
        "source": wanted.source,
        "institution__code": wanted.institution or None,
        "id__lt": before,
    }
    rows = Complaint.objects.select_related("institution")
    return list(rows.filter(**{name: value for name, value in narrowing.items() if value is not None})[:size])


def totals() -> tuple[int, int]:
    """How many complaints have been received and not taken up, how many are underway."""
    counted = Complaint.objects.aggregate(
        received=Count("id", filter=Q(state=ComplaintState.RECEIVED)),
        underway=Count("id", filter=Q(state=ComplaintState.UNDERWAY)),
    )
    return counted["received"], counted["underway"]


def draft(secret: str) -> Form | None:
    """The form that a browser's secret stands for; None when it has gone away."""
    digest = digest_of_draft(secret)
    row = Draft.objects.filter(digest=digest, expires_at__gt=clock.now()).first()
    return opened(row) if row else None


def digest_of_draft(secret: str) -> bytes:
    """What is kept of the secret that a browser holds."""
    return hashlib.sha256(secret.encode()).digest()


def opened(row: Draft) -> Form:
    """The content of a draft."""
    return msgspec.json.decode(seal().open(bytes(row.box), about=bytes(row.digest)), type=Form)


def _naming(tokens: Iterable[UUID], roles: Sequence[Role]) -> "QuerySet[Mentioned, int]":
    return Mentioned.objects.filter(token__in=tokens, role__in=roles).values_list("complaint_id", flat=True)


def _case(row: Complaint) -> Case:
    return Case(
        number=row.id,
        reference=references.reference(Letter.COMPLAINT, row.id),
        source=Source(row.source),
        institution=row.institution.code if row.institution else "",
        situation=Situation(row.situation),
        state=ComplaintState(row.state),
        amount=row.amount,
        taken_at=row.taken_at,
        ended_at=row.ended_at,
    )
