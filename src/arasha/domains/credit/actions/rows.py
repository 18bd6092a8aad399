"""A refusal between the store and the rules that decide about it."""

import secrets
from uuid import UUID

from arasha.domains.credit.facts.refusing import Method, RefusalState
from arasha.domains.credit.models import Refusal
from arasha.domains.credit.rules import states
from arasha.domains.credit.rules.effects import Refused, Scope
from arasha.kernel import clock

NONCE_BYTES = 8


def nonce() -> str:
    """A number that a signature names, good for one act."""
    return secrets.token_hex(NONCE_BYTES)


def locked(person: UUID) -> Refusal:
    """A person's row, locked until the transaction ends; made when there is none."""
    Refusal.objects.bulk_create(
        [Refusal(person=person, state=RefusalState.NONE, nonce=nonce())], ignore_conflicts=True
    )  # fmt: skip
    return Refusal.objects.select_for_update().get(person=person)


def told(row: Refusal) -> states.Refusal:
    """A row as the rules see it."""
    return states.Refusal(
        RefusalState(row.state), Refused(Scope(row.scope), row.above), row.trusted_since is not None, _lift(row)
    )


def keep(row: Refusal, refusal: states.Refusal) -> Refusal:
    """Keep what the rules decided; a signature over what was asked before is good no more."""
    lift = refusal.lift
    row.state, row.scope, row.above = refusal.state, int(refusal.refused.scope), refusal.refused.above
    row.lift_scope = int(lift.to.scope) if lift else None
    row.lift_above, row.lift_agreed = (lift.to.above, lift.agreed) if lift else (0, False)
    row.lift_method = lift.confirmed or "" if lift else ""
    row.lapses_at, row.cooling_until = (lift.lapses_at, lift.cooling_until) if lift else (None, None)
    row.lift_asked_at = (row.lift_asked_at or clock.now()) if lift else None
    row.nonce = nonce()
    if row.trusted_since is not None and not refusal.trusted:
        forget_trusted(row)
    row.save()
    return row


def forget_trusted(row: Refusal) -> None:
    """Keep nothing of the trusted person; the caller saves the row."""
    row.trusted = row.trusted_digest = row.trusted_since = row.release_at = None


def _lift(row: Refusal) -> states.Lift | None:
    if row.lift_scope is None or row.lapses_at is None:
        return None
    confirmed = Method(row.lift_method) if row.lift_method else None
    to = Refused(Scope(row.lift_scope), row.lift_above)
    return states.Lift(to, row.lapses_at, confirmed, row.lift_agreed, row.cooling_until)
