"""Protecting victims: nothing counts against an identifier of theirs while that stands."""

from django.db import transaction

from arasha.domains.registry.actions.rows import CLOCK, About, said
from arasha.domains.registry.facts import EntryState, ProtectionEnded, VictimProtected
from arasha.domains.registry.models import Entry, Protection
from arasha.domains.registry.queries.answers import effective
from arasha.kernel import clock, terms
from arasha.kernel.errors import Conflict, NotFound
from arasha.kernel.outbox.append import By, append
from arasha.kernel.store import vault
from arasha.kernel.terms import Code
from arasha.kernel.tokens import as_uuid

# What two people stood for is not lifted by a report of theft: a thief, too, can call himself a victim.
FIRM = (EntryState.CONFIRMED, EntryState.REDUCED)


@transaction.atomic
def protect(token: bytes, source: str, by: By) -> Protection | None:
    """Protect an identifier of a victim for the days of watch; the same occurrence protects once.

    None, and nothing happens, when a process asks for it while a confirmed entry stands: then a person decides.
    """
    named, now = as_uuid(token), clock.now()
    known = Protection.objects.filter(token=named, source=source).first()
    if known is not None:
        return known
    listed = Entry.objects.filter(token=named, state__in=FIRM).exists()
    if listed and not by.actor.startswith("person:"):
        return None
    protection = Protection.objects.create(
        token=named, kind=vault.kind_of(named), source=source, owner=by.actor, since=now,
        until=terms.due(Code.WATCH, now),
    )  # fmt: skip
    append([VictimProtected(**_about(protection), until=clock.to_us(protection.until))], by)
    return protection


@transaction.atomic
def lift_protection(number: int, reason: str, by: By) -> Protection:
    """End a protection that is misused or not needed; `Malformed` without a reason, `Conflict` when it has ended."""
    why = said(reason, "reason", "say why the protection is lifted")
    protection = Protection.objects.select_for_update().filter(id=number).first()
    if protection is None:
        raise NotFound
    if protection.ended_at is not None:
        raise Conflict("this protection has ended already")
    _end(protection, by, why)
    append([ProtectionEnded(**_about(protection))], by)
    return protection


@transaction.atomic
def end_protections(limit: int = 500) -> int:
    """End the protections whose term is over; how many."""
    rows = Protection.objects.select_for_update(skip_locked=True).filter(ended_at=None, until__lte=clock.now())
    over = list(rows[:limit])
    for protection in over:
        _end(protection, CLOCK, "")
    if over:
        append([ProtectionEnded(**_about(protection)) for protection in over], CLOCK)
    return len(over)


def _end(protection: Protection, by: By, reason: str) -> None:
    protection.ended_at, protection.ended_by, protection.end_reason = clock.now(), by.actor, reason
    protection.save(update_fields=["ended_at", "ended_by", "end_reason"])


def _about(protection: Protection) -> About:
    """What every fact of a protection says: `entry` is its own number."""
    return About(entry=protection.id, token=protection.token.hex, effective=effective(protection.token))
