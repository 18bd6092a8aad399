"""An account's counterparties as a graph and as a table: masked, with what the registry says of them."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.queries.counterparties import Counterparty
from arasha.domains.registry.queries import Answer
from arasha.interfaces.ui import graph
from arasha.interfaces.ui.amounts import short
from arasha.interfaces.ui.graph import About, Graph, Spoke
from arasha.interfaces.ui.words import TIERS
from arasha.interfaces.workspace.rows import Known
from arasha.kernel.tiers import Tier

DRAWN = 9  # boxes a side; the rest stands together in one more
TABLED = 60

Listed = Mapping[UUID, Answer]


class Side(NamedTuple):
    """One way of a counterparty: tiyn, payments, the gravest verdict."""

    row: Counterparty
    amount: int
    times: int
    worst: Verdict


def drawn(centre: Spoke, rows: Sequence[Counterparty], known: Known, listed: Listed) -> Graph:
    """The graph: payers and payees with the most money, the rest of each side in one box."""
    payers = [Side(row, row.received, row.times_in, row.worst_in) for row in rows if row.times_in]
    payees = [Side(row, row.sent, row.times_out, row.worst_out) for row in rows if row.times_out]
    about = About(
        _("Who pays and is paid"), centre, (_heading(_("Money in"), payers), _heading(_("Money out"), payees))
    )
    return graph.draw(about, _spokes(payers, known, listed), _spokes(payees, known, listed))


def _heading(name: str, sides: Sequence[Side]) -> str:
    total = sum(side.amount for side in sides)
    accounts = ngettext("%(count)d account", "%(count)d accounts", len(sides)) % {"count": len(sides)}
    return f"{name}: {short(total, get_language() or 'kk')} · {accounts}"


def _spokes(sides: Sequence[Side], known: Known, listed: Listed) -> list[Spoke]:
    ordered = sorted(sides, key=lambda side: -side.amount)
    cut = DRAWN if len(ordered) > DRAWN + 1 else len(ordered)
    spokes = [_spoke(side, known, listed) for side in ordered[:cut]]
    return [*spokes, _rest(ordered[cut:])] if ordered[cut:] else spokes


def _spoke(side: Side, known: Known, listed: Listed) -> Spoke:
    token = side.row.token
    answer = listed.get(token)
    return Spoke(
        label=mask_of(token, known),
        note=_note(side.amount, side.times),
        amount=side.amount,
        kind=side.worst.word,
        href=reverse("workspace:account", args=[token]),
        mark=str(TIERS[answer.tier.word]) if answer and answer.tier > Tier.NONE else "",
    )


def _rest(sides: Sequence[Side]) -> Spoke:
    amount = sum(side.amount for side in sides)
    label = ngettext("and %(count)d more", "and %(count)d more", len(sides)) % {"count": len(sides)}
    return Spoke(label, _note(amount, sum(side.times for side in sides)), amount, "rest", "#counterparties")


def _note(amount: int, times: int) -> str:
    payments = ngettext("%(count)d payment", "%(count)d payments", times) % {"count": times}
    return f"{short(amount, get_language() or 'kk')} · {payments}"


def mask_of(token: UUID, known: Known) -> str:
    """An identifier as everybody may see it."""
    value = known.get(token)
    return value.mask if value else f"{token.hex[:4]}…{token.hex[-4:]}"
