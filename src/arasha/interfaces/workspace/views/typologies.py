"""The typologies: schemes of fraud that people describe, by state."""

from typing import Any

import msgspec
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arasha.domains.payments.facts import TypologyState
from arasha.domains.payments.queries import typologies
from arasha.domains.payments.queries.typologies import Typology
from arasha.interfaces.workspace import addresses, conditions, typology_words
from arasha.interfaces.workspace.access import Visit, page
from arasha.interfaces.workspace.people import in_reading, names_of
from arasha.kernel.access.roles import Right

ENDED = "ended"
VIEWS: dict[str, frozenset[TypologyState]] = {
    "": frozenset(TypologyState),
    **{state.value: frozenset({state}) for state in (TypologyState.DRAFT, TypologyState.SHADOW, TypologyState.LIVE)},
    ENDED: frozenset({TypologyState.RETIRED, TypologyState.REJECTED}),
}


@page(Right.SEE_DETECTION)
def show(request: Visit) -> HttpResponse:
    """All typologies of a state, the one that changed last first."""
    wanted = addresses.read(request.GET, ("state",))["state"]
    found = typologies.typologies()
    states = VIEWS.get(wanted, VIEWS[""])
    context = {
        "rows": _rows([each for each in found if each.state in states]),
        "presets": [
            (name, addresses.written({"state": view}), view == wanted, sum(each.state in VIEWS[view] for each in found))
            for view, name in _names().items()
        ],
        "any": bool(found),
    }
    return render(request, "workspace/typologies.html", context)


def _names() -> dict[str, Any]:
    words = typology_words.STATES
    chosen: dict[str, Any] = {str(state): words[state].label for state in TypologyState if state in VIEWS}
    return {"": _("All"), **chosen, ENDED: pgettext("typologies", "Ended")}


def _rows(found: list[Typology]) -> list[dict[str, Any]]:
    names = names_of(each.author for each in found)
    return [
        {
            "typology": each,
            "title": in_reading(msgspec.structs.asdict(each.draft.title)),
            "state": typology_words.STATES[each.state],
            "badge": typology_words.BADGES.get(each.state, ""),
            "parts": conditions.told(each.draft.when),
            "author": each.institution or names[each.author],
        }
        for each in found
    ]
