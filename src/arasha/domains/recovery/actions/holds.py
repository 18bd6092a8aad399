"""Asking institutions to hold stolen money, and taking their answers: only the stolen share, never without an end."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from arasha.domains.recovery.actions import messages
from arasha.domains.recovery.actions.clocks import Turn, turn
from arasha.domains.recovery.actions.holding import fact, lifted, locked, locked_all, moved
from arasha.domains.recovery.actions.parties import party_of
from arasha.domains.recovery.actions.progress import advance, advance_all
from arasha.domains.recovery.actions.tracing import Lying
from arasha.domains.recovery.facts.handling import (
    AnalysisState,
    HoldAnswered,
    HoldConfirmed,
    HoldGround,
    HoldReceived,
    HoldRequested,
    HoldState,
    Refusal,
)
from arasha.domains.recovery.facts.incidents import TaintSecured
from arasha.domains.recovery.models import Evidence, Hold, Incident, Move
from arasha.domains.recovery.queries import sealed
from arasha.domains.recovery.rules import asking
from arasha.domains.recovery.rules.machines import step
from arasha.domains.recovery.rules.parties import Party
from arasha.domains.recovery.rules.states import ANALYSIS, HOLD, UNANSWERED
from arasha.kernel import clock, references
from arasha.kernel.access.models import Institution
from arasha.kernel.errors import Conflict, Malformed
from arasha.kernel.facts import Fact
from arasha.kernel.outbox.append import By, append, append_all
from arasha.kernel.terms import Code


class Answer(NamedTuple):
    """What an institution holds of what it was asked, tiyn; `asked` is the amount that it answers to, if it says so."""

    held: int
    refusal: Refusal | None = None
    asked: int = 0
    note: str = ""


class Ask(NamedTuple):
    """Where stolen money of an incident lies, and on whose word it is asked for."""

    incident: Incident
    lying: Sequence[Lying]
    owner: str


class Asked(NamedTuple):
    """A hold that asks for money, with the code for its holder when it is new."""

    hold: Hold
    code: str
    before: HoldState | None


def request(asks: Sequence[Ask], by: By, first: Sequence[Fact] = ()) -> list[Hold]:
    """Ask institutions to hold stolen money of some incidents; returns the holds that ask for more than before.

    In the caller's transaction, after the moves of money are written, and last, because it appends facts: those of the
    caller `first`. Only what came into an account since it was last asked about is asked for, so that asking again
    changes nothing.
    """
    asked, at = _asked(asks), clock.now()
    turns = [Turn(str(one.hold), step(HOLD, one.before, HoldState.REQUESTED, Party.PROCESS), one.hold.institution_id)
             for one in asked]  # fmt: skip
    due = turn(turns, at)
    advanced = advance_all([ask.incident for ask in asks])  # one of which nothing can be held is watched
    readable = messages.accounts(one.hold.account for one in asked)
    messages.send(
        messages.requested(
            one.hold,
            code=one.code,
            account=readable.get(one.hold.account, ""),
            due=due[str(one.hold)].get(Code.HOLD_ANSWER),
        )
        for one in asked
    )
    append([*first, *(_requested(one.hold) for one in asked), *advanced], by)
    return [one.hold for one in asked]


class Before(NamedTuple):
    """A request to hold, by the number of the hold, is before an institution, which says so."""

    hold: int
    by: By


@transaction.atomic
def receive(requests: Sequence[Before]) -> None:
    """Institutions have requests before them; saying so again, or after the answer, changes nothing."""
    found, turns, told = locked_all([one.hold for one in requests]), list[Turn](), list[tuple[Fact, By]]()
    for one in requests:
        hold = found.get(one.hold)
        if hold is None or hold.state != HoldState.REQUESTED:
            continue
        row = step(
            HOLD, HoldState.REQUESTED, HoldState.RECEIVED, party_of(one.by, hold.institution_code, hold.incident)
        )
        turns.append(Turn(str(hold), row, hold.institution_id))
        hold.state = HoldState.RECEIVED
        told.append((fact(HoldReceived, hold), one.by))
    turn(turns, clock.now())
    Hold.objects.filter(id__in=[one.id for one in found.values() if one.state == HoldState.RECEIVED]).update(
        state=HoldState.RECEIVED
    )
    append_all(told)


@transaction.atomic
def answer(number: int, said: Answer, by: By) -> Hold:
    """Take what an institution holds; the same answer again changes nothing.

    `Malformed` when it holds more than it was asked to, `Conflict` when it has answered otherwise, or when more was
    asked meanwhile than it answers to.
    """
    hold, party = locked(number, by)
    if hold.answered_at and (hold.held, hold.refusal) == (said.held, said.refusal or ""):
        return hold
    if said.asked and said.asked != hold.amount and hold.state in UNANSWERED:
        raise Conflict("more was asked meanwhile: look at the hold again", field="asked")
    at = clock.now()
    due = moved(hold, asking.state_of(hold.amount, said.held, said.refusal), party, at)
    hold.held, hold.answered_at, hold.refusal = said.held, at, said.refusal or ""
    hold.held_claims = asking.split(said.held, hold.claims)
    hold.expires_at, hold.note = due.get(Code.HOLD), sealed.close(said.note, str(hold))
    if said.held:
        step(ANALYSIS, AnalysisState(hold.analysis), AnalysisState.WAITING, party)
        hold.analysis = AnalysisState.WAITING
    hold.save()
    append([*_answered(hold), *advance(hold.incident)], by)
    return hold


@transaction.atomic
def confirm(number: int, evidence: int, by: By) -> Hold:
    """Lay a procedural document behind a hold; `evidence` is its number. `Malformed` when it is not about this hold."""
    hold, party = locked(number, by)
    document = Evidence.objects.filter(id=evidence, about=str(hold)).first()
    if document is None:
        raise Malformed("lay the document to this hold first", field="evidence")
    moved(hold, HoldState.CONFIRMED, party, clock.now())
    hold.save(update_fields=["state"])
    append([fact(HoldConfirmed, hold, digest=document.digest), *advance(hold.incident)], by)
    return hold


@transaction.atomic
def new_code(number: int, by: By) -> str:
    """A new code for the holder, in place of the one before: shown once, for institutions that tell him themselves."""
    hold, party = locked(number, by)
    if party not in {Party.KEEPER, Party.ANALYST, Party.SUPERVISOR}:
        raise Conflict("the holder gets his code from the institution that keeps the account")
    code = references.new_code()
    hold.code = references.digest_of(code)
    hold.save(update_fields=["code"])
    return code


def _asked(asks: Sequence[Ask]) -> list[Asked]:
    """Rows for what has come since it was last asked about, saved; a new one gets a code for its holder."""
    arrived, before, institutions = _arrived(asks), _asked_before(asks), _institutions(asks)
    found: list[Asked] = []
    for ask in asks:
        for one in ask.lying:
            place = ask.incident.id, one.account
            earlier = before.get(place, [])
            fresh = asking.fresh(one.shares, arrived.get(place, {}), [hold.arrived for hold in earlier])
            if not fresh:
                continue
            growing = next((hold for hold in earlier if hold.state in UNANSWERED), None)
            hold = growing or _new(ask, one, institutions.get(one.institution_code))
            hold.claims = asking.added(hold.claims, fresh)
            hold.amount, hold.arrived = sum(hold.claims.values()), asking.named(arrived[place])
            found.append(_told(hold, growing))
    Hold.objects.bulk_create([one.hold for one in found if one.before is None])
    for grown in found:
        if grown.before is not None:
            grown.hold.save()
    return found


def _told(hold: Hold, growing: Hold | None) -> Asked:
    """A hold that asks; a new one gets a code for its holder."""
    before = HoldState(hold.state) if growing else None
    code = "" if growing else references.new_code()
    if code:
        hold.code = references.digest_of(code)
    hold.state = HoldState.REQUESTED
    return Asked(hold, code, before)


def _new(ask: Ask, one: Lying, institution: Institution | None) -> Hold:
    return Hold(
        incident=ask.incident,
        institution=institution,
        institution_code=one.institution_code,
        account=one.account,
        hop=one.hop,
        ground=HoldGround.STOLEN_RECEIVED if one.hop <= 1 else HoldGround.STOLEN_TRACED,
        owner=ask.owner,
        claims={},
        requested_at=clock.now(),
    )


# An account of an incident: a hold has one of each.
Place = tuple[int, UUID]


def _arrived(asks: Sequence[Ask]) -> dict[Place, dict[int, int]]:
    """How much of each of an incident's claims ever came into the accounts."""
    rows = Move.objects.filter(claim__incident__in=_numbers(asks), creditor__in=_accounts(asks)).order_by()
    found: dict[Place, dict[int, int]] = {}
    for incident, account, claim, amount in rows.values_list("claim__incident", "creditor", "claim").annotate(
        Sum("amount")
    ):
        found.setdefault((incident, account), {})[claim] = amount
    return found


