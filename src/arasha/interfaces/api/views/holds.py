"""Holds, recalls and refunds, in the hands of the institution that keeps the account."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from arasha.client import handling as h
from arasha.domains.recovery.actions import analysis, holds, recalls, refunds
from arasha.domains.recovery.actions.analysis import Verdict
from arasha.domains.recovery.actions.holds import Answer
from arasha.domains.recovery.actions.recalls import RecallAnswer
from arasha.domains.recovery.facts.handling import Disagreement, HoldState, Refusal
from arasha.domains.recovery.facts.returning import Rejection
from arasha.domains.recovery.queries import handling as queries
from arasha.domains.recovery.queries.handling import Hold, Wanted
from arasha.interfaces.api.door import CURSORS, LIMITS, USUAL, Visit, whole, word
from arasha.kernel.references import Letter, number, reference

STATES = tuple(state.value for state in HoldState)


def following(visit: Visit) -> h.Holds:
    """Holds at the institution, the oldest first, from behind one on."""
    cursor, limit = whole(visit, "after", CURSORS, 0), whole(visit, "limit", LIMITS, USUAL)
    state = word(visit, "state", STATES)
    wanted = Wanted(states=(state,) if state else (), institution=visit.caller.number, after=cursor, oldest_first=True)
    rows = queries.holds(wanted, limit + 1)
    page = rows[:limit]
    return h.Holds(holds=_holds(page), next=page[-1].id if page else cursor, more=len(rows) > limit)


def one(visit: Visit, name: str) -> h.Hold:
    """One hold at the institution."""
    return _hold(queries.hold(number(Letter.HOLD, name), visit.caller.number))


def answer(visit: Visit, said: h.HoldAnswer, name: str) -> h.Hold:
    """Take what the institution holds."""
    refusal = Refusal(said.refusal) if said.refusal else None
    given = Answer(held=said.held, refusal=refusal, asked=said.asked or 0, note=said.note)
    return _hold(holds.answer(number(Letter.HOLD, name), given, visit.by))


def analyse(visit: Visit, said: h.HoldAnalysis, name: str) -> h.Hold:
    """Take whether the institution agrees that the money is stolen."""
    disagreement = Disagreement(said.disagreement) if said.disagreement else None
    verdict = Verdict(agreed=said.agreed, disagreement=disagreement, note=said.note)
    return _hold(analysis.answer(number(Letter.HOLD, name), verdict, visit.by))


def answer_recall(visit: Visit, said: h.RecallAnswer, name: str) -> h.Recall:
    """Take how much the institution returns."""
    rejection = Rejection(said.rejection) if said.rejection else None
    given = RecallAnswer(accepted=said.accepted, rejection=rejection, note=said.note)
    return _recall(recalls.answer(number(Letter.RECALL, name), given, visit.by))


def paid(visit: Visit, said: h.RefundPaid, name: str) -> h.Refund:
    """The institution has paid to a victim."""
    return _refund(refunds.paid(number(Letter.REFUND, name), said.payment_id, visit.by))


def _hold(row: Hold) -> h.Hold:
    return _holds([row])[0]


def _holds(rows: Sequence[Hold]) -> list[h.Hold]:
    """Holds with their clocks, read together."""
    due: dict[str, dict[str, datetime]] = {}
    for running in queries.clocks(*map(str, rows)):
        due.setdefault(running.about, {})[running.code] = running.due_at
    return [_told(row, due.get(str(row), {})) for row in rows]


def _told(row: Any, due: dict[str, datetime]) -> h.Hold:
    return h.Hold(
        reference=reference(Letter.HOLD, row.id),
        incident=reference(Letter.INCIDENT, row.incident_id),
        account=row.account.hex,
        ground=row.ground,
        hop=row.hop,
        state=row.state,
        amount=row.amount,
        held=row.held,
        refusal=row.refusal or None,
        analysis=row.analysis,
        disagreement=row.disagreement or None,
        requested_at=row.requested_at,
        answered_at=row.answered_at,
        expires_at=row.expires_at,
        ended_at=row.ended_at,
        due=due,
    )


def _recall(row: Any) -> h.Recall:
    return h.Recall(
        reference=reference(Letter.RECALL, row.id),
        hold=reference(Letter.HOLD, row.hold_id),
        state=row.state,
        amount=row.amount,
        accepted=row.accepted,
        rejection=row.rejection or None,
        opened_at=row.opened_at,
        answered_at=row.answered_at,
        ended_at=row.ended_at,
    )


def _refund(row: Any) -> h.Refund:
    return h.Refund(
        reference=reference(Letter.REFUND, row.id),
        recall=reference(Letter.RECALL, row.recall_id),
        state=row.state,
        amount=row.amount,
        payment_id=row.payment_id or None,
        wanted_at=row.wanted_at,
        paid_at=row.paid_at,
        ended_at=row.ended_at,
    )
