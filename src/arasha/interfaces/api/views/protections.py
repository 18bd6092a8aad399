"""Clients of an institution who pay under coercion: their payments wait until somebody whom they trust agrees."""

from arasha.client import protecting as p
from arasha.domains.recovery.actions import protection
from arasha.domains.recovery.actions.protection import Trusted
from arasha.domains.recovery.queries import handling, protecting
from arasha.domains.recovery.queries.protecting import Protection
from arasha.interfaces.api.door import CURSORS, LIMITS, USUAL, Visit, whole
from arasha.kernel.errors import Malformed
from arasha.kernel.identifiers import Unread, read_account
from arasha.kernel.references import Letter, number, reference


def protect(visit: Visit, said: p.Protect) -> p.Protection:
    """Let the payments of a client of the caller's wait; asked again, the protection that runs."""
    account = read_account(said.account, visit.caller.code)
    if isinstance(account, Unread):
        raise Malformed("this is no account: an IBAN, a card, or the number that you use yourself", field="account")
    person = Trusted(said.trusted.name, said.trusted.phone)
    return _told(protection.protect_account(account, visit.caller.code, person, visit.by))


def following(visit: Visit) -> p.Protections:
    """The protections of the caller's clients that run, the oldest first, from behind one on."""
    cursor, limit = whole(visit, "after", CURSORS, 0), whole(visit, "limit", LIMITS, USUAL)
    rows = protecting.running(visit.caller.number, cursor, limit + 1)
    page = rows[:limit]
    return p.Protections(
        protections=[_told(row) for row in page], next=page[-1].id if page else cursor, more=len(rows) > limit
    )


def one(visit: Visit, name: str) -> p.Protection:
    """One protection of a client of the caller's, whether it runs or has ended."""
    return _told(handling.protection(number(Letter.PROTECTION, name), visit.caller.number))


def end(visit: Visit, said: p.ProtectionEnd, name: str) -> p.Protection:
    """End a protection on the trusted person's word; without it only a supervisor of the centre may."""
    return _told(protection.end(number(Letter.PROTECTION, name), visit.by, trusted_agrees=said.trusted_agrees))


def _told(row: Protection) -> p.Protection:
    return p.Protection(
        reference=reference(Letter.PROTECTION, row.id),
        account=row.account.hex,
        state=row.state,  # type: ignore[arg-type]
        asked_at=row.asked_at,
        until=row.until,
        ended_at=row.ended_at,
    )
