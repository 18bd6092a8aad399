"""One typology: what it says, what it would have done, what happened to it, and what may be done with it."""

from collections.abc import Callable
from typing import Any

import msgspec
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.payments.actions import typologies as actions
from arasha.domains.payments.facts import TypologyState
from arasha.domains.payments.queries import typologies
from arasha.domains.payments.queries.typologies import Typology
from arasha.interfaces.ui.words import LANGUAGES, VERDICTS
from arasha.interfaces.workspace import addresses, conditions, typology_words
from arasha.interfaces.workspace.access import Visit, by, page
from arasha.interfaces.workspace.people import in_reading, names_of
from arasha.interfaces.workspace.typed import typed
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import Forbidden, Malformed
from arasha.kernel.outbox.append import By

LONGEST_NOTE = 500

Move = Callable[[str, By, str, int], Typology]

MOVES: dict[str, Move] = {
    TypologyState.SHADOW: lambda code, by, note, _version: actions.to_shadow(code, by, note=note),
    TypologyState.LIVE: lambda code, by, note, version: actions.approve(code, by, version=version, note=note),
    TypologyState.REJECTED: lambda code, by, note, _version: actions.reject(code, by, note=note),
    TypologyState.RETIRED: lambda code, by, note, _version: actions.retire(code, by, note=note),
}


@page(Right.SEE_DETECTION)
def show(request: Visit, code: str) -> HttpResponse:
    """The page."""
    return _page(request, code)


@require_POST
@page(Right.WRITE_TYPOLOGY)
def move(request: Visit, code: str) -> HttpResponse:
    """Give it another state; without a word why, where one is needed, the page comes again and says so."""
    to, note = typed(request.POST, "to", 20), typed(request.POST, "note", LONGEST_NOTE)
    if to not in MOVES:
        raise Malformed("a typology cannot be given this state", field="to")
    if to == TypologyState.LIVE and not request.user.may(Right.APPROVE_TYPOLOGY):
        raise Forbidden
    try:
        moved = MOVES[to](code, by(request), note, addresses.whole(request.POST.get("version", "")) or 0)
    except Malformed as malformed:
        if malformed.field != "note":
            raise
        return _page(request, code, error=_("Write why, in a sentence."))
    messages.success(request, f"{typology_words.STATES[moved.state].label}. {typology_words.MEANS[moved.state]}")
    return redirect("workspace:typology", code)


def _page(request: Visit, code: str, error: str = "") -> HttpResponse:
    found = typologies.typology(code)
    context = {
        "typology": found,
        "title": in_reading(msgspec.structs.asdict(found.draft.title)),
        "state": typology_words.STATES[found.state],
        "badge": typology_words.BADGES.get(found.state, ""),
        "means": typology_words.MEANS[found.state],
        "parts": conditions.told(found.draft.when),
        "ceiling": VERDICTS[found.draft.ceiling],
        "texts": _texts(found),
        "history": typology_words.history(found),
        "names": names_of([found.author, *([found.approved_by] if found.approved_by else [])]),
        "author": found.institution or names_of([found.author])[found.author],
        "error": error,
        **_offered(request, found),
    }
    return render(request, "workspace/typology.html", context, status=422 if error else 200)


def _texts(found: Typology) -> list[tuple[str, str, str, str]]:
    """Title and reason in every language: its code, its own name, the two texts."""
    titles, reasons = msgspec.structs.asdict(found.draft.title), msgspec.structs.asdict(found.draft.reason)
    return [(language, name, titles[language], reasons[language]) for language, (_short, name) in LANGUAGES.items()]


def _offered(request: Visit, found: Typology) -> dict[str, Any]:
    """What this person may do with it now."""
    writes, approves = request.user.may(Right.WRITE_TYPOLOGY), request.user.may(Right.APPROVE_TYPOLOGY)
    actor = by(request).actor
    return {
        "may_edit": writes and found.editable,
        "may_shadow": writes and TypologyState.SHADOW in found.becomes,
        "may_approve": approves and found.may_be_approved_by(actor),
        "wrote": actor in found.authors,
        "waits": found.state is TypologyState.SHADOW,
        "may_reject": writes and TypologyState.REJECTED in found.becomes,
        "may_retire": writes and TypologyState.RETIRED in found.becomes,
    }
