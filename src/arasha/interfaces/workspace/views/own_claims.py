"""Claims against an officer's own institution, and what a bureau's officer has to strike."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.credit.actions import claims as actions
from arasha.domains.credit.actions.claims import Dispute
from arasha.domains.credit.facts.lending import ClaimState, Correction, DisputeReason
from arasha.domains.credit.queries import claims
from arasha.domains.credit.queries.claims import Claim, Wanted
from arasha.interfaces.ui.titles import title_of
from arasha.interfaces.workspace import credit_rows as rows
from arasha.interfaces.workspace import credit_words as words
from arasha.interfaces.workspace.access import Visit, by, opened, page
from arasha.interfaces.workspace.hold_acts import Wrong
from arasha.interfaces.workspace.recovery_views import after_of, pager, views_of
from arasha.interfaces.workspace.typed import typed
from arasha.interfaces.workspace.views.claims import facts_of
from arasha.interfaces.workspace.views.holds import own_institution
from arasha.kernel.access.models import InstitutionKind
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import Malformed
from arasha.kernel.store import vault

PAGE = 50
LONGEST_NOTE = 1000
LONGEST_ID = 64
VIEWS: dict[str, tuple[ClaimState, ...]] = {
    "waiting": (ClaimState.OPEN, ClaimState.UPHELD),
    "disputed": (ClaimState.DISPUTED,),
    "done": (ClaimState.WRITTEN_OFF, ClaimState.CORRECTED, ClaimState.UNFOUNDED),
}


@page(Right.ANSWER_OWN_CLAIMS)
def show(request: Visit) -> HttpResponse:
    """What the officer's own institution has to answer; a bureau's officer sees what is to be struck."""
    institution = request.user.institution
    if institution is not None and institution.kind == InstitutionKind.CREDIT_BUREAU:
        return _corrections(request)
    view = request.GET.get("view", "waiting")
    view = view if view in VIEWS else "waiting"
    number = own_institution(request)
    found = claims.claims(Wanted(states=VIEWS[view], lender=number, after=after_of(request)), PAGE + 1)
    names = {"waiting": _("Wait for an answer"), "disputed": _("Before the supervisor"), "done": _("Done")}
    context: dict[str, Any] = {
        "title": title_of(institution) if institution else "",
        "rows": [rows.claim_row(row) for row in found[:PAGE]],
        "known": vault.open_values(row.person for row in found),
        "views": views_of("workspace:own-claims", view, VIEWS, names),
        "overdue": claims.overdue(number),
        **pager(request, f"{request.path}?view={view}", [row.id for row in found], PAGE),
    }
    return render(request, "workspace/own_claims.html", context)


@page(Right.ANSWER_OWN_CLAIMS)
def one(request: Visit, number: int) -> HttpResponse:
    """One claim against the officer's own institution."""
    return _shown(request, claims.claim(number, own_institution(request)))


@require_POST
@page(Right.ANSWER_OWN_CLAIMS)
def act(request: Visit, number: int) -> HttpResponse:
    """The loan is written off, or it stands and why."""
    found, how = claims.claim(number, own_institution(request)), request.POST.get("how", "")
    if how == "write_off":
        actions.write_off(found.id, by(request))
        messages.success(request, _("Written off. The bureaus are asked to strike the loan."))
        return redirect("workspace:own-claim", number)
    if how != "dispute":
        raise Malformed("say whether the loan is written off", field="how")
    wrong = _disputed(request, found)
    if wrong:
        return _shown(request, found, wrong)
    messages.success(request, _("Taken: a supervisor of the centre decides."))
    return redirect("workspace:own-claim", number)


@require_POST
@page(Right.ANSWER_OWN_CLAIMS)
def correct(request: Visit, number: int) -> HttpResponse:
    """A bureau has struck a loan, or never had it."""
    said = request.POST.get("said", "")
    if said not in {Correction.CORRECTED, Correction.NOT_HELD}:
        raise Malformed("say whether it is struck", field="said")
    actions.correct(number, own_institution(request), Correction(said), by(request))
    messages.success(request, _("Noted."))
    return redirect("workspace:own-claims")


def _disputed(request: Visit, found: Claim) -> Wrong | None:
    reason = request.POST.get("reason", "")
    if reason not in set(DisputeReason):
        return Wrong("reason", _("Choose why."))
    application = typed(request.POST, "application", LONGEST_ID)
    if reason == DisputeReason.ASKED and not application:
        return Wrong("application", _("Name the application about which you asked."))
    said = Dispute(DisputeReason(reason), application, typed(request.POST, "note", LONGEST_NOTE))
    actions.dispute(found.id, said, by(request))
    return None


def _shown(request: Visit, found: Claim, wrong: Wrong | None = None) -> HttpResponse:
    opened(request, str(found))
    context = {
        **facts_of(found),
        "may_write_off": found.state in {ClaimState.OPEN, ClaimState.UPHELD, ClaimState.DISPUTED},
        "may_dispute": found.state == ClaimState.OPEN,
        "disputes": [(code.value, name) for code, name in words.DISPUTES.items()],
        "wrong": wrong,
        "typed": request.POST,
    }
    return render(request, "workspace/own_claim.html", context, status=422 if wrong else 200)


def _corrections(request: Visit) -> HttpResponse:
    found = claims.corrections_of(own_institution(request), 0, PAGE + 1)
    context = {
        "title": title_of(request.user.institution) if request.user.institution else "",
        "rows": [{**rows.record_row(row), **rows.claim_row(row.claim)} for row in found[:PAGE]],
        "more": len(found) > PAGE,
        "known": vault.open_values(row.claim.person for row in found),
    }
    return render(request, "workspace/own_corrections.html", context)
