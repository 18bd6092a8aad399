"""Putting messages into mailboxes: for the first time, and again."""

from datetime import timedelta
from typing import Any

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
# The next number, and the call to the courier, which PostgreSQL hands on when the transaction commits.
NEXT_NUMBER = """
WITH numbered AS (
    INSERT INTO message_numbering (institution_id, last) VALUES (%s, 1)
    ON CONFLICT (institution_id) DO UPDATE SET last = message_numbering.last + 1 RETURNING last
)
SELECT last, pg_notify(%s, '') FROM numbered
"""
FORGOTTEN_AT_ONCE = 1_000


def send(institution: int, kind: str, body: dict[str, Any], *, about: str = "") -> None:
    """Put a message into an institution's mailbox, in the caller's transaction, which also appends a fact.

    `body` is plain JSON data, kept sealed; `about` names what it is about (`hold:12`) and comes back in the facts of
    its delivery. Messages are numbered under the lock of the log's head, which the caller's facts take anyway: one
    lock, so nobody waits crosswise, and numbers become visible in their order. So send late in the transaction.
    """
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("messages are sent inside the transaction of the change that they tell of")
    ledger.lock_size()
    now, number = clock.now(), new_id()
    content = canonical_json({"type": kind, "timestamp": now, "data": body})
    Message.objects.create(
        id=number,
        institution_id=institution,
        sequence=_next_number(institution),
        kind=kind,
        about=about,
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


def _next_number(institution: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute(NEXT_NUMBER, [institution, CHANNEL])
        return int(cursor.fetchone()[0])


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
