"""People who refuse credit through the state's portal: set at once, lifted by a signature or in person, read over."""

from typing import Any

from arasha.client import refusing as r
from arasha.client.schemas import Text
from arasha.domains.credit.actions import refusals, trusted
from arasha.domains.credit.actions.acting import Actor, Signed, person_of
from arasha.domains.credit.facts.refusing import Method
from arasha.domains.credit.queries import guardians, signing
from arasha.domains.credit.queries.refusals import Refused, Scope, Standing, Trusted, scope_of, standing
from arasha.domains.credit.queries.told import refused_words
from arasha.interfaces.api.door import Visit
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.errors import Malformed
from arasha.kernel.outbox.append import By
from arasha.kernel.signatures.documents import verified
from arasha.kernel.tokens import as_uuid, from_hex


def person(visit: Visit, asked: r.PersonAsked) -> r.PersonNamed:  # noqa: ARG001 - every answer is given so
    """The token of a person."""
    return r.PersonNamed(person=person_of(asked.iin, field="iin").hex())


def one(visit: Visit, name: str) -> r.RefusalTold:  # noqa: ARG001
    """Where a person's refusal stands."""
    return _told(_person(name))


def set_(visit: Visit, said: r.Refuse, name: str) -> r.RefusalTold:
    """Refuse these loans at once."""
    wish = Refused(scope_of(said.scopes), said.above or 0)
    refusals.set_refusal(_actor(name, said), wish, _by(visit))
    return _told(_person(name))


def lift(visit: Visit, said: r.LiftWanted, name: str) -> r.RefusalTold:
    """Ask that less is refused; the answer has what must be signed."""
    keep = Refused(scope_of(said.keep) if said.keep else Scope.NONE, said.above or 0)
    refusals.ask_lift(_actor(name, said), keep, _by(visit))
    return _told(_person(name))


def confirm(visit: Visit, said: r.Confirmation, name: str) -> r.RefusalTold:
    """Confirm the lift."""
    texts = signing.to_lift(standing(as_uuid(_person(name))))
    refusals.confirm_lift(_confirmed(name, said, texts), _by(visit))
    return _told(_person(name))


def cancel(visit: Visit, said: r.Said, name: str) -> r.RefusalTold:
    """Stop the lift."""
    refusals.cancel_lift(_actor(name, said), _by(visit))
    return _told(_person(name))


def name_trusted(visit: Visit, said: r.TrustedNamed, name: str) -> r.RefusalTold:
    """Name a trusted person; the code goes to the portal as a message, for that person's telephone."""
    trusted.invite(_actor(name, said), Trusted(said.name, said.phone, said.called), _by(visit))
    return _told(_person(name))


def withdraw_trusted(visit: Visit, said: r.Said, name: str) -> r.RefusalTold:
    """Take an invitation back."""
    trusted.withdraw(_actor(name, said), _by(visit))
    return _told(_person(name))


def release_trusted(visit: Visit, said: r.Confirmation, name: str) -> r.RefusalTold:
    """Ask that the trusted person is asked no longer."""
    texts = signing.to_release(standing(as_uuid(_person(name))))
    trusted.ask_release(_confirmed(name, said, texts), _by(visit))
    return _told(_person(name))


def keep_trusted(visit: Visit, said: r.Said, name: str) -> r.RefusalTold:
    """Keep the trusted person after all."""
    trusted.keep_trusted(_actor(name, said), _by(visit))
    return _told(_person(name))


def _person(name: str) -> bytes:
    return from_hex(name, field="person")


def _by(visit: Visit) -> By:
    return By(visit.by.actor, Purpose.CREDIT)


def _actor(name: str, said: Any) -> Actor:
    """Who acts: the person, or a guardian; the portal has asked who it is, or an officer has."""
    method = Method.IN_PERSON if getattr(said, "in_person", False) else Method.PORTAL
    acting = person_of(said.guardian, field="guardian") if said.guardian else _person(name)
    return Actor(_person(name), acting, method)


def _confirmed(name: str, said: r.Confirmation, texts: dict[str, str]) -> Actor:
    """Who acts, and what he signed: one of the texts, with his own key."""
    actor = _actor(name, said)
    if said.signature is None:
        return actor
    document = verified(said.signature.encode())
    text = document.content.decode(errors="replace").strip()
    if text not in texts.values():
        raise Malformed("what was signed is none of the texts to sign; take it from `to_sign` anew", field="signature")
    if document.signer.bin is not None or not document.signer.commits:
        raise Malformed("sign with a person's own key, for signing and not for logging in", field="signature")
    if person_of(document.signer.iin) != actor.acting:
        raise Malformed("this is another person's signature", field="signature")
    return actor._replace(method=Method.SIGNATURE, signed=Signed(text, said.signature.encode()))


def _told(person: bytes) -> r.RefusalTold:
    found = standing(as_uuid(person))
    refused = found.refused
    return r.RefusalTold(
        person=person.hex(),
        state=found.state.value,
        scopes=refused.scope.words,  # type: ignore[arg-type]
        above=refused.above or None,
        text=Text(**refused_words(refused.scope, refused.above)),
        set_at=found.set_at,
        in_force_at=found.in_force_at,
        in_force_from=found.since_place,
        lift=_lift(found),
        to_sign=_text(signing.to_lift(found)),
        trusted=_trusted(found),  # type: ignore[arg-type]
        trusted_until=found.release_at,
        release_to_sign=_text(signing.to_release(found)),
        guardians=[row.guardian.hex for row in guardians.guardians_of(found.person)],
    )


def _lift(found: Standing) -> r.Lift | None:
    lifting = found.lifting
    if lifting is None:
        return None
    return r.Lift(
        keep=lifting.to.scope.words,  # type: ignore[arg-type]
        above=lifting.to.above or None,
        asked_at=lifting.asked_at,
        confirmed=lifting.confirmed,
        trusted_agreed=lifting.agreed,
        lapses_at=lifting.lapses_at if lifting.cooling_until is None else None,
        cooling_until=lifting.cooling_until,
    )


def _trusted(found: Standing) -> str:
    if found.trusted is None:
        return "none"
    if found.trusted_since is None:
        return "invited"
    return "accepted" if found.release_at is None else "leaving"


def _text(said: dict[str, str]) -> Text | None:
    return Text(**said) if said else None
