"""Laying files to a hold or an appeal: sealed, with their digest in the log."""

import hashlib
from enum import StrEnum
from typing import NamedTuple, TypeVar

from django.db import transaction
from django.db.models import Model

from arasha.domains.recovery.actions.parties import party_of
from arasha.domains.recovery.facts.handling import EvidenceKept
from arasha.domains.recovery.models import Evidence, Hold, Incident
from arasha.domains.recovery.queries.files import label
from arasha.domains.recovery.rules.files import check
from arasha.kernel import clock
from arasha.kernel.errors import Conflict, NotFound
from arasha.kernel.outbox.append import By, append
from arasha.kernel.seal import seal

MOST = 20

M = TypeVar("M", bound=Model)


class EvidenceKind(StrEnum):
    """What a file is laid down for."""

    PROCEDURAL = "procedural"
    ANALYSIS = "analysis"
    HOLDER = "holder"
    REPORT = "report"


class File(NamedTuple):
    """A file as it was given."""

    kind: EvidenceKind
    name: str
    media_type: str
    content: bytes


@transaction.atomic
def keep(about: str, file: File, by: By) -> Evidence:
    """Keep a file to `hold:12`, `appeal:3` or `incident:7`; the same file again is the one that is there.

    `Malformed` when it is no document or picture that is taken, or too large; `Conflict` beyond twenty files.
    """
    keeper, incident = _of(about)
    party_of(by, keeper, incident)
    check(file.name, file.media_type, file.content)
    digest = hashlib.sha256(file.content).hexdigest()
    laid = list(Evidence.objects.filter(about=about).values_list("digest", flat=True))
    if digest in laid:
        return Evidence.objects.get(about=about, digest=digest)
    if len(laid) >= MOST:
        raise Conflict(f"at most {MOST} files are laid to one thing", field="file")
    row = Evidence.objects.create(
        about=about,
        kind=file.kind,
        media_type=file.media_type,
        size=len(file.content),
        digest=digest,
        name=seal().close(file.name.encode(), about=label(about, digest, "name")),
        content=seal().close(file.content, about=label(about, digest, "content")),
        kept_by=by.actor,
        kept_at=clock.now(),
    )
    append([EvidenceKept(evidence=row.id, about=about, evidence_kind=file.kind, digest=digest)], by)
    return row


def _of(about: str) -> tuple[str, Incident]:
    """Who keeps the account that a thing is about, if one, and its incident.

    The thing is locked, so that two files do not pass the bound together.
    """
    kind, _, number = about.partition(":")
    if not number.isdigit() or kind not in {"hold", "appeal", "incident"}:
        raise NotFound
    if kind == "incident":
        rows = Incident.objects.select_for_update(of=("self",)).select_related("institution")
        return "", _found(rows.filter(id=int(number)).first())
    wanted = {"id": int(number)} if kind == "hold" else {"appeals": int(number)}
    holds = Hold.objects.select_for_update(of=("self",)).select_related("incident__institution")
    hold = _found(holds.filter(**wanted).first())
    return hold.institution_code, hold.incident


def _found(row: M | None) -> M:
    if row is None:
        raise NotFound
    return row
