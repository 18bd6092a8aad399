"""Putting messages into mailboxes: for the first time, and again."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from django.db import connection, transaction
from django.db.models import Q

from arasha.kernel import clock
from arasha.kernel.access import queries as access
from arasha.kernel.deliveries import queries
from arasha.kernel.deliveries.facts import MessageResent
from arasha.kernel.deliveries.models import Mailbox, Message
from arasha.kernel.errors import Conflict
from arasha.kernel.facts import canonical_json, new_id
from arasha.kernel.log import ledger
from arasha.kernel.outbox.append import By, append
from arasha.kernel.seal import seal
from arasha.kernel.settings import current

CHANNEL = "arasha_messages"
# The next numbers of some mailboxes, so many of each.
NEXT_NUMBERS = """
INSERT INTO message_numbering (institution_id, last) SELECT * FROM unnest(%s::int[], %s::bigint[])
ON CONFLICT (institution_id) DO UPDATE SET last = message_numbering.last + excluded.last
RETURNING institution_id, last
"""
FORGOTTEN_AT_ONCE = 1_000


class Letter(NamedTuple):
    """What an institution is told. `body` is plain JSON data, kept sealed; `about` names what it is about (`hold:12`)
    and comes back in the facts of its delivery.
    """

    institution: int
    kind: str
    body: dict[str, Any]
    about: str = ""


def send(institution: int, kind: str, body: dict[str, Any], *, about: str = "") -> None:
    """Put a message into an institution's mailbox; see `send_all`."""
    send_all([Letter(institution, kind, body, about)])


def send_all(letters: Sequence[Letter]) -> None:
    """Put messages into institutions' mailboxes, in the caller's transaction, which also appends a fact.

    Messages are numbered under the lock of the log's head, which the caller's facts take anyway: one lock, so nobody
    waits crosswise, and numbers become visible in their order. So send late in the transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("messages are sent inside the transaction of the change that they tell of")
    if not letters:
        return
    ledger.lock_size()
    now, numbers = clock.now(), _next_numbers(letters)
    Message.objects.bulk_create(_message(letter, next(numbers[letter.institution]), now) for letter in letters)
    wake()


def _message(letter: Letter, sequence: int, now: datetime) -> Message:
    number = new_id()
    content = canonical_json({"type": letter.kind, "timestamp": now, "data": letter.body})
    return Message(
        id=number,
        institution_id=letter.institution,
        sequence=sequence,
        kind=letter.kind,
        about=letter.about,
        box=seal().close(content, about=number.bytes),
        created_at=now,
        since=now,
    )


@transaction.atomic
def resend(name: str, by: By) -> None:
    """Send a message again that had died; `Conflict` when it has not."""
    message = queries.message(name)
    if not _revive(message.institution_id, Q(id=message.id), by):
        raise Conflict("this message is not dead: it waits, or has arrived", field="message")


@transaction.atomic
def resend_all(institution: int, by: By) -> int:
    """Send everything again that had died on the way to an institution; how many messages."""
    return _revive(institution, Q(), by)


@transaction.atomic
def forget() -> int:
    """Delete messages that arrived longer ago than the settings keep them; how many, up to a bound."""
    before = clock.now() - timedelta(days=current().message_keep_days)
    arrived = (Message.State.DELIVERED, Message.State.COLLECTED)
    rows = Message.objects.filter(state__in=arrived, settled_at__lt=before).values_list("id", flat=True)
    old = list(rows[:FORGOTTEN_AT_ONCE])
    Message.objects.filter(id__in=old).delete()
    return len(old)


def wake() -> None:
    """Tell the courier, when the transaction commits, that there is something to do."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, '')", [CHANNEL])


def _next_numbers(letters: Iterable[Letter]) -> dict[int, Iterator[int]]:
    """The numbers that messages get, by mailbox; always taken in the same order of mailboxes."""
    counts = sorted(Counter(letter.institution for letter in letters).items())
    with connection.cursor() as cursor:
        cursor.execute(NEXT_NUMBERS, [[number for number, _ in counts], [count for _, count in counts]])
        last = dict(cursor.fetchall())
    return {number: iter(range(last[number] - count + 1, last[number] + 1)) for number, count in counts}


def _revive(institution: int, which: Q, by: By) -> int:
    """Let dead messages of an institution wait again; the mailbox is locked before its messages, as everywhere."""
    now, code = clock.now(), access.code_of(institution)
    Mailbox.objects.filter(institution=institution).update(failures=0, next_at=None)
    dead = Message.objects.select_for_update().filter(which, institution=institution, state=Message.State.DEAD)
    revived = list(dead.order_by("sequence"))
    Message.objects.filter(id__in=[message.id for message in revived]).update(
        state=Message.State.WAITING, since=now, refusals=0, settled_at=None, reason=""
    )
    facts = [
        MessageResent(message=message.id.hex, message_kind=message.kind, code=code, about=message.about)
        for message in revived
    ]
    if facts:
        wake()
        append(facts, by)
    return len(facts)
