"""Concluding a change: the history, what lenders are told, the facts, and the notices, in this order.

Grounds are locked before the head of the log, as everybody does who states them; messages are numbered under it.
"""

import base64
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

import msgspec

from arasha.domains.credit.actions.acting import Actor
from arasha.domains.credit.actions.register import Said, state
from arasha.domains.credit.facts.refusing import What
from arasha.domains.credit.models import Refusal, RefusalEvent
from arasha.domains.credit.queries.history import about_signed
from arasha.domains.credit.queries.portals import portals
from arasha.domains.credit.queries.told import words
from arasha.domains.credit.rules import effects
from arasha.domains.credit.rules.effects import Refused, Scope
from arasha.kernel import clock
from arasha.kernel.access.models import Institution
from arasha.kernel.deliveries import actions as deliveries
from arasha.kernel.facts import Fact
from arasha.kernel.outbox.append import By, append
from arasha.kernel.seal import seal
from arasha.kernel.store import vault

OWN = "person"
NOTICE, TO_TRUSTED = "credit.notice", "credit.trusted"


class Happened(NamedTuple):
    """One change of a refusal: the row as it is now, in a word, the facts (given the register's), who did it.

    `states`: lenders are told something else from now on. `told` are letters to others than the person.
    """

    row: Refusal
    what: What
    facts: Callable[[int], list[Fact]]
    actor: Actor | None = None
    states: bool = False
    until: datetime | None = None
    to_trusted: dict[str, Any] | None = None


def conclude(happened: Sequence[Happened], by: By) -> None:
    """Write down, state, append and tell; the last step of a transaction, all rows are saved already."""
    through = _through(by)
    events = RefusalEvent.objects.bulk_create(_event(one, through) for one in happened)
    register = _stated([one.row for one in happened if one.states], by)
    append([fact for one in happened for fact in one.facts(register)], by)
    trusted = [one.to_trusted | {"person": one.row.person.hex} for one in happened if one.to_trusted]
    tell(events, trusted)


def tell(events: Sequence[RefusalEvent], trusted: Sequence[dict[str, Any]] = ()) -> None:
    """Give notices to the portals, for the people and for those whom they trust."""
    known = vault.open_values(event.person for event in events)
    bodies = [(NOTICE, _notice(event, known.get(event.person)), event.person) for event in events]
    bodies += [(TO_TRUSTED, body, UUID(body["person"])) for body in trusted]
    deliveries.send_all([
        deliveries.Letter(portal, kind, body, f"credit-person:{person.hex}")
        for portal in portals()
        for kind, body, person in bodies
    ])  # fmt: skip


def _event(one: Happened, through: Institution | None) -> RefusalEvent:
    actor, row = one.actor, one.row
    left = row.lift_scope if one.what is What.LIFT_ASKED else None
    return RefusalEvent(
        person=row.person,
        at=clock.now(),
        what=one.what,
        scope=row.scope if left is None else left,
        above=row.above if left is None else row.lift_above,
        method=actor.method if actor else "",
        acting=UUID(bytes=actor.acting) if actor and actor.acting != actor.person else None,
        institution=through,
        until=one.until,
        signed=_sealed(row.person, actor) if actor and actor.signed else None,
    )


def _sealed(person: UUID, actor: Actor) -> bytes:
    signed = actor.signed
    said = [signed.text, base64.b64encode(signed.signature).decode()] if signed else []
    return seal().close(msgspec.json.encode(said), about=about_signed(person))


def _stated(rows: Sequence[Refusal], by: By) -> int:
    """Tell lenders of these rows; the fact by which they are told, -1 when there is nothing to tell."""
    if not rows:
        return -1
    said = [Said(row.person.bytes, OWN, effects.own(Refused(Scope(row.scope), row.above))) for row in rows]
    fact = state(said, by)
    Refusal.objects.filter(person__in=[row.person for row in rows]).update(fact=fact)
    for row in rows:
        row.fact = fact
    return fact


def _through(by: By) -> Institution | None:
    kind, _, code = by.actor.partition(":")
    return Institution.objects.filter(code=code).first() if kind == "institution" else None


def _notice(event: RefusalEvent, iin: Any) -> dict[str, Any]:
    lender = event.institution if event.check_sequence is not None else None
    told = words(event, lender)
    return {
        "person": event.person.hex,
        "iin": iin.canonical if iin is not None and iin.readable else None,
        "what": str(event.what),
        "at": event.at.isoformat(),
        "until": event.until.isoformat() if event.until else None,
        "title": {language: each.title for language, each in told.items()},
        "text": {language: each.text for language, each in told.items()},
    }