def _asked_before(asks: Sequence[Ask]) -> dict[Place, list[Hold]]:
    found: dict[Place, list[Hold]] = {}
    rows = Hold.objects.select_for_update().filter(incident__in=_numbers(asks), account__in=_accounts(asks))
    incidents = {ask.incident.id: ask.incident for ask in asks}
    for hold in rows:
        hold.incident = incidents[hold.incident_id]
        found.setdefault((hold.incident_id, hold.account), []).append(hold)
    return found


def _institutions(asks: Sequence[Ask]) -> dict[str, Institution]:
    codes = {one.institution_code for ask in asks for one in ask.lying}
    return {institution.code: institution for institution in Institution.objects.filter(code__in=codes)}


def _numbers(asks: Sequence[Ask]) -> list[int]:
    return [ask.incident.id for ask in asks]


def _accounts(asks: Sequence[Ask]) -> set[UUID]:
    return {one.account for ask in asks for one in ask.lying}


def _requested(hold: Hold) -> Fact:
    return fact(
        HoldRequested,
        hold,
        account=hold.account.hex,
        institution=hold.institution_code,
        ground=HoldGround(hold.ground),
        hop=hold.hop,
        claims={int(claim): amount for claim, amount in hold.claims.items()},
    )


def _answered(hold: Hold) -> list[Fact]:
    """The answer, and what it means for who counts stolen money: what is held runs no more, nor what is not there."""
    expires = clock.to_us(hold.expires_at) if hold.expires_at else 0
    said = fact(HoldAnswered, hold, institution=hold.institution_code, expires_at=expires, refusal=hold.refusal)
    facts: list[Fact] = [said]
    if hold.held:
        secured = {int(claim): amount for claim, amount in hold.held_claims.items() if amount}
        facts.append(TaintSecured(incident=hold.incident_id, account=hold.account.hex, claims=secured))
    if hold.held < hold.amount and not hold.refusal:
        facts.append(lifted(hold))
    return facts
