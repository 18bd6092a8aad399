"""Credit bureaus: what their registers have, which loans were given, what they strike, the list of all who refuse."""

import base64
from typing import Any

from arasha.client import lending as m
from arasha.domains.credit.actions import claims, lent, listing, marks
from arasha.domains.credit.actions.people import people_of
from arasha.domains.credit.facts.lending import Correction
from arasha.domains.credit.queries import bureaus
from arasha.domains.credit.queries import claims as claimed
from arasha.domains.credit.queries import listing as files
from arasha.domains.credit.queries.claims import BureauRecord
from arasha.interfaces.api.door import CURSORS, LIMITS, USUAL, Visit, whole
from arasha.interfaces.api.views.lending import by
from arasha.kernel.access import queries as access
from arasha.kernel.errors import Malformed
from arasha.kernel.references import Letter, number, reference
from arasha.kernel.store import vault

MOST_CONFLICTS = 1_000


def mark(visit: Visit, told: m.Marks) -> m.MarksNoted:
    """Take what the bureau's register has; any bureau that says active means refuse."""
    people = people_of([each.person for each in told.marks], field="marks[{}].person")
    said = [_told(each, person, place) for place, (each, person) in enumerate(zip(told.marks, people, strict=True))]
    noted = marks.take(access.institution_numbered(visit.caller.number), said, by(visit))
    words: Any = [each.word for each in noted]
    return m.MarksNoted(noted=words)


def loans(visit: Visit, told: m.Loans) -> m.LoansNoted:
    """Take which loans were given: so one finds who lends without asking."""
    people = people_of([each.person for each in told.loans], field="loans[{}].person")
    said = [
        lent.Told(each.lender, each.contract, person, each.amount, each.at, each.application or "")
        for each, person in zip(told.loans, people, strict=True)
    ]
    words: Any = [taken.word for taken in lent.report(said, by(visit))]
    return m.LoansNoted(noted=words)


def following(visit: Visit) -> m.Corrections:
    """What the bureau has still to strike, the oldest first."""
    cursor, limit = whole(visit, "after", CURSORS, 0), whole(visit, "limit", LIMITS, USUAL)
    rows = claimed.corrections_of(visit.caller.number, cursor, limit + 1)
    page = rows[:limit]
    known = vault.open_values(row.claim.person for row in page)
    return m.Corrections(
        corrections=[_correction(row, known) for row in page],
        next=page[-1].id if page else cursor,
        more=len(rows) > limit,
    )


def corrected(visit: Visit, told: m.CorrectionDone, name: str) -> m.Correction:
    """The bureau has struck a loan, or never had it."""
    found = number(Letter.CLAIM, name)
    claims.correct(found, visit.caller.number, Correction(told.said), by(visit))
    row = claimed.record(found, visit.caller.number)
    return _correction(row, vault.open_values([row.claim.person]))


def conflicts(visit: Visit) -> m.Conflicts:
    """Marks of the bureau that another register contradicts."""
    rows = bureaus.conflicts(MOST_CONFLICTS, bureau=visit.caller.number)
    known = vault.open_values(row.person for row in rows)
    return m.Conflicts(
        conflicts=[
            m.Conflict(
                number=row.id,
                kind=row.kind,  # type: ignore[arg-type]
                person=_readable(known, row.person),
                person_token=row.person.hex,
                found_at=row.found_at,
            )
            for row in rows
        ]
    )


def parts(visit: Visit) -> m.ListParts:
    """The files that bring a bureau's list up to date."""
    found, last = files.parts(whole(visit, "since", CURSORS, 0)), files.newest()
    return m.ListParts(
        version=last.version if last else 0,
        key=files.key().hex(),
        parts=[
            m.ListPart(
                name=part.name, kind=part.kind, version=part.version, rows=part.rows, sha256=part.digest, note=part.note
            )
            for part in found
        ],
    )


def block(visit: Visit, name: str) -> m.ListBlock:
    """A part of a file of the list."""
    offset = whole(visit, "offset", CURSORS, 0)
    data, more = files.block(name, offset)
    return m.ListBlock(data=base64.b64encode(data).decode(), next=offset + len(data), more=more)


def compared(visit: Visit, told: m.Comparison) -> m.Compared:
    """Keep what a bureau found when it compared."""
    said = listing.Compared(told.version, told.only_here, told.only_there, told.otherwise)
    row = listing.compared(access.institution_numbered(visit.caller.number), said, by(visit))
    return m.Compared(at=row.at)


def _told(told: m.Mark, person: bytes, place: int) -> marks.Told:
    field = f"marks[{place}]"
    if told.set_at is None and told.lifted_at is None:
        raise Malformed("say since when it is set, or when it was lifted", field=f"{field}.set_at")
    if told.set_at is None:
        return marks.Told(person, lifted_at=told.lifted_at)
    scope = bureaus.scope_of(told.scopes, field=f"{field}.scopes")
    if bureaus.Scope.ABOVE in scope and told.above is None:
        raise Malformed("with the scope above say which amount", field=f"{field}.above")
    return marks.Told(person, scope, told.above or 0, told.set_at, told.lifted_at)


def _correction(row: BureauRecord, known: dict[Any, Any]) -> m.Correction:
    claim = row.claim
    return m.Correction(
        number=row.pk,
        reference=reference(Letter.CLAIM, claim.id),
        person=_readable(known, claim.person),
        person_token=claim.person.hex,
        lender=claim.lender_code,
        contract=claim.loan.contract,
        amount=claim.loan.amount,
        lent_at=claim.loan.lent_at,
        due_at=claim.due_at,
    )


def _readable(known: dict[Any, Any], person: Any) -> str:
    value = known.get(person)
    return str(value.canonical) if value is not None and value.readable else ""
