"""Entries of the registry that an officer's institution is to forget: what, until when, and the word that it has."""

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from arasha.domains.registry import actions, queries
from arasha.domains.registry.queries import Removal
from arasha.interfaces.workspace import registry_words
from arasha.interfaces.workspace.access import Visit, by, page
from arasha.interfaces.workspace.views.holds import own_institution
from arasha.kernel import clock
from arasha.kernel.access.roles import Right
from arasha.kernel.store import vault

PAGE = 100
SOON = timedelta(hours=4)


@page(Right.ANSWER_OWN_HOLDS)
def show(request: Visit) -> HttpResponse:
    """What the officer's own institution has still to confirm, the first to fall due first.

    Identifiers are masked: whoever is struck from the registry is nobody's to know in full.
    """
    now = clock.now()
    asked = queries.asked_of(own_institution(request), PAGE + 1)
    context = {
        "rows": [_row(removal) for removal in asked[:PAGE]],
        "more": len(asked) > PAGE,
        "known": vault.open_values(removal.entry.token for removal in asked),
        "now": now,
        "soon_before": now + SOON,
    }
    return render(request, "workspace/own_removals.html", context)


@require_POST
@page(Right.ANSWER_OWN_HOLDS)
def confirm(request: Visit) -> HttpResponse:
    """The institution has forgotten the entries that are ticked; what was confirmed before stays as it was."""
    ticked = request.POST.getlist("reference")[:PAGE]
    for reference in ticked:
        actions.confirm_removal(reference, own_institution(request), by(request))
    if ticked:
        count = len(ticked)
        told = ngettext("Confirmed: %(count)s entry forgotten.", "Confirmed: %(count)s entries forgotten.", count)
        messages.success(request, told % {"count": count})
    else:
        messages.error(request, _("Tick what your institution has forgotten."))
    return redirect("workspace:own-removals")


def _row(removal: Removal) -> dict[str, Any]:
    return {
        "removal": removal,
        "reference": queries.reference_of(removal.entry),
        "kind": registry_words.kind_word(removal.entry.kind),
    }
