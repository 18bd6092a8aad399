"""Where a person's refusal stands, as the person sees it."""

from datetime import datetime
from typing import NamedTuple
from uuid import UUID

import msgspec

from arasha.domains.credit.facts.refusing import Method, RefusalState
from arasha.domains.credit.models import Refusal
from arasha.domains.credit.queries.register import grounds_of, in_force
from arasha.domains.credit.rules.effects import MOST, STEP, Refused, Scope, scope_of
from arasha.domains.credit.rules.states import LIFTING, shown
from arasha.kernel.errors import NotFound
from arasha.kernel.references import digest_of
from arasha.kernel.seal import seal

__all__ = [
    "MOST", "STEP", "Lifting", "Refused", "Scope", "Standing", "Trusted",
    "bureaus_of", "of_trusted", "scope_of", "standing", "trusted_of",
]  # fmt: skip

BUREAU = "bureau:"


class Trusted(NamedTuple):
    """Whom to ask: name and telephone, and what that person calls the one who named him."""

    name: str
    phone: str
    of: str


class Lifting(NamedTuple):
    """A lift under way: what stays refused, what is still missing, and when what happens."""

    to: Refused
    asked_at: datetime
    confirmed: bool
    agreed: bool
    lapses_at: datetime | None
    cooling_until: datetime | None


class Standing(NamedTuple):
    """A person's refusal now. `since_place` is the place in the order of all answers from which on lenders hear it."""

    person: UUID
    state: RefusalState
    refused: Refused
    set_at: datetime | None
    in_force_at: datetime | None
    since_place: int | None
    nonce: str
    lifting: Lifting | None
    trusted: Trusted | None
    trusted_since: datetime | None
    release_at: datetime | None


def standing(person: UUID) -> Standing:
    """Where a person's refusal stands; who never refused has one in the state NONE."""
    row = Refusal.objects.filter(person=person).first()
    return _standing(row or Refusal(person=person, state=RefusalState.NONE))


def bureaus_of(person: UUID) -> list[str]:
    """The codes of the bureaus that have a refusal of the person's: lenders are told of it until each has lifted it."""
    return [each.source.removeprefix(BUREAU) for each in grounds_of(person) if each.source.startswith(BUREAU)]


def of_trusted(code: str) -> Standing:
    """The refusal about which somebody is asked who holds this code; `NotFound` when nobody does."""
    row = Refusal.objects.filter(trusted_digest=digest_of(code)).first()
    if row is None:
        raise NotFound("nobody is asked under this code")
    return _standing(row)


def trusted_of(row: Refusal) -> Trusted | None:
    """Whom a person trusts."""
    if row.trusted is None:
        return None
    opened = seal().open(bytes(row.trusted), about=about_trusted(row.person))
    return Trusted(*msgspec.json.decode(opened, type=tuple[str, str, str]))


def about_trusted(person: UUID) -> bytes:
    """What a sealed trusted person is bound to."""
    return b"credit-trusted\x00" + person.bytes


def _standing(row: Refusal) -> Standing:
    state = RefusalState(row.state)
    heard = in_force(row.person, row.fact) if row.fact >= 0 else None
    return Standing(
        person=row.person,
        state=shown(state, in_force=heard is not None),
        refused=Refused(Scope(row.scope), row.above),
        set_at=row.set_at,
        in_force_at=heard.at if heard else None,
        since_place=heard.sequence if heard else None,
        nonce=row.nonce,
        lifting=_lifting(row) if state in LIFTING else None,
        trusted=trusted_of(row),
        trusted_since=row.trusted_since,
        release_at=row.release_at,
    )


def _lifting(row: Refusal) -> Lifting | None:
    if row.lift_scope is None or row.lift_asked_at is None:
        return None
    return Lifting(
        to=Refused(Scope(row.lift_scope), row.lift_above),
        asked_at=row.lift_asked_at,
        confirmed=row.lift_method in set(Method),
        agreed=row.lift_agreed,
        lapses_at=row.lapses_at,
        cooling_until=row.cooling_until,
    )
