"""Everything that happened to a person's refusal."""

import base64
from uuid import UUID

import msgspec

from arasha.domains.credit.models import RefusalEvent
from arasha.kernel.seal import seal

__all__ = ["RefusalEvent", "about_signed", "events", "evidence_of"]


def events(person: UUID, size: int, before: int | None = None) -> list[RefusalEvent]:
    """What happened, the newest first, from before an event's number on."""
    rows = RefusalEvent.objects.select_related("institution").filter(person=person)
    return list((rows.filter(id__lt=before) if before else rows).order_by("-id")[:size])


def evidence_of(event: RefusalEvent) -> tuple[str, bytes] | None:
    """What a person signed for an act, the text and the signature; None when nothing was. The caller notes the look."""
    if event.signed is None:
        return None
    opened = seal().open(bytes(event.signed), about=about_signed(event.person))
    text, signature = msgspec.json.decode(opened, type=tuple[str, str])
    return text, base64.b64decode(signature)


def about_signed(person: UUID) -> bytes:
    """What sealed evidence is bound to."""
    return b"credit-event:" + person.bytes
