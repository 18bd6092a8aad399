"""Guardians through the state's portal, which can look into the registers that say who is whose guardian."""

from arasha.client import refusing as r
from arasha.domains.credit.actions import guardians
from arasha.domains.credit.actions.acting import person_of
from arasha.domains.credit.actions.guardians import Guarding
from arasha.domains.credit.facts.refusing import GuardianKind, GuardianState, Method
from arasha.domains.credit.queries import guardians as queries
from arasha.domains.credit.queries.guardians import Guardianship
from arasha.interfaces.api.door import CURSORS, LIMITS, USUAL, Visit, whole
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.errors import NotFound
from arasha.kernel.identifiers import Identifier, Unread
from arasha.kernel.outbox.append import By
from arasha.kernel.store import vault

LONGEST_NUMBER = 18


def ask(visit: Visit, said: r.GuardianWanted) -> r.GuardianTold:
    """Somebody wants to act for another; when the portal has looked it up, he may at once."""
    guarding = Guarding(said.ward, GuardianKind(said.ground), said.document)
    row = guardians.ask(person_of(said.guardian, field="guardian"), Method.PORTAL, guarding, _by(visit))
    if said.confirmed and row.state == GuardianState.ASKED:
        row = guardians.confirm(row.id, _by(visit))
    return _told(row)


def waiting(visit: Visit) -> r.GuardiansTold:
    """Those that wait to be looked up, readable: the registers are asked by number and document."""
    cursor, limit = whole(visit, "after", CURSORS, 0), whole(visit, "limit", LIMITS, USUAL)
    rows = queries.waiting(cursor, limit + 1)
    page = rows[:limit]
    known = vault.open_values(token for row in page for token in (row.guardian, row.ward))
    told = [_told(row) for row in page]
    for each, row in zip(told, page, strict=True):
        each.guardian_iin, each.ward_iin = (_readable(known.get(token)) for token in (row.guardian, row.ward))
        each.document = queries.document_of(row)
    return r.GuardiansTold(guardianships=told, next=page[-1].id if page else cursor, more=len(rows) > limit)


def decide(visit: Visit, said: r.GuardianDecided, name: str) -> r.GuardianTold:
    """What the registers say."""
    act = guardians.confirm if said.confirmed else guardians.decline
    return _told(act(_number(name), _by(visit)))


def end(visit: Visit, said: r.Ended, name: str) -> r.GuardianTold:  # noqa: ARG001 - every act is given so
    """It is no more."""
    return _told(guardians.end(_number(name), _by(visit)))


def _readable(value: Identifier | Unread | None) -> str | None:
    return value.canonical if value is not None and value.readable else None


def _number(name: str) -> int:
    if not (name.isascii() and name.isdigit() and len(name) <= LONGEST_NUMBER):
        raise NotFound("there is no guardianship with this number")
    return int(name)


def _by(visit: Visit) -> By:
    return By(visit.by.actor, Purpose.CREDIT)


def _told(row: Guardianship) -> r.GuardianTold:
    return r.GuardianTold(
        number=row.id,
        guardian=row.guardian.hex,
        ward=row.ward.hex,
        ground=row.ground,  # type: ignore[arg-type]
        state=row.state,  # type: ignore[arg-type]
        asked_at=row.asked_at,
        ends_at=row.ends_at,
    )
