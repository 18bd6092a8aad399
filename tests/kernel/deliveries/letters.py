"""Messages for tests."""

from django.db import transaction

from arasha.kernel.access.models import Institution
from arasha.kernel.deliveries.actions import send
from arasha.kernel.deliveries.models import Message

BODY = {"reference": "H-000123-3", "amount": 15_000_000, "code": "7KQ2M-X104T"}


def sent(institution: Institution, *kinds: str, about: str = "hold:123") -> list[Message]:
    """Send messages of these kinds; one `hold.requested` when none is said."""
    with transaction.atomic():
        for kind in kinds or ("hold.requested",):
            send(institution.number, kind, BODY, about=about)
    newest = Message.objects.filter(institution=institution).order_by("-sequence")[: len(kinds) or 1]
    return sorted(newest, key=lambda message: message.sequence)


def states(institution: Institution) -> list[str]:
    """The states of an institution's messages, in order."""
    return list(Message.objects.filter(institution=institution).order_by("sequence").values_list("state", flat=True))
