"""Refusing credit at once, and asking to lift it, which takes a strong word and time."""

from uuid import UUID

from django.db import transaction

from arasha.domains.credit.actions.acting import Actor, check_may_lift, check_may_set
from arasha.domains.credit.actions.rows import keep, locked, told
from arasha.domains.credit.actions.telling import Happened, conclude
from arasha.domains.credit.actions.trusting import asked_of
from arasha.domains.credit.facts.refusing import (
    LiftAsked,
    LiftConfirmed,
    LiftCooling,
    LiftStopped,
    RefusalSet,
    RefusalState,
    Stop,
    What,
)
from arasha.domains.credit.models import Refusal
from arasha.domains.credit.rules import states
from arasha.domains.credit.rules.effects import Refused
from arasha.kernel import clock, terms
from arasha.kernel.facts import Fact
from arasha.kernel.outbox.append import By
from arasha.kernel.terms import Code


@transaction.atomic
def set_refusal(actor: Actor, wish: Refused, by: By) -> None:
    """Refuse these loans from now on, besides what is refused already; a lift under way ends.

    `Forbidden` to whoever may not act for the person, `Malformed` without an amount where one is needed. What is
    refused already is not stated again.
    """
    check_may_set(actor)
    row = locked(actor.row)
    before = told(row)
    after = states.set_(before, wish)
    if after == before:
        return
    row.set_at = clock.now()
    keep(row, after)
    scopes, above = after.refused.scope.words, after.refused.above
    person, acting = row.person.hex, actor.acting.hex()

    def facts(register: int) -> list[Fact]:
        ended: list[Fact] = [LiftStopped(person=person, acting=acting, why=Stop.SET_AGAIN)] if before.lift else []
        set_ = RefusalSet(
            person=person, acting=acting, scopes=scopes, above=above, method=actor.method, register=register
        )
        return [*ended, set_]

    fresh = before.state in {RefusalState.NONE, RefusalState.LIFTED}
    what = What.SET if fresh else What.WIDENED
    changes = after.refused != before.refused
    conclude([Happened(row, what if changes else What.CANCELLED, facts, actor, states=True)], by)


@transaction.atomic
def ask_lift(actor: Actor, to: Refused, by: By) -> None:
    """Ask that only `to` stays refused (nothing: `scopes.NOTHING`); it is confirmed by `confirm_lift`.

    `Forbidden` to the ward of a guardian and to a minor, `Malformed` when less is not asked for, `Conflict` when a lift
    is waiting already, or there is nothing to lift.
    """
    check_may_lift(actor)
    row = locked(actor.row)
    after = states.ask(told(row), to, terms.due(Code.LIFT_CONFIRMATION, clock.now()))
    row.lift_asked_at, scopes = None, after.lift.to.scope.words if after.lift else []
    keep(row, after)

    def facts(_register: int) -> list[Fact]:
        return [
            LiftAsked(
                person=row.person.hex,
                acting=actor.acting.hex(),
                scopes=scopes,
                above=row.lift_above,
                method=actor.method,
            )
        ]

    conclude([Happened(row, What.LIFT_ASKED, facts, actor, until=row.lapses_at, to_trusted=asked_of(row))], by)


@transaction.atomic
def confirm_lift(actor: Actor, by: By) -> None:
    """Confirm the lift that was asked for; the waiting begins, unless a trusted person has not agreed yet.

    `Forbidden` by less than a signature or a visit in person, `Conflict` when none was asked for.
    """
    check_may_lift(actor)
    row = locked(actor.row)
    confirmed = LiftConfirmed(person=row.person.hex, acting=actor.acting.hex(), method=actor.method)
    proceed(row, states.confirm(told(row), actor.method), confirmed, by, actor)


@transaction.atomic
def cancel_lift(actor: Actor, by: By) -> None:
    """Stop a lift that was asked for or waits; what is refused stays so. The ward may do so too.

    `Conflict` when none is under way.
    """
    check_may_set(actor)
    stop(locked(actor.row), Stop.CANCELLED, actor.acting, by, actor)


def proceed(row: Refusal, after: states.Refusal, said: Fact, by: By, actor: Actor | None = None) -> None:
    """Somebody has spoken for a lift: let it wait, if that was the last word that was missing."""
    what = What.TRUSTED_AGREED if actor is None else What.LIFT_CONFIRMED
    if not after.complete:
        keep(row, after)
        conclude([Happened(row, what, lambda _: [said], actor)], by)
        return
    waits = cooled(row, after, UUID(bytes=actor.acting) if actor else row.person)
    conclude([waits._replace(facts=lambda fact: [said, *waits.facts(fact)], actor=actor)], by)


def cooled(row: Refusal, complete: states.Refusal, acting: UUID) -> Happened:
    """Let a lift to which everybody has spoken wait from now on; the caller concludes."""
    keep(row, states.begin(complete, terms.due(Code.LIFT_COOLING, clock.now())))
    until = row.cooling_until or clock.now()
    waits = LiftCooling(person=row.person.hex, acting=acting.hex, until=clock.to_us(until))
    return Happened(row, What.COOLING, lambda _: [waits], until=until)


def stop(row: Refusal, why: Stop, acting: bytes, by: By, actor: Actor | None = None) -> None:
    """End a lift under way."""
    conclude([stopped(row, why, UUID(bytes=acting))._replace(actor=actor)], by)


def stopped(row: Refusal, why: Stop, acting: UUID) -> Happened:
    """End a lift under way; the caller concludes."""
    keep(row, states.stop(told(row)))
    fact = LiftStopped(person=row.person.hex, acting=acting.hex, why=why)
    return Happened(row, What.TRUSTED_STOPPED if why is Stop.TRUSTED else What.CANCELLED, lambda _: [fact])
