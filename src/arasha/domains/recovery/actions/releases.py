"""Letting go of what is held: by decision of the centre, by expiry, by appeal, or because a recall came to nothing."""

from django.db import transaction

from arasha.domains.recovery.actions import messages
from arasha.domains.recovery.actions.holding import check_second, fact, lifted, locked, moved, needs_two
from arasha.domains.recovery.actions.parties import CLOCK
from arasha.domains.recovery.actions.progress import advance
from arasha.domains.recovery.facts.handling import HoldReleased, HoldReleaseProposed, HoldState, HoldTimedOut
from arasha.domains.recovery.models import Hold
from arasha.domains.recovery.queries import sealed
from arasha.domains.recovery.rules.machines import step
from arasha.domains.recovery.rules.parties import Party
from arasha.domains.recovery.rules.states import HELD, HOLD, RELEASED, UNANSWERED
from arasha.kernel import clock
from arasha.kernel.errors import Malformed
from arasha.kernel.facts import Fact
from arasha.kernel.outbox.append import By, append

WHY = {
    HoldState.RELEASED: "decision",
    HoldState.RELEASED_EXPIRED: "expiry",
    HoldState.RELEASED_APPEAL: "appeal",
    HoldState.CONVERTED: "recall",
}


@transaction.atomic
def release(number: int, reason: str, by: By) -> Hold:
    """Let the holder have what is held, or take a request back. `Malformed` without a reason.

    Above the threshold the first person proposes it and a second one does it; `Forbidden` to the first alone. What is
    asked back by a recall is let go by cancelling the recall.
    """
    if not reason.strip():
        raise Malformed("say why the money is let go", field="reason")
    hold, party = locked(number, by)
    if hold.state in RELEASED:
        return hold
    step(HOLD, HoldState(hold.state), HoldState.RELEASED, party)
    hold.note = sealed.close(reason, str(hold), field="reason")
    if party is not Party.PROCESS and needs_two(hold.held):
        if not hold.release_by:
            return _proposed(hold, by)
        check_second(hold.release_by, by.actor)
    append([*ended(hold, HoldState.RELEASED, party), *advance(hold.incident)], by)
    return hold


@transaction.atomic
def expire(number: int) -> bool:
    """The term of a hold is over: it ends by itself; whether it did."""
    hold, party = locked(number, CLOCK)
    if hold.state not in HELD or hold.expires_at is None or hold.expires_at > clock.now():
        return False
    append([*ended(hold, HoldState.RELEASED_EXPIRED, party), *advance(hold.incident)], CLOCK)
    return True


@transaction.atomic
def time_out(number: int) -> bool:
    """The institution has not answered in time; whether it was so. The request stands, and is answered late."""
    hold, party = locked(number, CLOCK)
    if hold.state not in UNANSWERED or hold.state == HoldState.TIMED_OUT:
        return False
    moved(hold, HoldState.TIMED_OUT, party, clock.now())
    hold.save(update_fields=["state"])
    append([fact(HoldTimedOut, hold, institution=hold.institution_code), *advance(hold.incident)], CLOCK)
    return True


def ended(hold: Hold, to: HoldState, party: Party, *, freed: int | None = None) -> list[Fact]:
    """End a locked hold, tell its institution, and say what follows; the facts of it, to be appended.

    `freed` is what the holder has again, tiyn: all that was held, unless some of it goes back by a recall.
    """
    at = clock.now()
    moved(hold, to, party, at)
    hold.ended_at = at
    hold.save(update_fields=["state", "ended_at", "note", "release_by"])
    return let_go(hold, hold.held if freed is None else freed)


def let_go(hold: Hold, freed: int) -> list[Fact]:
    """Tell the institution how much the holder has again; the facts of it, to be appended."""
    messages.send([messages.released(hold, freed, WHY[HoldState(hold.state)])])
    told = fact(HoldReleased, hold, account=hold.account.hex, institution=hold.institution_code, freed=freed)
    return [told, lifted(hold)]


def _proposed(hold: Hold, by: By) -> Hold:
    hold.release_by = by.actor
    hold.save(update_fields=["release_by", "note"])
    append([fact(HoldReleaseProposed, hold)], by)
    return hold
