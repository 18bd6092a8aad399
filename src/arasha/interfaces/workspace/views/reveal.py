"""Showing an identifier in full: for a stated purpose, once, with an audit row."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from arasha.interfaces.workspace import words
from arasha.interfaces.workspace.access import Visit, back_address, is_part, page, purpose_of
from arasha.kernel.access.actions import note_look
from arasha.kernel.access.models import Look
from arasha.kernel.access.purposes import CHOSEN_BY_PEOPLE, Purpose
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import Malformed, NotFound
from arasha.kernel.store import vault


@page(Right.REVEAL)
def reveal(request: Visit, token: UUID) -> HttpResponse:
    """GET asks what for; POST writes the look and shows the value."""
    known = vault.open_values([token]).get(token)
    if known is None:
        raise NotFound
    context = {
        "mask": known.mask,
        "purposes": [(purpose, words.PURPOSES[purpose]) for purpose in CHOSEN_BY_PEOPLE],
        "purpose_now": purpose_of(request),
        "back": back_address(request),
    }
    if request.method == "POST":
        note_look(request.user, stated(request), Look.What.REVEALED, f"identifier:{token.hex}")
        context["value"] = known.display
    template = "workspace/parts/reveal.html" if is_part(request) else "workspace/reveal.html"
    return render(request, template, context)


def stated(request: Visit) -> Purpose:
    """The purpose that a form names; `Malformed` when people may not choose it."""
    purpose = request.POST.get("purpose", "")
    if purpose not in CHOSEN_BY_PEOPLE:
        raise Malformed("the purpose is not one that people may choose", field="purpose")
    return Purpose(purpose)
