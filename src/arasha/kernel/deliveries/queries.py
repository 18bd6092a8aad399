"""Reading messages and where they go."""

from collections.abc import Collection
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, Min, OuterRef, Q

from arasha.kernel.deliveries.models import Mailbox, Message, Numbering
from arasha.kernel.deliveries.signing import ID_PREFIX
from arasha.kernel.errors import Malformed, NotFound
from arasha.kernel.seal import seal

# So many messages go to one receiver between two looks into the store.
AT_ONCE = 20


class Parcel(NamedTuple):
    """A message as an institution gets it: its number, its id, and the bytes that are signed."""

    sequence: int
    id: UUID
    body: bytes

    @property
    def name(self) -> str:
        """The id as it is said outside: `msg_` and 32 hex digits."""
        return ID_PREFIX + self.id.hex


class Round(NamedTuple):
    """What goes to one receiver now: where to, under which secrets, in which order."""

    institution: int
    url: str
    secrets: tuple[bytes, ...]
    parcels: list[Parcel]


class Counts(NamedTuple):
    """How many messages wait, have died, have arrived; and since when the oldest waits."""

    waiting: int
    dead: int
    arrived: int
    waiting_since: datetime | None


# The first messages that wait for each of some institutions.
FIRST_WAITING = """
SELECT found.* FROM unnest(%s) AS wanted (institution) CROSS JOIN LATERAL (
    SELECT * FROM message WHERE institution_id = wanted.institution AND state = 'waiting' ORDER BY sequence LIMIT %s
) AS found
"""


def due(now: datetime) -> list[int]:
    """The institutions to whose receivers something is to be sent now."""
    return [box.institution_id for box in _due(now)]


def rounds(now: datetime, busy: Collection[int] = ()) -> list[Round]:
    """What is to be sent now, to each receiver that is not busy, in order."""
    boxes = {box.institution_id: box for box in _due(now) if box.institution_id not in busy}
    parcels: dict[int, list[Parcel]] = {}
    for each in Message.objects.raw(FIRST_WAITING, [list(boxes), AT_ONCE]) if boxes else ():
        parcels.setdefault(each.institution_id, []).append(parcel(each))
    return [Round(number, boxes[number].url, secrets_of(boxes[number], now), each) for number, each in parcels.items()]


def round_for(institution: int, now: datetime) -> Round | None:
    """What is to be sent now to one institution's receiver; None when nothing is."""
    return next((each for each in rounds(now) if each.institution == institution), None)


def parcel(message: Message) -> Parcel:
    """A message as it goes out."""
    return Parcel(message.sequence, message.id, seal().open(bytes(message.box), about=message.id.bytes))


def secrets_of(box: Mailbox, now: datetime) -> tuple[bytes, ...]:
    """The secrets under which messages are signed now: the present one, and the former while it is good."""
    kept = [box.secret]
    if box.former_until is not None and box.former_until > now:
        kept.append(box.former_secret)
    return tuple(seal().open(bytes(each), about=about_secret(box.institution_id)) for each in kept if each)


def about_secret(institution: int) -> bytes:
    """What a sealed secret is bound to."""
    return f"endpoint of institution {institution}".encode()


def mailbox(institution: int) -> Mailbox:
    """An institution's mailbox; one that was never used is empty."""
    return Mailbox.objects.filter(institution=institution).first() or Mailbox(institution_id=institution)


def last_number(institution: int) -> int:
    """The number of an institution's last message; 0 when it never got one."""
    return Numbering.objects.filter(institution=institution).values_list("last", flat=True).first() or 0


def last_numbers() -> dict[str, int]:
    """The number of the last message of every institution that has ever got one, by the institution's code."""
    return dict(Numbering.objects.values_list("institution__code", "last"))


def after(institution: int, sequence: int, limit: int) -> list[Parcel]:
    """An institution's messages behind a number, the oldest first, whether they were delivered or not."""
    rows = Message.objects.filter(institution=institution, sequence__gt=sequence).order_by("sequence")
    return [parcel(message) for message in rows[:limit]]


def latest(institution: int, size: int) -> list[Message]:
    """The newest messages of an institution, the newest first."""
    return list(Message.objects.filter(institution=institution).order_by("-sequence")[:size])


def dead(institution: int, size: int) -> list[Message]:
    """An institution's messages that are not sent any more, the newest first."""
    rows = Message.objects.filter(institution=institution, state=Message.State.DEAD)
    return list(rows.order_by("-sequence")[:size])


def counts(institution: int) -> Counts:
    """An institution's messages in figures."""
    state = Message.State
    found = Message.objects.filter(institution=institution).aggregate(
        waiting=Count("id", filter=Q(state=state.WAITING)),
        dead=Count("id", filter=Q(state=state.DEAD)),
        arrived=Count("id", filter=Q(state__in=(state.DELIVERED, state.COLLECTED))),
        waiting_since=Min("created_at", filter=Q(state=state.WAITING)),
    )
    return Counts(**found)


def message(name: str) -> Message:
    """A message by its id, `msg_…` or 32 hex digits; `NotFound` when there is none."""
    try:
        number = UUID(name.removeprefix(ID_PREFIX))
    except ValueError:
        raise Malformed("a message's id is msg_ and 32 hex digits", field="message") from None
    found = Message.objects.filter(id=number).first()
    if found is None:
        raise NotFound("there is no message with this id")
    return found


def _due(now: datetime) -> list[Mailbox]:
    waiting = Message.objects.filter(institution=OuterRef("institution"), state=Message.State.WAITING)
    return list(Mailbox.objects.filter(~Q(url=""), Q(next_at=None) | Q(next_at__lte=now), Exists(waiting), gone=False))
