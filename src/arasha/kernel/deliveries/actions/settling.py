"""What became of messages: delivered, refused, collected."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.db import transaction
from django.db.models import F

from arasha.kernel import clock
from arasha.kernel.access import queries as access
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.deliveries import patience, queries
from arasha.kernel.deliveries.facts import EndpointGone, MessageDelivered, MessageDied, Way
from arasha.kernel.deliveries.models import Mailbox, Message
from arasha.kernel.deliveries.patience import Attempt, Result
from arasha.kernel.deliveries.queries import Parcel
from arasha.kernel.errors import Malformed
from arasha.kernel.facts import Fact
from arasha.kernel.outbox.append import By, append

COURIER = By("process:courier", Purpose.UPKEEP)


Attempts = Mapping[UUID, Attempt]


def note(institution: int, attempts: Attempts) -> None:
    """Write down what came of some attempts to one institution, in their order; at most the last of them failed."""
    note_all({institution: attempts})


@transaction.atomic
def note_all(attempted: Mapping[int, Attempts]) -> None:
    """Write down what came of attempts to several institutions, together: a few statements, however many there are."""
    rows = Mailbox.objects.select_for_update().filter(institution__in=attempted).order_by("institution_id")
    boxes = {box.institution_id: box for box in rows}
    attempts = {number: attempt for each in attempted.values() for number, attempt in each.items()}
    waiting = Message.objects.select_for_update().filter(id__in=attempts, state=Message.State.WAITING)
    codes = access.codes_of(attempted)
    messages = list(waiting.order_by("institution_id", "sequence"))
    facts: list[Fact] = _delivered([message for message in messages if _is_delivered(attempts[message.id])], codes)
    for message in messages:
        if not _is_delivered(attempts[message.id]):
            facts += _failed(message, attempts[message.id], codes[message.institution_id])
    for institution, each in attempted.items():
        facts += _settle_mailbox(boxes[institution], list(each.values())[-1], codes[institution])
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


def _is_delivered(attempt: Attempt) -> bool:
    return attempt.result == Result.DELIVERED


def _delivered(messages: Sequence[Message], codes: Mapping[int, str]) -> list[Fact]:
    """Messages that have arrived, written down together."""
    Message.objects.filter(id__in=[message.id for message in messages]).update(
        state=Message.State.DELIVERED, settled_at=clock.now(), attempts=F("attempts") + 1, reason=""
    )
    return [MessageDelivered(**_words(each, codes[each.institution_id]), way=Way.WEBHOOK) for each in messages]


def _failed(message: Message, attempt: Attempt, code: str) -> list[Fact]:
    """A message that has not arrived: it waits for the next attempt, or is given up."""
    now = clock.now()
    message.attempts += 1
    message.refusals += attempt.result == Result.REFUSED
    message.reason = attempt.reason
    facts: list[Fact] = []
    if patience.given_up(attempt, message.refusals, now - message.since):
        message.state, message.settled_at = Message.State.DEAD, now
        facts.append(MessageDied(**_words(message, code), reason=attempt.reason))
    message.save(update_fields=["attempts", "refusals", "reason", "state", "settled_at"])
    return facts


def _settle_mailbox(box: Mailbox, last: Attempt, code: str) -> list[Fact]:
    """When the next attempt is due; a receiver that is gone for good gets none."""
    if last.result == Result.DELIVERED and not box.failures:
        return []
    box.failures = 0 if last.result == Result.DELIVERED else box.failures + 1
    box.next_at = clock.now() + patience.pause(box.failures, last) if box.failures else None
    box.gone = last.result == Result.GONE
    box.save(update_fields=["failures", "next_at", "gone"])
    return [EndpointGone(code=code)] if box.gone else []


def _words(message: Message, code: str) -> dict[str, str]:
    return {"message": message.id.hex, "message_kind": message.kind, "code": code, "about": message.about}
