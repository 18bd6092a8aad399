"""Who acts on whose refusal, and whether he may: everybody on his own, a guardian on a ward's."""

import re
from typing import NamedTuple
from uuid import UUID

from arasha.domains.credit.facts.refusing import Method
from arasha.domains.credit.queries import guardians
from arasha.domains.credit.rules.guardians import is_minor
from arasha.kernel import clock
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.errors import Forbidden, Malformed
from arasha.kernel.identifiers import IIN, UnreadableIdentifier, token_input
from arasha.kernel.keyring import Purpose as KeyPurpose
from arasha.kernel.keyring import keyring
from arasha.kernel.outbox.append import By
from arasha.kernel.store import vault
from arasha.kernel.tokens import HEX, Tokens, as_uuid

PUBLIC = By("process:public", Purpose.CREDIT)  # the citizens' pages, after somebody showed who he is
TRUSTED = By("process:trusted-person", Purpose.CREDIT)  # the citizens' pages, after a trusted person's code
CLOCK = By("process:clock", Purpose.CREDIT)


class Signed(NamedTuple):
    """The text that was signed, and the signature over it: evidence, kept sealed."""

    text: str
    signature: bytes


class Actor(NamedTuple):
    """On whose refusal somebody acts (16 bytes), who acts (the same, or a guardian), and how he showed who he is."""

    person: bytes
    acting: bytes
    method: Method
    signed: Signed | None = None

    @property
    def row(self) -> UUID:
        """The person as the store has it."""
        return as_uuid(self.person)


def self_acting(person: bytes, method: Method, signed: Signed | None = None) -> Actor:
    """Somebody who acts on his own refusal."""
    return Actor(person, person, method, signed)


def person_of(text: str, *, field: str = "person") -> bytes:
    """The token of a person who is named by an IIN, which is kept in the vault, or by the token; `Malformed`."""
    if HEX.fullmatch(text):
        return bytes.fromhex(text)
    number = iin_of(text, field=field)
    token = Tokens(keyring().key(KeyPurpose.TOKEN)).token(token_input(number))
    vault.keep({token: number})
    return token


def iin_of(text: str, *, field: str = "person") -> IIN:
    """An IIN as somebody wrote it; `Malformed` when it is none."""
    try:
        return IIN.parse(re.sub(r"\s", "", text))
    except UnreadableIdentifier:
        raise Malformed("an IIN is 12 digits, a token 32 lower-case hex digits", field=field) from None


def check_may_set(actor: Actor) -> None:
    """`Forbidden` to whoever is neither the person nor a guardian who was confirmed."""
    if actor.acting != actor.person and not guardians.acts_for(as_uuid(actor.acting), actor.row):
        raise Forbidden("only the person, or a guardian who was confirmed, may do this")


def check_may_lift(actor: Actor) -> None:
    """The same; and what a guardian set up for a ward the ward cannot take down, nor a minor at all."""
    check_may_set(actor)
    if actor.acting == actor.person and (guardians.guardians_of(actor.row) or _minor(actor.row)):
        raise Forbidden("only the guardian may lift this")


def _minor(person: UUID) -> bool:
    """Does the person's number say that he is not of age?"""
    known = vault.open_values([person]).get(person)
    born = known.birth_date if isinstance(known, IIN) else None
    return is_minor(born, clock.on_screen(clock.now()).date())


__all__ = [
    "CLOCK", "PUBLIC", "TRUSTED", "Actor", "Signed", "check_may_lift", "check_may_set", "iin_of", "person_of",
    "self_acting",
]  # fmt: skip
