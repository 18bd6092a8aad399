"""Drop candidates: accounts against which something stands, gravest first."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arasha.domains.payments.queries import account_risk
from arasha.domains.payments.queries.account_review import latest_of
from arasha.domains.payments.queries.account_risk import TITLES, Candidate, Order
from arasha.domains.payments.queries.through import through
from arasha.interfaces.ui.titles import title_of
from arasha.interfaces.ui.words import TIERS as TIER_WORDS
from arasha.interfaces.workspace import drop_filters
from arasha.interfaces.workspace.access import Visit, page
from arasha.interfaces.workspace.drop_filters import Filters
from arasha.interfaces.workspace.people import names_of
from arasha.kernel import clock
from arasha.kernel.access import queries as access
from arasha.kernel.access.roles import Right
from arasha.kernel.store import vault
from arasha.kernel.tiers import Tier

PAGE = 50
WEEK = timedelta(days=7)
STRONGEST = 2

# Views that are asked for every day, as names for addresses.
PRESETS: tuple[dict[str, str], ...] = (
    {},
    {"unseen": "1"},
    {"order": "newest"},
    {"tier": "very_high"},
    {"tier": "high"},
)


@page(Right.SEE_PAYMENTS)
def show(request: Visit) -> HttpResponse:
    """One page of the candidates, masked; everything that narrows it stands in the address."""
    asked = drop_filters.read(request.GET)
    after = drop_filters.place(request.GET.get("after", ""))
    found = account_risk.candidates(asked.wanted, PAGE + 1, after)
    shown = found[:PAGE]
    counts = account_risk.counts()
    context = {
        "rows": _rows(shown),
        "known": vault.open_values(each.token for each in shown),
        "filters": asked,
        "presets": _presets(asked),
        "count": sum(counts.values()),
        "counts": [(tier, counts[tier]) for tier in reversed(Tier) if tier in counts],
        "following": asked.address(after=drop_filters.after(shown[-1])) if len(found) > PAGE else "",
        "first": asked.address() if after else "",
        **_choices(),
    }
    return render(request, "workspace/drops.html", context)


def _rows(found: list[Candidate]) -> list[dict[str, Any]]:
    tokens = [each.token for each in found]
    passed, looked = through(tokens, clock.now() - WEEK), latest_of(tokens)
    names = names_of(each.actor for each in looked.values())
    return [
        {
            "candidate": each,
            "reasons": [_(sign.title) for sign in each.signs[:STRONGEST]],
            "more": max(0, len(each.signs) - STRONGEST),
            "through": passed[each.token],
            "seen_by": names[looked[each.token].actor] if each.token in looked else "",
        }
        for each in found
    ]


def _presets(asked: Filters) -> list[dict[str, Any]]:
    unseen, newest = _("Nobody has looked yet"), pgettext("order of candidates", "Newest first")
    names = (_("All"), unseen, newest, *(TIER_WORDS[preset["tier"]] for preset in PRESETS if "tier" in preset))
    given = {name: value for name, value in asked.values.items() if value}
    return [
        {"name": name, "address": Filters(asked.wanted, preset).address(), "here": given == preset}
        for name, preset in zip(names, PRESETS, strict=True)
    ]


def _choices() -> dict[str, Any]:
    """What the filters offer."""
    orders = {
        Order.RISK: pgettext("order of candidates", "Gravest first"),
        Order.NEWEST: pgettext("order of candidates", "Newest first"),
    }
    return {
        "tier_choices": [(word, TIER_WORDS[word]) for word in drop_filters.TIERS],
        "sign_choices": [(sign.value, _(title)) for sign, title in TITLES.items()],
        "institution_choices": [(each.code, title_of(each)) for each in access.institutions()],
        "order_choices": [(order.value, name) for order, name in orders.items()],
    }
