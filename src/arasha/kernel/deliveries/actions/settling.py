"""What became of messages: delivered, refused, collected."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction

from arasha.kernel import clock
from arasha.kernel.access import queries as access
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.deliveries import patience, queries
from arasha.kernel.deliveries.facts import EndpointGone, MessageDelivered, MessageDied, MessageFact, Way
from arasha.kernel.deliveries.models import Mailbox, Message
from arasha.kernel.deliveries.patience import Attempt, Result
from arasha.kernel.deliveries.queries import Parcel
from arasha.kernel.errors import Malformed
from arasha.kernel.facts import Fact
from arasha.kernel.outbox.append import By, append

COURIER = By("process:courier", Purpose.UPKEEP)


@transaction.atomic
def note(institution: int, attempts: Mapping[UUID, Attempt]) -> None:
    """Write down what came of some attempts, in their order; at most the last of them failed."""
    box = Mailbox.objects.select_for_update().get(institution=institution)
    waiting = Message.objects.select_for_update().filter(id__in=attempts, state=Message.State.WAITING)
    code = access.code_of(institution)
    facts: list[Fact] = []
    for message in waiting.order_by("sequence"):
        facts += _settle(message, attempts[message.id], code)
    facts += _settle_mailbox(box, list(attempts.values())[-1], code)
    if facts:
        append(facts, COURIER)


@transaction.atomic
def collect(institution: int, cursor: int, limit: int, by: By) -> list[Parcel]:
    """The messages behind a number; everything up to it counts as had, and is not sent to a receiver any more.

    `Malformed` when the number lies beyond the last message.
    """
    if cursor > queries.last_number(institution):
        raise Malformed("there is no message with this number yet", field="after")
    Mailbox.objects.get_or_create(institution_id=institution)
    box = Mailbox.objects.select_for_update().get(institution=institution)
    box.asked_at, box.acknowledged = clock.now(), max(box.acknowledged, cursor)
    box.save(update_fields=["asked_at", "acknowledged"])
    parcels = queries.after(institution, cursor, limit)
    had = Message.objects.select_for_update().filter(
        institution=institution, sequence__lte=cursor, state__in=(Message.State.WAITING, Message.State.DEAD)
    )
    facts = _collected(list(had.order_by("sequence")), access.code_of(institution))
    if facts:
        append(facts, by)
    return parcels


def _collected(messages: Sequence[Message], code: str) -> list[Fact]:
    now = clock.now()
    Message.objects.filter(id__in=[message.id for message in messages]).update(
        state=Message.State.COLLECTED, settled_at=now, reason=""
    )
    return [MessageDelivered(**_words(message, code), way=Way.POLLING) for message in messages]


def _settle(message: Message, attempt: Attempt, code: str) -> list[MessageFact]:
    """Write an attempt down on its message."""
    now = clock.now()
    message.attempts += 1
    message.refusals += attempt.result == Result.REFUSED
    message.reason = attempt.reason
    facts: list[MessageFact] = []
    if attempt.result == Result.DELIVERED:
        message.state, message.settled_at = Message.State.DELIVERED, now
        facts.append(MessageDelivered(**_words(message, code), way=Way.WEBHOOK))
    elif patience.given_up(attempt, message.refusals, now - message.since):
        message.state, message.settled_at = Message.State.DEAD, now
        facts.append(MessageDied(**_words(message, code), reason=attempt.reason))
    message.save(update_fields=["attempts", "refusals", "reason", "state", "settled_at"])
    return facts


def _settle_mailbox(box: Mailbox, last: Attempt, code: str) -> list[Fact]:
    """When the next attempt is due; a receiver that is gone for good gets none."""
    box.failures = 0 if last.result == Result.DELIVERED else box.failures + 1
    box.next_at = clock.now() + patience.pause(box.failures, last) if box.failures else None
    box.gone = last.result == Result.GONE
    box.save(update_fields=["failures", "next_at", "gone"])
    return [EndpointGone(code=code)] if box.gone else []


def _words(message: Message, code: str) -> dict[str, str]:
    return {"message": message.id.hex, "message_kind": message.kind, "code": code, "about": message.about}
