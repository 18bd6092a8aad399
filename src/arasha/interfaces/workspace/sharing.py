"""With whom an account shares phones, devices and addresses: as a small graph and as the rows of its table."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext_lazy

from arasha.domains.payments.queries.shared_identifiers import Shared, Sharer, Sharing
from arasha.interfaces.ui import graph
from arasha.interfaces.ui.graph import About, Graph, Spoke
from arasha.interfaces.ui.text import Text
from arasha.interfaces.ui.words import TIERS
from arasha.interfaces.workspace.network import mask_of
from arasha.interfaces.workspace.rows import Known
from arasha.kernel.tiers import Tier

KINDS: dict[Shared, Text] = {
    Shared.PHONE: pgettext_lazy("shared", "Phone"),
    Shared.DEVICE: pgettext_lazy("shared", "Device"),
    Shared.ADDRESS: pgettext_lazy("shared", "Network address"),
}
DRAWN = 8


class Row(NamedTuple):
    """An identifier and one of the accounts that came with it."""

    kind: Text
    shared: Sharing
    other: Sharer


class Shown(NamedTuple):
    """The drawing and its table."""

    graph: Graph
    rows: list[Row]


def accounts_of(found: Sequence[Sharing]) -> set[UUID]:
    """The other accounts."""
    return {other.account for each in found for other in each.others}


def shown(own: UUID, found: Sequence[Sharing], known: Known) -> Shown | None:
    """What an account shares; None when it shares nothing."""
    if not found:
        return None
    rows = [Row(KINDS[each.kind], each, other) for each in found for other in each.others]
    about = About(
        _("Who shares a phone, device or address"),
        Spoke(mask_of(own, known), _("this account"), 0, ""),
        (_("What is shared"), _("With whom")),
    )
    return Shown(graph.draw(about, [_identifier(each) for each in found[:DRAWN]], _others(rows, known)), rows)


def _identifier(each: Sharing) -> Spoke:
    accounts = ngettext("%(count)d account", "%(count)d accounts", each.accounts) % {"count": each.accounts}
    gravest = max((other.tier for other in each.others), default=Tier.NONE)
    return Spoke(f"{KINDS[each.kind]} {each.label}", accounts, 1, _edge(gravest))


def _others(rows: Sequence[Row], known: Known) -> list[Spoke]:
    """The other accounts, those the registry knows worst first, then those with the most in common."""
    common: dict[UUID, list[Row]] = {}
    for row in rows:
        common.setdefault(row.other.account, []).append(row)
    ordered = sorted(common.items(), key=lambda item: (-item[1][0].other.tier, -len(item[1]), item[0]))
    return [_other(token, shared, known) for token, shared in ordered[:DRAWN]]


def _other(token: UUID, shared: Sequence[Row], known: Known) -> Spoke:
    tier = shared[0].other.tier
    kinds = ", ".join(dict.fromkeys(str(row.kind) for row in shared))
    address, mark = reverse("workspace:drop", args=[token]), str(TIERS[tier.word]) if tier else ""
    return Spoke(mask_of(token, known), kinds, 1, _edge(tier), address, mark)


def _edge(tier: Tier) -> str:
    return "refuse" if tier >= Tier.HIGH else "allow"
