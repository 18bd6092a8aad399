"""Messages, for institutions that ask for them instead of having them sent."""

import msgspec

from arasha.client.handling import Envelope, Messages, NumberedMessage
from arasha.interfaces.api.door import CURSORS, LIMITS, USUAL, Visit, whole
from arasha.kernel.deliveries import actions
from arasha.kernel.deliveries.queries import Parcel

_ENVELOPE = msgspec.json.Decoder(Envelope)


def following(visit: Visit) -> Messages:
    """The messages behind a number; by asking for them the institution says that it has kept those up to it."""
    cursor = whole(visit, "after", CURSORS, 0)
    limit = whole(visit, "limit", LIMITS, USUAL)
    parcels = actions.collect(visit.caller.number, cursor, limit + 1, visit.by)
    page = parcels[:limit]
    return Messages(
        messages=[_message(parcel) for parcel in page],
        next=page[-1].sequence if page else cursor,
        more=len(parcels) > limit,
    )


def _message(parcel: Parcel) -> NumberedMessage:
    envelope = _ENVELOPE.decode(parcel.body)
    return NumberedMessage(
        id=parcel.name, sequence=parcel.sequence, type=envelope.type, timestamp=envelope.timestamp, data=envelope.data
    )
