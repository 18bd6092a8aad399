"""One institution: its names, its stand-in policy, what it asked, and its keys for those who manage them."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from arasha.domains.payments.queries import figures
from arasha.interfaces.ui.titles import title_of
from arasha.interfaces.workspace import institution_words
from arasha.interfaces.workspace.access import Visit, page
from arasha.interfaces.workspace.institution_words import SCOPES
from arasha.interfaces.workspace.message_words import mailbox_of
from arasha.kernel import clock
from arasha.kernel.access import queries
from arasha.kernel.access.models import Institution, InstitutionKind, StandIn
from arasha.kernel.access.roles import Right
from arasha.kernel.access.scopes import EVERYDAY, Scope

WEEK = timedelta(days=7)
OVERLAPS = (1, 7, 30)  # days for which a replaced key stays good


@page(Right.SEE_INSTITUTIONS)
def show(request: Visit, number: int) -> HttpResponse:
    """The page."""
    return shown(request, queries.institution_numbered(number))


def shown(
    request: Visit,
    institution: Institution,
    *,
    key_text: str = "",
    secret: str = "",
    errors: dict[str, str] | None = None,
) -> HttpResponse:
    """The page, with a key or a secret that has just been made, or with what was wrong with a form."""
    context = {
        "institution": institution,
        "title": title_of(institution),
        "kind": InstitutionKind(institution.kind).label,
        "stand_in": StandIn(institution.stand_in).label,
        "stand_in_choices": StandIn.choices,
        "asked": figures.by_institution(clock.now() - WEEK).get(institution.number),
        "key_text": key_text,
        "secret": secret,
        "errors": errors or {},
        **(_keys(institution) if request.user.may(Right.MANAGE_INSTITUTIONS) else {}),
    }
    return render(request, "workspace/institution.html", context, status=422 if errors else 200)


def _keys(institution: Institution) -> dict[str, Any]:
    now = clock.now()
    return {
        "manages": True,
        "keys": [
            (key, institution_words.state_of(key, now), [SCOPES[Scope(scope)] for scope in key.scopes])
            for key in queries.keys_of(institution)
        ],
        "scope_choices": [(scope.value, name, scope in EVERYDAY) for scope, name in SCOPES.items()],
        "overlaps": OVERLAPS,
        **mailbox_of(institution.number),
    }
