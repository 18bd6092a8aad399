"""Payments around an account drawn over time: payers above it, payees below, every payment an arrow; with the rows of
its table.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.queries.legs import Leg
from arasha.interfaces.ui import instants, lanes
from arasha.interfaces.ui.amounts import short
from arasha.interfaces.ui.lanes import Arrow, Drawn, Lane
from arasha.interfaces.workspace.network import mask_of
from arasha.interfaces.workspace.rows import Known

MOST_SIDE = 7  # lanes on either side; the rest share one
MOST_ARROWS = 60
DAY = timedelta(days=1)


class Move(NamedTuple):
    """Money from one account to another; `sequence` is its payment's, `verdict` the gravest that was given."""

    sequence: int
    at: datetime
    debtor: UUID
    creditor: UUID
    amount: int
    verdict: Verdict = Verdict.ALLOW


class Shown(NamedTuple):
    """A drawing, and the payments in it with their verdicts' words for the table."""

    drawing: Drawn
    rows: list[tuple[Move, str]]


def moves_of(own: UUID, legs: Sequence[Leg]) -> list[Move]:
    """The newest payments of an account, oldest first."""
    return [
        Move(leg.sequence, leg.at, *((leg.other, own) if leg.credit else (own, leg.other)), leg.amount, leg.verdict)
        for leg in legs[-MOST_ARROWS:]
    ]


def drawn(title: str, own: UUID, moves: Sequence[Move], known: Known) -> Shown:
    """The lanes of some payments, oldest first; `own` is the account that it is about."""
    kept = sorted(moves, key=lambda move: (move.at, move.sequence))[-MOST_ARROWS:]
    sides = _sides(own, kept)
    places = {own: own, **sides[True].places, **sides[False].places}
    middle = Lane(own, mask_of(own, known), _("this account"), own=True)
    rows = [*_lanes(sides[True], known), middle, *_lanes(sides[False], known)]
    arrows = [
        Arrow(move.at.timestamp(), places[move.debtor], places[move.creditor], move.amount, move.verdict.word,
              _said(move, known))
        for move in kept if places[move.debtor] != places[move.creditor]
    ]  # fmt: skip
    return Shown(lanes.draw(title, rows, arrows, _times(kept)), [(move, move.verdict.word) for move in kept])


class _Side(NamedTuple):
    """Accounts above or below the middle: those with a lane of their own, and those that share one."""

    alone: list[UUID]
    shared: list[UUID]
    key: str

    @property
    def places(self) -> dict[UUID, object]:
        """The lane of every account."""
        return {**{token: token for token in self.alone}, **dict.fromkeys(self.shared, self.key)}


def _sides(own: UUID, moves: Sequence[Move]) -> dict[bool, _Side]:
    """Who was first seen paying stands above, who was first seen being paid below, each in the order of time."""
    first: dict[UUID, bool] = {}
    for move in moves:
        first.setdefault(move.debtor, True)
        first.setdefault(move.creditor, False)
    first.pop(own, None)
    found = {paying: [token for token, way in first.items() if way is paying] for paying in (True, False)}
    return {paying: _side(tokens, "above" if paying else "below") for paying, tokens in found.items()}


def _side(tokens: list[UUID], key: str) -> _Side:
    cut = len(tokens) if len(tokens) <= MOST_SIDE + 1 else MOST_SIDE
    return _Side(tokens[:cut], tokens[cut:], key)


def _lanes(side: _Side, known: Known) -> list[Lane]:
    rows = [Lane(token, mask_of(token, known), href=reverse("workspace:account", args=[token])) for token in side.alone]
    count = len(side.shared)
    more = ngettext("and %(count)d more", "and %(count)d more", count) % {"count": count}
    return [*rows, Lane(side.key, more)] if count else rows


def _said(move: Move, known: Known) -> str:
    pair = {
        "from": mask_of(move.debtor, known), "to": mask_of(move.creditor, known),
        "sum": short(move.amount, get_language() or "kk"),
        "when": instants.written(move.at, get_language() or "kk", "full"),
    }  # fmt: skip
    return _("%(when)s: %(sum)s from %(from)s to %(to)s") % pair


def _times(moves: Sequence[Move]) -> list[tuple[float, str]]:
    """The instants that the axis names: of all payments, those whose words have room."""
    if not moves:
        return []
    style = "hour" if moves[-1].at - moves[0].at < DAY else "short"
    language = get_language() or "kk"
    return [(move.at.timestamp(), instants.written(move.at, language, style)) for move in moves]
