"""The trusted person: named, accepts with a code of his own, agrees to a lift or stops it, and can be released.

Named at once; released only by himself, or after a week in which he may say no. The person for whom he speaks does not
learn the code where a portal can bring it to the trusted person's telephone: whoever talks the victim through a fraud
would ask for it.
"""

from typing import NamedTuple

import msgspec
from django.db import transaction

from arasha.domains.credit.actions.acting import CLOCK, Actor, check_may_lift, check_may_set
from arasha.domains.credit.actions.refusals import cooled, proceed, stop
from arasha.domains.credit.actions.rows import forget_trusted, locked, nonce, told
from arasha.domains.credit.actions.telling import Happened, conclude
from arasha.domains.credit.actions.trusting import invited, leaving
from arasha.domains.credit.facts.refusing import LiftAgreed, RefusalState, Stop, TrustedChanged, What
from arasha.domains.credit.models import Refusal
from arasha.domains.credit.queries.portals import portals
from arasha.domains.credit.queries.refusals import Trusted, about_trusted
from arasha.domains.credit.rules import states
from arasha.kernel import clock, terms
from arasha.kernel.errors import Conflict, Forbidden, Malformed, NotFound
from arasha.kernel.outbox.append import By
from arasha.kernel.references import digest_of, new_code
from arasha.kernel.seal import seal
from arasha.kernel.terms import Code

LONGEST_NAME, LONGEST_PHONE = 120, 40


class Invitation(NamedTuple):
    """What became of naming somebody: the code to hand over oneself; empty when a portal brings it to him."""

    code: str


@transaction.atomic
def invite(actor: Actor, trusted: Trusted, by: By) -> Invitation:
    """Name a trusted person; he counts once he has accepted. Naming another before that replaces him.

    `Malformed` without a name and a telephone, `Conflict` while nothing is refused, during a lift, or when somebody has
    accepted already.
    """
    check_may_set(actor)
    _check(trusted)
    row = locked(actor.row)
    if row.state != RefusalState.ACTIVE or row.trusted_since is not None:
        raise Conflict("refuse first, end a lift, or release whom you have named", field="state")
    code = new_code()
    row.trusted = seal().close(msgspec.json.encode(tuple(trusted)), about=about_trusted(row.person))
    row.trusted_digest = digest_of(code)
    row.save()
    _told(row, What.TRUSTED_INVITED, by, actor, invited(row, code))
    return Invitation("" if portals() else code)


@transaction.atomic
def withdraw(actor: Actor, by: By) -> None:
    """Take an invitation back that was not accepted yet; `Conflict` otherwise."""
    check_may_set(actor)
    row = locked(actor.row)
    if row.trusted is None or row.trusted_since is not None:
        raise Conflict("nobody is invited who has not accepted", field="state")
    _forget(row, What.TRUSTED_RELEASED, by, actor)


@transaction.atomic
def accept(code: str, by: By) -> None:
    """The trusted person accepts to be asked; `NotFound` when nobody is invited under the code."""
    row = _held(code)
    if row.trusted_since is not None:
        raise Conflict("you have accepted already", field="state")
    row.trusted_since = clock.now()
    row.save()
    _told(row, What.TRUSTED_ACCEPTED, by)


@transaction.atomic
def decline(code: str, by: By) -> None:
    """The trusted person does not want to be it, or no longer."""
    row = _held(code)
    _forget(row, What.TRUSTED_RELEASED if row.trusted_since else What.TRUSTED_DECLINED, by)


@transaction.atomic
def agree(code: str, by: By) -> None:
    """The trusted person agrees to the lift; the waiting begins if it was confirmed. `Conflict` when none waits."""
    row = _held(code)
    proceed(row, states.agree(told(row)), LiftAgreed(person=row.person.hex, acting=row.person.hex), by)


@transaction.atomic
def object_(code: str, by: By) -> None:
    """The trusted person stops the lift, before or while it waits; `Conflict` when there is none, or he has no say."""
    row = _held(code)
    if row.trusted_since is None:
        raise Conflict("accept first", field="state")
    stop(row, Stop.TRUSTED, row.person.bytes, by)


@transaction.atomic
def ask_release(actor: Actor, by: By) -> None:
    """Ask that the trusted person is asked no longer, in a week, unless he says no; needs what a lift needs."""
    check_may_lift(actor)
    if actor.method not in states.STRONG:
        raise Forbidden("a trusted person is released by a digital signature or in person")
    row = locked(actor.row)
    if row.trusted_since is None or row.release_at is not None:
        raise Conflict("there is nobody to release, or it was asked already", field="state")
    row.release_at, row.nonce = terms.due(Code.TRUSTED_RELEASE, clock.now()), nonce()
    row.save()
    _told(row, What.RELEASE_ASKED, by, actor, leaving(row))


@transaction.atomic
def keep_trusted(actor: Actor, by: By) -> None:
    """The person keeps the trusted person after all."""
    check_may_set(actor)
    _kept(locked(actor.row), by, actor)


@transaction.atomic
def stay(code: str, by: By) -> None:
    """The trusted person does not let himself be released."""
    _kept(_held(code), by)


@transaction.atomic
def release_due(limit: int = 200) -> int:
    """Release the trusted persons whose week is over; how many."""
    rows = Refusal.objects.select_for_update(skip_locked=True).filter(release_at__lte=clock.now())
    over = list(rows.order_by("release_at")[:limit])
    if over:
        conclude([one for row in over for one in _released(row, What.TRUSTED_RELEASED)], CLOCK)
    return len(over)


def _kept(row: Refusal, by: By, actor: Actor | None = None) -> None:
    if row.release_at is None:
        raise Conflict("nobody asked for the release", field="state")
    row.release_at = None
    row.save()
    _told(row, What.RELEASE_CANCELLED, by, actor)


def _held(code: str) -> Refusal:
    """The refusal about which the holder of a code is asked; `NotFound` when there is none."""
    row = Refusal.objects.select_for_update().filter(trusted_digest=digest_of(code)).first()
    if row is None:
        raise NotFound("nobody is asked under this code")
    return row


def _forget(row: Refusal, what: What, by: By, actor: Actor | None = None) -> None:
    conclude(_released(row, what, actor), by)


def _released(row: Refusal, what: What, actor: Actor | None = None) -> list[Happened]:
    """Nobody is asked any more; a lift that waited for his word alone goes on."""
    forget_trusted(row)
    row.save()
    gone = Happened(row, what, lambda _: [_changed(row, what)], actor)
    refusal = told(row)
    if refusal.state is not RefusalState.LIFT_REQUESTED or not refusal.complete:
        return [gone]
    return [gone, cooled(row, refusal, row.person)]


def _told(
    row: Refusal, what: What, by: By, actor: Actor | None = None, letter: dict[str, object] | None = None
) -> None:
    happened = Happened(row, what, lambda _: [_changed(row, what)], actor, until=row.release_at, to_trusted=letter)
    conclude([happened], by)


def _changed(row: Refusal, what: What) -> TrustedChanged:
    return TrustedChanged(person=row.person.hex, acting=row.person.hex, what=what)


def _check(trusted: Trusted) -> None:
    for value, longest, field in (
        (trusted.name, LONGEST_NAME, "name"), (trusted.phone, LONGEST_PHONE, "phone"), (trusted.of, LONGEST_NAME, "of"),
    ):  # fmt: skip
        if not 0 < len(value.strip()) <= longest:
            raise Malformed(f"1 to {longest} characters", field=field)
