"""People who refuse credit, for the tests of refusals, without a gateway."""

from itertools import count
from typing import Any
from uuid import UUID

import msgspec

from arasha.domains.credit.actions import acting, refusals, trusted
from arasha.domains.credit.actions.acting import PUBLIC, Actor, self_acting
from arasha.domains.credit.facts.refusing import Method
from arasha.domains.credit.models import Change, Refusal, RefusalEvent
from arasha.domains.credit.queries.refusals import Trusted
from arasha.domains.credit.rules.effects import Refused, Scope
from arasha.kernel import clock
from arasha.kernel.access import actions as access
from arasha.kernel.access.models import InstitutionKind
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.scopes import Scope as KeyScope
from arasha.kernel.deliveries import queries as deliveries
from arasha.kernel.outbox.append import By
from tests.support.cast import SAULE, Bank

# The last digits make them right; nobody has these numbers.
APAI = "550317400003"
SON = "801120300002"
CHILD = "150604600002"

PORTAL = Bank("PORTALKZ", "997", "state_body")
BY_PORTAL = By(f"institution:{PORTAL.code}", Purpose.CREDIT)

ALL = Refused(Scope.ALL)
NOTHING = Refused(Scope.NONE)
REMOTE = Refused(Scope.REMOTE)
DAUGHTER = Trusted("Қызым Ойдан", "+7 700 000 00 01", "Апай Ойдан")

_places = count(1_000)


def actor(iin: str = APAI, method: Method = Method.SIGNATURE, *, guardian: str | None = None) -> Actor:
    """Somebody who acts for himself, or a guardian for him."""
    person = acting.person_of(iin)
    return self_acting(person, method) if guardian is None else Actor(person, acting.person_of(guardian), method)


def person(iin: str = APAI) -> UUID:
    return actor(iin).row


def row(iin: str = APAI) -> Refusal:
    return Refusal.objects.get(person=person(iin))


def refuses(iin: str = APAI, wish: Refused = ALL) -> Refusal:
    """Somebody refuses credit."""
    refusals.set_refusal(actor(iin), wish, PUBLIC)
    return row(iin)


def cools(iin: str = APAI, to: Refused = NOTHING) -> Refusal:
    """Somebody's lift waits."""
    refusals.ask_lift(actor(iin), to, PUBLIC)
    refusals.confirm_lift(actor(iin), PUBLIC)
    return row(iin)


def trusting(iin: str = APAI) -> str:
    """Somebody refuses and has a trusted person, who has accepted; his code."""
    refuses(iin)
    code = trusted.invite(actor(iin), DAUGHTER, PUBLIC).code
    trusted.accept(code, acting.TRUSTED)
    return code


def in_time(**fields: Any) -> None:
    """Let clocks that stand in the future have run out."""
    Refusal.objects.filter(**{f"{name}__isnull": False for name in fields}).update(**fields)


def heed(iin: str = APAI) -> None:
    """What the gateway does with the last fact about a person."""
    of = row(iin)
    Change.objects.create(
        sequence=next(_places), group=0, person=of.person, effect=0, fact=of.fact, at=clock.now()
    )  # fmt: skip


def happened(iin: str = APAI) -> list[str]:
    """What has happened to somebody's refusal, in order."""
    return [event.what for event in RefusalEvent.objects.filter(person=person(iin)).order_by("id")]


def portal() -> int:
    """The state's portal, with a key; the number of the institution."""
    found = access.connect_institution(PORTAL.code, InstitutionKind(PORTAL.kind), PORTAL.names, SAULE)
    access.issue_key(found, SAULE, scopes=[KeyScope.CREDIT_PORTAL])
    return found.number


def letters(to: int) -> list[dict[str, Any]]:
    """The messages to an institution."""
    return [msgspec.json.decode(parcel.body) for parcel in deliveries.after(to, 0, 100)]
