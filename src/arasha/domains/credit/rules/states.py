"""What may become of a refusal: more at once; less only after a strong word, perhaps another's, and a time to think.

    NONE → SET_PENDING → ACTIVE → LIFT_REQUESTED → LIFT_COOLING → LIFTED

Set-pending is not kept: a refusal is pending until the gateway has heeded it (`shown`). From requested and cooling it
goes back to active whenever somebody says so. Who is talked through a fraud on the telephone is given no quick way out:
that is what the waiting and the trusted person are for.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum
from typing import NamedTuple

from arasha.domains.credit.facts.refusing import Method, RefusalState
from arasha.domains.credit.rules.effects import Refused
from arasha.domains.credit.rules.scopes import NOTHING, covers, joined, plain
from arasha.kernel.errors import Conflict, Forbidden, Malformed

STRONG = frozenset({Method.SIGNATURE, Method.IN_PERSON, Method.STAND_IN})
LIFTING = frozenset({RefusalState.LIFT_REQUESTED, RefusalState.LIFT_COOLING})


class Act(StrEnum):
    """What can be done to a refusal."""

    SET = "set"
    ASK = "ask"
    BEGIN = "begin"
    STOP = "stop"
    NARROW = "narrow"
    LIFT = "lift"


S, A = RefusalState, Act

STEPS: Mapping[tuple[RefusalState, Act], RefusalState] = {
    (S.NONE, A.SET): S.ACTIVE,
    (S.LIFTED, A.SET): S.ACTIVE,
    (S.ACTIVE, A.SET): S.ACTIVE,
    # Who refuses anew while a lift is under way wants no lift.
    (S.LIFT_REQUESTED, A.SET): S.ACTIVE,
    (S.LIFT_COOLING, A.SET): S.ACTIVE,
    (S.ACTIVE, A.ASK): S.LIFT_REQUESTED,
    (S.LIFT_REQUESTED, A.ASK): S.LIFT_REQUESTED,
    (S.LIFT_REQUESTED, A.BEGIN): S.LIFT_COOLING,
    (S.LIFT_REQUESTED, A.STOP): S.ACTIVE,
    (S.LIFT_COOLING, A.STOP): S.ACTIVE,
    (S.LIFT_COOLING, A.NARROW): S.ACTIVE,
    (S.LIFT_COOLING, A.LIFT): S.LIFTED,
}


class Lift(NamedTuple):
    """A lift under way: what stays refused, by what it was confirmed, whether the trusted person agrees, the clocks."""

    to: Refused
    lapses_at: datetime
    confirmed: Method | None = None
    agreed: bool = False
    cooling_until: datetime | None = None


class Refusal(NamedTuple):
    """A person's refusal; `trusted`: somebody who has accepted to be asked must agree to every lift."""

    state: RefusalState = RefusalState.NONE
    refused: Refused = NOTHING
    trusted: bool = False
    lift: Lift | None = None

    @property
    def complete(self) -> bool:
        """Has everybody spoken who must before a lift begins to wait?"""
        return self.lift is not None and self.lift.confirmed in STRONG and (self.lift.agreed or not self.trusted)


def step(state: RefusalState, act: Act) -> RefusalState:
    """The state after an act; `Conflict` when it cannot be done now."""
    found = STEPS.get((state, act))
    if found is None:
        raise Conflict(f"a refusal that is {state.replace('_', ' ')} takes no {act}", field="state")
    return found


def set_(refusal: Refusal, wish: Refused) -> Refusal:
    """Refuse what is wished, besides what is refused already; a lift under way ends."""
    return refusal._replace(
        state=step(refusal.state, A.SET), refused=joined(refusal.refused, plain(wish)), lift=None
    )  # fmt: skip


def ask(refusal: Refusal, to: Refused, lapses_at: datetime) -> Refusal:
    """Ask that only `to` is refused; `Malformed` when that is not less than now."""
    state, left = step(refusal.state, A.ASK), plain(to)
    if left == refusal.refused or not covers(refusal.refused, left):
        raise Malformed("a lift leaves less refused than now; more is set, at once", field="scopes")
    return refusal._replace(state=state, lift=Lift(left, lapses_at))


def confirm(refusal: Refusal, method: Method) -> Refusal:
    """Confirm the lift that was asked for; `Forbidden` by anything less than a signature or a visit in person."""
    lift = _asked(refusal)
    if method not in STRONG:
        raise Forbidden("a lift is confirmed by a digital signature or in person")
    return refusal._replace(lift=lift._replace(confirmed=method))


def agree(refusal: Refusal) -> Refusal:
    """The trusted person agrees to the lift."""
    lift = _asked(refusal)
    if not refusal.trusted:
        raise Conflict("nobody was named who must agree", field="state")
    return refusal._replace(lift=lift._replace(agreed=True))


def begin(refusal: Refusal, until: datetime) -> Refusal:
    """Let a lift to which everybody has spoken wait until an instant."""
    lift, state = _asked(refusal), step(refusal.state, A.BEGIN)
    if not refusal.complete:
        raise Conflict("somebody has not spoken yet", field="state")
    return refusal._replace(state=state, lift=lift._replace(cooling_until=until))


def stop(refusal: Refusal) -> Refusal:
    """End the lift; what was refused stays so."""
    return refusal._replace(state=step(refusal.state, A.STOP), lift=None)


def lapse(refusal: Refusal, now: datetime) -> Refusal:
    """End a lift that was not confirmed or agreed to in its time; `Conflict` while there is time."""
    if _asked(refusal).lapses_at > now:
        raise Conflict("there is time yet", field="state")
    return stop(refusal)


def finish(refusal: Refusal, now: datetime) -> Refusal:
    """Let the lift happen; `Conflict` before it has waited. A refusal lifted whole forgets whom to ask."""
    lift = refusal.lift
    if lift is None or lift.cooling_until is None or lift.cooling_until > now:
        raise Conflict("the waiting is not over", field="state")
    whole = not lift.to.scope
    state = step(refusal.state, A.LIFT if whole else A.NARROW)
    return Refusal(state, lift.to, trusted=refusal.trusted and not whole)


def shown(state: RefusalState, *, in_force: bool) -> RefusalState:
    """The state as people see it: a refusal that lenders do not hear yet is pending."""
    return S.SET_PENDING if state is S.ACTIVE and not in_force else state


def _asked(refusal: Refusal) -> Lift:
    if refusal.lift is None or refusal.state is not S.LIFT_REQUESTED:
        raise Conflict("no lift waits for this", field="state")
    return refusal.lift
