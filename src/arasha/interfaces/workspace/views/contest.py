"""A contest of an entry: taken down for somebody, its effect suspended, decided."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.registry import actions, queries
from arasha.domains.registry.actions import Ruling
from arasha.domains.registry.facts import ContestState
from arasha.domains.registry.queries import Contest
from arasha.interfaces.workspace.access import Visit, by, page
from arasha.interfaces.workspace.typed import typed
from arasha.interfaces.workspace.views import entry
from arasha.interfaces.workspace.views.settle import TIERS
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import NotFound
from arasha.kernel.tiers import Tier

LONGEST_WORDS, LONGEST_REASON = 8_000, 1_000
OUTCOMES = {state.value: state for state in ContestState if state is not ContestState.FILED}


@require_POST
@page(Right.PROPOSE_ENTRY)
def take(request: Visit, number: int) -> HttpResponse:
    """Write down a contest that came by telephone or letter."""
    words = typed(request.POST, "words", LONGEST_WORDS)
    if not words:
        return entry.shown(request, number, errors={"words": _("Write what the person says.")})
    actions.file_contest_of(number, words, by(request))
    messages.success(request, _("The contest is taken; its clock runs."))
    return redirect("workspace:entry", number)


@require_POST
@page(Right.DECIDE_CONTEST)
def suspend(request: Visit, number: int) -> HttpResponse:
    """Let the contested entry have no effect until the decision."""
    contest = actions.suspend_effect(number, by(request))
    messages.success(request, _("The entry has no effect until the contest is decided."))
    return redirect("workspace:entry", contest.entry_id)


@require_POST
@page(Right.DECIDE_CONTEST)
def decide(request: Visit, number: int) -> HttpResponse:
    """Decide; without a reason the page comes again and says so. `Forbidden` to who had a part in the entry."""
    contest = _found(number)
    reason, outcome = typed(request.POST, "reason", LONGEST_REASON), typed(request.POST, "outcome", 12)
    tier = TIERS.get(typed(request.POST, "tier", 12), Tier.NONE)
    errors = _errors(reason, outcome, tier)
    if errors:
        return entry.shown(request, contest.entry_id, errors=errors, reason=reason)
    actions.decide_contest(number, Ruling(OUTCOMES[outcome], reason, tier), by(request))
    messages.success(request, _("The contest is decided."))
    return redirect("workspace:entry", contest.entry_id)


def _errors(reason: str, outcome: str, tier: Tier) -> dict[str, str]:
    if not reason:
        return {"reason": _("Write why: the person reads it.")}
    if outcome not in OUTCOMES or (OUTCOMES[outcome] is ContestState.CORRECTED and not tier):
        return {"tier": _("Choose one of those offered.")}
    return {}


def _found(number: int) -> Contest:
    contest = queries.contest(number)
    if contest is None:
        raise NotFound
    return contest
