"""Documents that institutions lay down: to a hold, to its holder's objection, to a report of their own."""

from arasha.client import documents as d
from arasha.domains.complaints import queries as complaints
from arasha.domains.recovery.actions import evidence
from arasha.domains.recovery.actions.evidence import EvidenceKind, File
from arasha.domains.recovery.queries import handling
from arasha.domains.recovery.queries.reported import incident_of
from arasha.interfaces.api.door import Visit
from arasha.kernel.errors import NotFound, Unavailable
from arasha.kernel.references import Letter, number


def to_hold(visit: Visit, told: d.HoldDocument, name: str) -> d.DocumentKept:
    """Keep a document to a hold, or to the objection that waits there; whose it is, is checked where it is kept."""
    hold = handling.hold(number(Letter.HOLD, name))
    if told.laid_to == "hold":
        return _kept(str(hold), told, EvidenceKind(told.kind), visit)
    appeal = handling.open_appeal(hold.id)
    if appeal is None:
        raise NotFound  # as to who has no part in the hold: whether somebody objects is not theirs to know
    return _kept(str(appeal), told, EvidenceKind(told.kind), visit)


def to_theft(visit: Visit, told: d.Document, name: str) -> d.DocumentKept:
    """Keep a document to a report of the caller's own, once the centre has begun to follow its money."""
    row = complaints.complaint(number(Letter.COMPLAINT, name))
    if row is None or row.institution_id != visit.caller.number:
        raise NotFound("no report of yours has this reference")
    incident = incident_of(row.id)
    if incident is None:
        raise Unavailable("the report is being taken up; send the document again in a moment")
    return _kept(f"incident:{incident.id}", told, EvidenceKind.REPORT, visit)


def _kept(about: str, told: d.Document, kind: EvidenceKind, visit: Visit) -> d.DocumentKept:
    row = evidence.keep(about, File(kind, told.name, told.media_type, told.content), visit.by)
    return d.DocumentKept(id=told.id, sha256=row.digest, size=row.size, kept_at=row.kept_at)
