"""Adding evidence: what else speaks for an entry, and reports that lead to one."""

from django.db import transaction

from arasha.domains.registry.actions.propose import Proposal, add_token, row_of
from arasha.domains.registry.actions.rows import about, locked
from arasha.domains.registry.actions.settle import withdraw_entry
from arasha.domains.registry.facts import EntryState, EvidenceAdded
from arasha.domains.registry.models import Entry
from arasha.domains.registry.models import Evidence as Row
from arasha.domains.registry.rules.evidence import ACTS, Evidence
from arasha.domains.registry.rules.states import LIVE
from arasha.kernel import clock
from arasha.kernel.errors import Conflict, Malformed
from arasha.kernel.outbox.append import By, append
from arasha.kernel.tokens import as_uuid

UNCONFIRMED = (EntryState.PROPOSED, EntryState.PROVISIONAL)


@transaction.atomic
def add_evidence(number: int, piece: Evidence, by: By) -> bool:
    """Let something more speak for an entry; False when it was said before.

    `Conflict` when the entry has ended, `Malformed` for an act of the police or a decision of a court without its
    number.
    """
    entry = locked(number)
    if EntryState(entry.state) not in LIVE:
        raise Conflict(f"an entry that is {entry.state} takes no more evidence")
    if piece.kind in ACTS and not piece.document.strip():
        raise Malformed("an act or a decision is named by its number and date", field="document")
    return _add(entry, piece, by)


@transaction.atomic
def report(token: bytes, piece: Evidence, proposal: Proposal, by: By) -> Entry:
    """Somebody reported an identifier: it speaks for the entry that stands, or leads to one.

    The same occurrence (`proposal.source`) changes nothing the second time.
    """
    standing = Entry.objects.select_for_update().filter(token=as_uuid(token), state__in=LIVE).order_by("id").first()
    if standing is None or Entry.objects.filter(source=proposal.source).exclude(source="").exists():
        return add_token(token, proposal._replace(evidence=(piece,)), by)
    _add(standing, piece, by)
    return standing


def _add(entry: Entry, piece: Evidence, by: By) -> bool:
    row = row_of(entry, piece, by)
    same = {"entry": entry, "kind": row.kind, "reporter": row.reporter, "document": row.document}
    _row, new = Row.objects.get_or_create(**same, defaults={"token": row.token, "by": row.by, "at": row.at})
    if new:
        append([EvidenceAdded(**about(entry), evidence_kind=piece.kind, reporter=piece.reporter)], by)
    return new


@transaction.atomic
def retract(document: str, by: By) -> int:
    """What was reported under a document's name is taken back: it speaks no more; how many pieces.

    A proposal that nothing is left to speak for is withdrawn. What two people confirmed stays for a person to look at.
    """
    rows = list(Row.objects.select_for_update(of=("self",)).filter(document=document, retracted_at=None))
    for row in rows:
        row.retracted_at = clock.now()
        row.save(update_fields=["retracted_at"])
        entry = locked(row.entry_id)
        if EntryState(entry.state) in UNCONFIRMED and not entry.evidence.filter(retracted_at=None).exists():
            withdraw_entry(entry.id, "what it rested on was taken back", by)
    return len(rows)
