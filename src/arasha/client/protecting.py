"""What a fraud desk and the centre say to each other about a client who pays under coercion."""

from typing import Annotated, Literal

import msgspec
from msgspec import Meta

from arasha.client.handling import OwnId, Reference
from arasha.client.schemas import Instant, Name
from arasha.client.schemas import Message as Known

ProtectionState = Literal["active", "renewed", "ended_trusted", "ended_lifted", "ended_expired"]


class Trusted(Known):
    """The second person, whom the victim trusts; kept sealed, and never said to anybody through this interface."""

    name: Annotated[str, Meta(min_length=1, max_length=120)]
    phone: Annotated[
        str, Meta(min_length=1, max_length=40, description="A number that the victim did not get from a caller.")
    ]


class Protect(Known):
    """A client of yours may be paying under coercion: let everything that leaves his account wait."""

    id: OwnId
    account: Annotated[Name, Meta(description="The client's account: IBAN, card, or your own number.")]
    trusted: Trusted


class ProtectionEnd(Known):
    """You have spoken with the trusted person, yourself and on the number that was given."""

    id: OwnId
    trusted_agrees: Annotated[bool, Meta(description="Only with his or her word may you end it; else it is 403.")]


class Protection(msgspec.Struct, kw_only=True):
    """The protection of a client of yours as it stands now."""

    reference: Reference
    account: Annotated[str, Meta(description="The token of the account.")]
    state: ProtectionState
    asked_at: Instant
    until: Annotated[Instant, Meta(description="When it ends by itself.")]
    ended_at: Instant | None = None


class Protections(msgspec.Struct, kw_only=True):
    """Protections that run, the oldest first; ask again with `after` = `next`, at once if there are more."""

    protections: list[Protection]
    next: int
    more: bool
