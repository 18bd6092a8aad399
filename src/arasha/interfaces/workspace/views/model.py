"""One model: its card and curves, how it does lately, and what may be done with it."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.payments.actions import models as actions
from arasha.domains.payments.facts import ModelStage
from arasha.domains.payments.queries import models
from arasha.domains.payments.queries.models import Model
from arasha.interfaces.workspace import addresses, model_plots, model_words
from arasha.interfaces.workspace.access import Visit, by, page
from arasha.interfaces.workspace.people import names_of
from arasha.interfaces.workspace.typed import typed
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import Forbidden, Malformed
from arasha.kernel.outbox.append import By

LONGEST_NOTE = 500
BACK = "back"
CANDIDATES = (ModelStage.SHADOW, ModelStage.ROLLING_OUT)

Move = Callable[[str, By, str, int], Model | None]

MOVES: dict[str, Move] = {
    ModelStage.SHADOW: lambda version, by, note, _percent: actions.to_shadow(version, by, note=note),
    ModelStage.ROLLING_OUT: lambda version, by, note, percent: actions.roll_out(version, percent, by, note=note),
    ModelStage.LIVE: lambda version, by, note, _percent: actions.make_live(version, by, note=note),
    ModelStage.RETIRED: lambda version, by, note, _percent: actions.retire(version, by, note=note),
    BACK: lambda _version, by, note, _percent: actions.roll_back(by, note=note),
}


@page(Right.SEE_DETECTION)
def show(request: Visit, version: str) -> HttpResponse:
    """The page."""
    return _page(request, version, {})


@page(Right.SEE_DETECTION)
def lately(request: Visit) -> HttpResponse:
    """Last week's payments: the live model against the candidate, and how far the world has moved."""
    compared, drift = models.comparison(), models.drift()
    context = {
        "comparison": compared,
        "plot": model_plots.compared(compared) if compared and compared.payments else None,
        "rates": [model_plots.per_cent(each.alert_rate) for each in (compared.live, compared.candidate)]
        if compared
        else [],
        "drift": drift,
        "drifted": model_words.lately(drift),
    }
    return render(request, "workspace/parts/model_lately.html", context)


@require_POST
@page(Right.STEER_MODEL)
def move(request: Visit, version: str) -> HttpResponse:
    """Give it another stage; what is missing is said beside its field."""
    to, note = typed(request.POST, "to", 20), typed(request.POST, "note", LONGEST_NOTE)
    if to not in MOVES:
        raise Malformed("a model cannot be given this stage", field="to")
    if to == ModelStage.LIVE and not request.user.may(Right.APPROVE_MODEL):
        raise Forbidden
    try:
        moved = MOVES[to](version, by(request), note, addresses.whole(request.POST.get("percent", "")) or 0)
    except Malformed as malformed:
        said = {"note": _("Write why, in a sentence."), "percent": _("A whole number from 1 to 100.")}
        if malformed.field not in said:
            raise
        return _page(request, version, {malformed.field: said[malformed.field]})
    messages.success(request, str(model_words.MEANS[moved.stage]) if moved else _("No model speaks now."))
    return redirect("workspace:model", version)


def _page(request: Visit, version: str, errors: dict[str, str]) -> HttpResponse:
    found = models.model(version)
    context = {
        "model": found,
        "stage": model_words.STAGES[found.stage],
        "badge": model_words.BADGES.get(found.stage, ""),
        "means": model_words.MEANS[found.stage],
        "plots": model_plots.of_card(found),
        "figures": model_words.figures(found),
        "thresholds": {name: model_plots.per_cent(at) for name, at in found.card.thresholds.items()},
        "leans": model_words.leans(found),
        "drift": model_words.drifted(found.card.drift),
        "fared": model_words.fared(found),
        "history": model_words.history(found),
        "name": names_of([found.registered_by])[found.registered_by],
        "errors": errors,
        **_offered(request, found),
    }
    return render(request, "workspace/model.html", context, status=422 if errors else 200)


def _offered(request: Visit, found: Model) -> dict[str, Any]:
    """What this person may do with it now."""
    steers, approves = request.user.may(Right.STEER_MODEL), request.user.may(Right.APPROVE_MODEL)
    candidate = found.stage in CANDIDATES
    other = next((each.version for each in models.models() if each.stage in CANDIDATES), "")
    free = other in ("", found.version)
    return {
        "other": "" if free else other,
        "may_shadow": steers and free and ModelStage.SHADOW in found.becomes and found.stage != ModelStage.ROLLING_OUT,
        "may_roll_out": steers and free and ModelStage.ROLLING_OUT in found.becomes,
        "may_approve": approves and found.may_be_approved_by(by(request).actor),
        "tried": approves and candidate and not found.may_be_approved_by(by(request).actor),
        "may_retire": steers and ModelStage.RETIRED in found.becomes and found.stage != ModelStage.LIVE,
        "may_go_back": steers and found.stage in (ModelStage.LIVE, ModelStage.ROLLING_OUT),
    }
