"""The institutions that are connected: what they are, when they last asked, whether their keys are good."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from arasha.domains.payments.queries import figures
from arasha.interfaces.ui.titles import title_of
from arasha.interfaces.workspace import institution_words
from arasha.interfaces.workspace.access import Visit, page
from arasha.kernel import clock
from arasha.kernel.access import queries
from arasha.kernel.access.models import InstitutionKind
from arasha.kernel.access.roles import Right

DAY = timedelta(days=1)


@page(Right.SEE_INSTITUTIONS)
def show(request: Visit) -> HttpResponse:
    """All of them, by code: a country has some hundreds."""
    now = clock.now()
    manages = request.user.may(Right.MANAGE_INSTITUTIONS)
    keys = queries.keys_in_use(now) if manages else {}
    asked = figures.by_institution(now - DAY)
    rows: list[dict[str, Any]] = []
    for each in queries.institutions():
        own = keys.get(each.number, [])
        rows.append(
            {
                "institution": each,
                "title": title_of(each),
                "kind": InstitutionKind(each.kind).label,
                "asked": asked.get(each.number),
                "keys": len(own),
                "key_state": institution_words.state_of(own[0], now) if own else None,
            }
        )
    return render(request, "workspace/institutions.html", {"rows": rows})
