"""The registry: who and what is suspected, until when, and what waits for a second person."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from arasha.domains.registry import queries
from arasha.domains.registry.facts import EntryState, Ground
from arasha.domains.registry.queries import Entry
from arasha.interfaces.ui.words import TIERS as TIER_WORDS
from arasha.interfaces.workspace import registry_filters, registry_words
from arasha.interfaces.workspace.access import Visit, page
from arasha.interfaces.workspace.people import names_of
from arasha.interfaces.workspace.registry_filters import Filters
from arasha.kernel import clock
from arasha.kernel.access import queries as access
from arasha.kernel.access.roles import Right
from arasha.kernel.store import vault

PAGE = 50
SOON = timedelta(days=7)

# Views that are asked for every day, as names for addresses.
PRESETS: tuple[dict[str, str], ...] = (
    {},
    {"state": "waiting", "others": "1"},
    {"state": "confirmed"},
    {"within": "30d"},
    {"state": "ended"},
)


@page(Right.SEE_REGISTRY)
def show(request: Visit) -> HttpResponse:
    """One page of the entries, masked; everything that narrows it stands in the address."""
    now = clock.now()
    asked = registry_filters.read(request.GET, request, now)
    after = registry_filters.place(request.GET.get("after", ""))
    found = queries.page(asked.wanted, PAGE + 1, after)
    confirmed, proposed, soon = queries.totals(now, SOON)
    context = {
        "rows": _rows(found[:PAGE]),
        "known": vault.open_values(entry.token for entry in found[:PAGE]),
        "filters": asked,
        "presets": _presets(asked),
        "confirmed": confirmed,
        "proposed": proposed,
        "soon": soon,
        "soon_before": now + SOON,
        "following": _following(asked, found[PAGE - 1]) if len(found) > PAGE else "",
        "first": asked.address() if after else "",
        **_choices(),
    }
    return render(request, "workspace/registry.html", context)


def _rows(entries: list[Entry]) -> list[dict[str, Any]]:
    names = names_of(entry.owner for entry in entries)
    return [
        {
            "entry": entry,
            "kind": registry_words.kind_word(entry.kind),
            "ground": registry_words.GROUNDS[Ground(entry.ground)],
            "state": registry_words.STATES[EntryState(entry.state)],
            "badge": registry_words.STATE_BADGES[EntryState(entry.state)],
            "owner": names[entry.owner],
        }
        for entry in entries
    ]


def _following(asked: Filters, last: Entry) -> str:
    expires_at, number = queries.place_of(last)
    return asked.address(after=f"{clock.to_us(expires_at)}.{number}")


def _presets(asked: Filters) -> list[dict[str, Any]]:
    names = (_("All"), _("Others proposed"), _("Confirmed"), _("End within 30 days"), _("Ended"))
    given = {name: value for name, value in asked.values.items() if value}
    return [
        {"name": name, "address": Filters(asked.wanted, preset).address(), "here": given == preset}
        for name, preset in zip(names, PRESETS, strict=True)
    ]


def _choices() -> dict[str, Any]:
    """What the filters offer."""
    states = [(state.value, registry_words.STATES[state].label) for state in EntryState]
    return {
        "state_choices": [
            (registry_filters.LIVE, _("In force")), (registry_filters.WAITING, _("Waits for a second person")),
            (registry_filters.ENDED, _("Ended")), *states,
        ],
        "kind_choices": [(kind.value, name) for kind, name in registry_words.KINDS.items()],
        "tier_choices": [(word, TIER_WORDS[word]) for word in registry_filters.TIERS],
        "ground_choices": [(ground.code, name) for ground, name in registry_words.GROUNDS.items()],
        "owner_choices": [(f"person:{person.username}", person.name) for person in access.people()],
        "within_choices": [
            ("1d", _("24 hours")), ("7d", _("7 days")), ("30d", _("30 days")), ("90d", _("90 days")),
        ],
    }  # fmt: skip
