"""Incidents, holds, recalls, appeals and clocks as rows of tables."""

from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arasha.domains.complaints.facts import Situation
from arasha.domains.recovery.facts.handling import AnalysisState, Disagreement, HoldGround, HoldState, Refusal
from arasha.domains.recovery.facts.incidents import IncidentState
from arasha.domains.recovery.facts.returning import AppealState, RecallState, RefundState, Rejection
from arasha.domains.recovery.queries.handling import Appeal, Clock, Hold, Incident, Recall, Refund
from arasha.domains.recovery.queries.money import Money
from arasha.interfaces.ui.text import Text
from arasha.interfaces.ui.titles import title_of
from arasha.interfaces.workspace import recovery_words as said
from arasha.interfaces.workspace import report_words, words
from arasha.kernel import clock
from arasha.kernel.access.roles import Role
from arasha.kernel.references import Letter, reference
from arasha.kernel.terms import Code

FULL = 1000  # the money bar's width


def incident_row(row: Incident) -> dict[str, Any]:
    """An incident."""
    return {
        "incident": row,
        "reference": reference(Letter.INCIDENT, row.id),
        "situation": report_words.SITUATIONS.get(Situation(row.situation), row.situation),
        "state": said.INCIDENTS[IncidentState(row.state)],
    }


def hold_row(row: Hold, running: Sequence[Clock] = ()) -> dict[str, Any]:
    """A hold, with the first of its clocks."""
    state = HoldState(row.state)
    return {
        "hold": row,
        "reference": reference(Letter.HOLD, row.id),
        "state": said.HOLDS[state],
        "badge": said.HOLD_BADGES.get(state, ""),
        "ground": said.GROUNDS[HoldGround(row.ground)],
        "analysis": said.ANALYSES[AnalysisState(row.analysis)],
        "refusal": said.REFUSALS[Refusal(row.refusal)] if row.refusal else "",
        "disagreement": said.DISAGREEMENTS[Disagreement(row.disagreement)] if row.disagreement else "",
        "clock": clock_row(running[0]) if running else None,
    }


def recall_row(row: Recall) -> dict[str, Any]:
    """A recall."""
    return {
        "recall": row,
        "reference": reference(Letter.RECALL, row.id),
        "state": said.RECALLS[RecallState(row.state)],
        "rejection": said.REJECTIONS[Rejection(row.rejection)] if row.rejection else "",
    }


def refund_row(row: Refund) -> dict[str, Any]:
    """A refund."""
    return {"refund": row, "reference": reference(Letter.REFUND, row.id), "state": said.REFUNDS[RefundState(row.state)]}


def appeal_row(row: Appeal) -> dict[str, Any]:
    """An appeal, with the hold that it is about."""
    return {
        "appeal": row,
        "reference": reference(Letter.APPEAL, row.id),
        "hold_reference": reference(Letter.HOLD, row.hold_id),
        "state": said.APPEALS[AppealState(row.state)],
        "late": row.decided_at is None and row.due_at <= clock.now(),
    }


LETTERS = {
    "incident": Letter.INCIDENT,
    "hold": Letter.HOLD,
    "recall": Letter.RECALL,
    "refund": Letter.REFUND,
    "appeal": Letter.APPEAL,
}


def clock_row(row: Clock) -> dict[str, Any]:
    """A clock: what it is called, when it falls due, and whether that is past or near."""
    now = clock.now()
    kind, _colon, number = row.about.partition(":")
    return {
        "clock": row,
        "name": said.CLOCKS.get(Code(row.code), row.code),
        "whose": _whose(row),
        "kind": kind,
        "number": int(number),
        "reference": reference(LETTERS[kind], int(number)) if kind in LETTERS else "",
        "late": row.due_at <= now,
        "soon": row.warn_at <= now < row.due_at,
    }


def _whose(row: Clock) -> Text:
    """Who has to act before a clock runs out: an institution, the prosecutor, or the centre."""
    if row.institution is not None:
        return title_of(row.institution)
    return words.ROLES[Role.PROSECUTOR] if row.code == Code.SANCTION else _("The centre")


def by_subject(clocks: Iterable[Clock]) -> dict[str, list[Clock]]:
    """Clocks by what they are about, the first to fall due first."""
    found: dict[str, list[Clock]] = {}
    for each in sorted(clocks, key=lambda each: each.due_at):
        found.setdefault(each.about, []).append(each)
    return found


class Part(NamedTuple):
    """A part of the money bar: `start` and `width` of a thousand."""

    name: str
    kind: str
    amount: int
    start: int
    width: int


def money_parts(money: Money) -> list[Part]:
    """The stolen money as parts that fill the bar, whatever the rounding."""
    amounts = [
        (_("Returned"), "returned", money.returned),
        (pgettext("of money", "Held"), "held", money.held),
        (_("Left where it lies"), "left", money.left),
        (_("Moved on"), "moved", money.moved_on),
    ]
    parts, done = [], 0
    for name, kind, amount in amounts:
        start = FULL * done // (money.stolen or 1)
        done += amount
        parts.append(Part(name, kind, amount, start, FULL * done // (money.stolen or 1) - start))
    return parts
