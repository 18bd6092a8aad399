"""Why is my money held: by reference and code, with the clocks; the same form opens a listing's page.

Reference and code travel in the form; what they opened stays open to this browser for half an hour.
"""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.recovery.facts.handling import HoldGround, HoldState
from arasha.domains.recovery.facts.returning import AppealState
from arasha.domains.recovery.queries import handling, sealed
from arasha.domains.recovery.queries.handling import Appeal, Hold, Wanted
from arasha.domains.registry import queries as registry
from arasha.interfaces.public import held_words, passes, typed
from arasha.interfaces.public.pages import page, shown
from arasha.interfaces.public.passes import Pass
from arasha.interfaces.public.visitors import Deed, count
from arasha.interfaces.ui.titles import title_of
from arasha.kernel import clock, references
from arasha.kernel.errors import Malformed, NotFound
from arasha.kernel.references import Letter, Reference
from arasha.kernel.terms import Code

LONGEST = 40
MOST_APPEALS = 50
OPEN_APPEALS = (AppealState.FILED, AppealState.SECOND_LOOK)


@page
def show(request: HttpRequest) -> HttpResponse:
    """GET asks for reference and code, or shows what is open; POST opens it."""
    if request.method == "POST":
        return _opened(request)
    held = passes.held(request, Letter.HOLD, Letter.LISTING)
    if held is None:
        return shown(request, "public/held.html", {"values": {}, "errors": {}})
    if held.letter is Letter.LISTING:
        return HttpResponseRedirect(reverse("public:listing"))
    return shown(request, "public/hold.html", _hold(handling.hold(held.number)))


@require_POST
@page
def leave(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """Close what is open, for whoever sits at a shared machine."""
    return passes.take_back(HttpResponseRedirect(reverse("public:held")))


def open_hold(request: HttpRequest) -> Hold | None:
    """The hold that is open to this browser."""
    held = passes.held(request, Letter.HOLD)
    return handling.hold(held.number) if held else None


def is_kept(hold: Hold) -> bool:
    """Is money kept back from its holder?"""
    return HoldState(hold.state) in held_words.KEPT


def open_appeal(hold: Hold) -> Appeal | None:
    """The holder's appeal that waits for its decision."""
    return next((appeal for appeal in _appeals(hold) if appeal.state in OPEN_APPEALS), None)


def keeper_of(hold: Hold) -> str:
    """The name of the institution that keeps the account."""
    return title_of(hold.institution) if hold.institution else hold.institution_code


def _hold(hold: Hold) -> dict[str, Any]:
    appeals = _appeals(hold)
    return {
        "hold": hold,
        "reference": references.reference(Letter.HOLD, hold.id),
        "said": held_words.STATES[HoldState(hold.state)],
        "ground": held_words.GROUNDS[HoldGround(hold.ground)],
        "keeper": keeper_of(hold),
        "kept": is_kept(hold),
        "clocks": _clocks(hold, appeals),
        "appeals": [_appeal(appeal) for appeal in appeals],
        "may_appeal": is_kept(hold) and not any(appeal.state in OPEN_APPEALS for appeal in appeals),
        "may_add": any(appeal.state in OPEN_APPEALS for appeal in appeals),
        "files": len(handling.evidence_of(*map(str, appeals))),
        "now": clock.now(),
    }


def _appeals(hold: Hold) -> list[Appeal]:
    """The appeals of a hold, the newest first."""
    found = handling.appeals(Wanted(states=tuple(AppealState), incident=hold.incident_id), MOST_APPEALS)
    return [appeal for appeal in found if appeal.hold_id == hold.id]


def _appeal(appeal: Appeal) -> dict[str, Any]:
    return {
        "appeal": appeal,
        "reference": references.reference(Letter.APPEAL, appeal.id),
        "state": held_words.APPEALS[AppealState(appeal.state)],
        "open": appeal.state in OPEN_APPEALS,
        "reasons": sealed.read(appeal.reasons, f"{appeal} reasons") if appeal.decided_at else "",
    }


def _clocks(hold: Hold, appeals: list[Appeal]) -> list[dict[str, Any]]:
    """The running clocks that concern the holder, the first to fall due first."""
    running = handling.clocks(str(hold), *map(str, appeals))
    now = clock.now()
    return [
        {"name": held_words.CLOCKS[Code(each.code)], "due_at": each.due_at, "late": each.due_at < now}
        for each in running
        if Code(each.code) in held_words.CLOCKS
    ]


def _opened(request: HttpRequest) -> HttpResponse:
    count(request, Deed.LOOK)
    values = {name: typed.text(request.POST, name, LONGEST) for name in ("reference", "code")}
    found = _found(values)
    if isinstance(found, Pass):
        answer = HttpResponseRedirect(reverse("public:held"))
        return passes.grant(answer, found.letter, found.number, found.code)
    return shown(request, "public/held.html", {"values": values, "errors": found}, status=422)


def _found(values: dict[str, str]) -> Pass | dict[str, str]:
    """What reference and code open, or what is wrong with them; which of both does not fit is not said."""
    if not values["reference"] or not values["code"]:
        empty = {"reference": _("Write the reference that you were told."), "code": _("Write the code.")}
        return {name: said for name, said in empty.items() if not values[name]}
    try:
        named = references.read(values["reference"])
        return _pass(named, values["code"])
    except Malformed:
        return {"reference": _("A reference looks like H-000123-3 or L-000123-1. Check it for slips.")}
    except NotFound:
        return {"code": _("Nothing stands under this reference and code. Check both.")}


def _pass(named: Reference, code: str) -> Pass:
    written = references.reference(named.letter, named.number)
    match named.letter:
        case Letter.HOLD:
            return Pass(Letter.HOLD, handling.opened(written, code).id, 0)
        case Letter.LISTING:
            return Pass(Letter.LISTING, registry.for_person(written, code).entry, 0, code)
        case _:
            raise Malformed("this page shows holds and listings", field="reference")
