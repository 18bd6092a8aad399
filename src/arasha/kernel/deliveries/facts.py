"""What has happened to endpoints and messages."""

from enum import StrEnum

from arasha.kernel.facts import Fact


class Way(StrEnum):
    """How an institution got a message."""

    WEBHOOK = "webhook"
    POLLING = "polling"


class EndpointFact(Fact, frozen=True, tag="deliveries.endpoint"):
    """What all facts of an endpoint say: whose it is. `code` is the institution's."""

    code: str

    @property
    def subject(self) -> str:
        return f"institution:{self.code}"


class EndpointSet(EndpointFact, frozen=True, tag="deliveries.endpoint_set"):
    """An institution's messages go to an address from now on; the path may be a secret, so only the host is said."""

    host: str


class EndpointRemoved(EndpointFact, frozen=True, tag="deliveries.endpoint_removed"):
    """An institution's messages are sent nowhere any more; it asks for them."""


class EndpointGone(EndpointFact, frozen=True, tag="deliveries.endpoint_gone"):
    """The receiver answered 410: nothing is sent there until somebody sets an address again."""


class EndpointTried(EndpointFact, frozen=True, tag="deliveries.endpoint_tried"):
    """Somebody had a message sent to an institution that says nothing, to see whether it arrives."""


class SecretReplaced(EndpointFact, frozen=True, tag="deliveries.secret_replaced"):
    """Messages are signed with a new secret, and with the former one too until `good_until` (µs since 1970)."""

    good_until: int


class MessageFact(Fact, frozen=True, tag="deliveries.message"):
    """What all facts of a message say; `message` is 32 hex digits, `about` is what it was sent about (`hold:12`)."""

    message: str
    message_kind: str
    code: str
    about: str

    @property
    def subject(self) -> str:
        return f"message:{self.message}"


class MessageDelivered(MessageFact, frozen=True, tag="deliveries.message_delivered"):
    """An institution has a message: its receiver said so, or it asked for what comes after."""

    way: Way


class MessageDied(MessageFact, frozen=True, tag="deliveries.message_died"):
    """A message is not sent any more, because its receiver refused it or was away for too long."""

    reason: str


class MessageResent(MessageFact, frozen=True, tag="deliveries.message_resent"):
    """A message that had died is sent again."""
