"""Notices to the person whom an entry concerns: queued with the listing, handed over once."""

from typing import NamedTuple

from django.db import transaction

from arasha.domains.registry.actions.rows import about, locked
from arasha.domains.registry.facts import NoticeHandedOver, NoticeQueued
from arasha.domains.registry.models import Entry, Notice
from arasha.domains.registry.queries.contests import reference_of
from arasha.kernel import clock, references
from arasha.kernel.errors import Conflict, NotFound
from arasha.kernel.outbox.append import By, append
from arasha.kernel.seal import seal


class HandedOver(NamedTuple):
    """What the person is given: the reference of the entry, and the code that opens it; the code is not kept."""

    reference: str
    code: str


def queue_notice(entry: Entry) -> NoticeQueued:
    """Make the notice of an entry inside the caller's transaction; the fact is the caller's to append."""
    code = references.new_code()
    Notice.objects.create(
        entry=entry,
        digest=references.digest_of(code),
        sealed_code=seal().close(code.encode(), about=entry.token.bytes),
        queued_at=clock.now(),
    )
    return NoticeQueued(**about(entry))


@transaction.atomic
def hand_over(number: int, by: By) -> HandedOver:
    """Open a notice's code to hand it to the person; afterwards only its digest is left.

    `NotFound` when the entry has no notice, `Conflict` when it was handed over before.
    """
    entry = locked(number)
    notice = Notice.objects.select_for_update().filter(entry=entry).first()
    if notice is None:
        raise NotFound("this entry has no notice: it was never confirmed")
    if notice.sealed_code is None:
        raise Conflict("this notice was handed over before; its code is kept nowhere")
    code = seal().open(bytes(notice.sealed_code), about=entry.token.bytes).decode()
    notice.sealed_code, notice.handed_at, notice.handed_by = None, clock.now(), by.actor
    notice.save(update_fields=["sealed_code", "handed_at", "handed_by"])
    append([NoticeHandedOver(**about(entry))], by)
    return HandedOver(reference_of(entry), code)
