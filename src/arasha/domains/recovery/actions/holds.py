"""Asking institutions to hold stolen money, and taking their answers: only the stolen share, never without an end."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.db import transaction
from django.db.models import Sum

from arasha.domains.recovery.actions import messages
from arasha.domains.recovery.actions.clocks import Turn, turn
from arasha.domains.recovery.actions.holding import fact, lifted, locked, moved
from arasha.domains.recovery.actions.progress import advance
from arasha.domains.recovery.actions.tracing import Wanted
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
from arasha.kernel.outbox.append import By, append
from arasha.kernel.terms import Code


class Answer(NamedTuple):
    """What an institution holds of what it was asked, tiyn; `asked` is the amount that it answers to, if it says so."""

    held: int
    refusal: Refusal | None = None
    asked: int = 0
    note: str = ""


class Asked(NamedTuple):
    """A hold that asks for money, with the code for its holder when it is new."""

    hold: Hold
    code: str
    before: HoldState | None


def request(incident: Incident, wanted: Sequence[Wanted], by: By) -> list[Hold]:
    """Ask the institutions of some accounts to hold stolen money; returns the holds that ask for more than before.

    In the caller's transaction, after the moves of money are written, and last, because it appends facts. Only what
    came into an account since it was last asked about is asked for, so that asking again changes nothing.
    """
    asked = _asked(incident, wanted, by)
    if not asked:
        if facts := advance(incident):  # nothing is to be held: the incident is watched
            append(facts, by)
        return []
    at = clock.now()
    institutions = Institution.objects.in_bulk({one.hold.institution_id for one in asked} - {None})
    turns = [Turn(str(one.hold), step(HOLD, one.before, HoldState.REQUESTED, Party.PROCESS), one.hold.institution_id)
             for one in asked]  # fmt: skip
    due = turn(turns, at)
    facts = advance(incident)
    readable = messages.accounts(one.hold.account for one in asked)
    for one in asked:
        one.hold.institution = institutions.get(one.hold.institution_id) if one.hold.institution_id else None
        until = due[str(one.hold)].get(Code.HOLD_ANSWER)
        account = readable.get(one.hold.account, "")
        messages.send([messages.requested(one.hold, code=one.code, account=account, due=until)])
    append([*(_requested(one.hold) for one in asked), *facts], by)
    return [one.hold for one in asked]


@transaction.atomic
def receive(number: int, by: By) -> Hold:
    """An institution has the request before it; saying so again, or after the answer, changes nothing."""
    hold, party = locked(number, by)
    if hold.state != HoldState.REQUESTED:
        return hold
    moved(hold, HoldState.RECEIVED, party, clock.now())
    hold.save(update_fields=["state"])
    append([fact(HoldReceived, hold)], by)
    return hold


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


def _asked(incident: Incident, wanted: Sequence[Wanted], by: By) -> list[Asked]:
    """Rows for what has come since it was last asked about."""
    arrived, before = _arrived(incident, wanted), _asked_before(incident, wanted)
    numbers = dict(
        Institution.objects.filter(code__in={one.institution_code for one in wanted}).values_list("code", "number")
    )
    found: list[Asked] = []
    for one in wanted:
        earlier = before.get(one.account, [])
        fresh = asking.fresh(one.shares, arrived.get(one.account, {}), [hold.arrived for hold in earlier])
        if not fresh:
            continue
        growing = next((hold for hold in earlier if hold.state in UNANSWERED), None)
        hold = growing or _new(incident, one, numbers.get(one.institution_code), by)
        hold.claims = asking.added(hold.claims, fresh)
        hold.amount, hold.arrived = sum(hold.claims.values()), asking.named(arrived[one.account])
        found.append(_kept(hold, growing))
    return found


def _kept(hold: Hold, growing: Hold | None) -> Asked:
    """Save a hold that asks; a new one gets a code for its holder."""
    before = HoldState(hold.state) if growing else None
    code = "" if growing else references.new_code()
    if code:
        hold.code = references.digest_of(code)
    hold.state = HoldState.REQUESTED
    hold.save()
    return Asked(hold, code, before)


def _new(incident: Incident, one: Wanted, institution: int | None, by: By) -> Hold:
    return Hold(
        incident=incident,
        institution_id=institution,
        institution_code=one.institution_code,
        account=one.account,
        hop=one.hop,
        ground=HoldGround.STOLEN_RECEIVED if one.hop <= 1 else HoldGround.STOLEN_TRACED,
        owner=by.actor,
        claims={},
        requested_at=clock.now(),
    )


def _arrived(incident: Incident, wanted: Sequence[Wanted]) -> dict[UUID, dict[int, int]]:
    """How much of each of the incident's claims ever came into the accounts."""
    rows = Move.objects.filter(claim__incident=incident, creditor__in={one.account for one in wanted})
    found: dict[UUID, dict[int, int]] = {}
    for account, claim, amount in rows.order_by().values_list("creditor", "claim").annotate(Sum("amount")):
        found.setdefault(account, {})[claim] = amount
    return found


def _asked_before(incident: Incident, wanted: Sequence[Wanted]) -> dict[UUID, list[Hold]]:
    accounts = {one.account for one in wanted}
    rows = Hold.objects.select_for_update().filter(incident=incident, account__in=accounts)
    found: dict[UUID, list[Hold]] = {}
    for hold in rows:
        found.setdefault(hold.account, []).append(hold)
    return found


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
