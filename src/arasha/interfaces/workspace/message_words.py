"""What is said of messages to institutions."""

from datetime import datetime
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from arasha.interfaces.ui.text import Text
from arasha.kernel import clock
from arasha.kernel.deliveries import queries
from arasha.kernel.deliveries.models import Message

LATEST, DEAD = 10, 50

KINDS: dict[str, Text] = {
    "hold.requested": gettext_lazy("Hold stolen money"),
    "hold.withdrawn": gettext_lazy("The request is taken back"),
    "hold.released": gettext_lazy("Let held money go"),
    "recall.opened": gettext_lazy("Return held money"),
    "recall.cancelled": gettext_lazy("The recall is taken back"),
    "refund.wanted": gettext_lazy("Pay the victim"),
    "clock.warning": gettext_lazy("A term runs out soon"),
    "entry.removed": gettext_lazy("Forget an entry of the registry"),
    "credit.notice": gettext_lazy("Notice to a person who refuses credit"),
    "credit.trusted": gettext_lazy("Letter to a trusted person"),
    "credit.claim.opened": gettext_lazy("Write off a void loan"),
    "credit.claim.decided": gettext_lazy("Decision on a void loan"),
    "credit.claim.corrected": gettext_lazy("Bureaus have struck a void loan"),
    "credit.correction": gettext_lazy("Strike a void loan"),
    "credit.conflict.found": gettext_lazy("Registers of refusals differ"),
    "credit.conflict.settled": gettext_lazy("Registers of refusals agree again"),
    "ping": gettext_lazy("Trial message"),
}

STATES: dict[str, str] = {
    Message.State.WAITING: "doubt",
    Message.State.DELIVERED: "good",
    Message.State.COLLECTED: "good",
    Message.State.DEAD: "bad",
}

REASONS: dict[str, Text] = {
    "timeout": gettext_lazy("did not answer in time"),
    "connection": gettext_lazy("could not be reached"),
    "tls": gettext_lazy("its certificate is not trusted"),
    "address": gettext_lazy("its address leads into the local network"),
    "name": gettext_lazy("its name is not known"),
}


def reason_of(message: Message) -> str | Promise:
    """Why a message has not arrived: the receiver's status, or what became of the connection."""
    if message.reason.isdigit():
        return _("answered %(status)s") % {"status": message.reason}
    return REASONS.get(message.reason, "")


def mailbox_of(institution: int, now: datetime | None = None) -> dict[str, Any]:
    """All that the page of an institution shows of its messages."""
    box = queries.mailbox(institution)
    return {
        "box": box,
        "counts": queries.counts(institution),
        "latest": [_row(message) for message in queries.latest(institution, LATEST)],
        "dead": [_row(message) for message in queries.dead(institution, DEAD)],
        "signed_twice": box.former_until is not None and box.former_until > (now or clock.now()),
    }


def _row(message: Message) -> dict[str, Any]:
    return {
        "message": message,
        "kind": KINDS.get(message.kind, message.kind),
        "state": STATES[message.state],
        "word": Message.State(message.state).label,
        "reason": reason_of(message),
    }
