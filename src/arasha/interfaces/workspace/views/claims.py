"""Claims that loans are void: where each stands, who is late, and what a supervisor decides."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from arasha.domains.credit.actions import claims as actions
from arasha.domains.credit.facts.lending import ClaimState
from arasha.domains.credit.queries import checks, claims
from arasha.domains.credit.queries.claims import Claim, Wanted
from arasha.interfaces.workspace import credit_rows as rows
from arasha.interfaces.workspace import fact_receipts
from arasha.interfaces.workspace.access import Visit, by, opened, page
from arasha.interfaces.workspace.hold_acts import Wrong
from arasha.interfaces.workspace.people import names_of
from arasha.interfaces.workspace.recovery_views import after_of, pager, views_of
from arasha.interfaces.workspace.typed import typed
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import Malformed, NotFound
from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.store import vault

PAGE = 50
LONGEST = 3000
VIEWS: dict[str, tuple[ClaimState, ...]] = {
    "disputed": (ClaimState.DISPUTED,),
    "lender": (ClaimState.OPEN, ClaimState.UPHELD),
    "overdue": (),
    "bureaus": (ClaimState.WRITTEN_OFF,),
    "ended": (ClaimState.CORRECTED, ClaimState.UNFOUNDED),
    "all": (),
}
DECISIONS = {"uphold": True, "reject": False}


@page(Right.SEE_CREDIT)
def show(request: Visit) -> HttpResponse:
    """One page of the claims, the newest first."""
    view = request.GET.get("view", "disputed")
    view = view if view in VIEWS else "disputed"
    wanted = Wanted(states=VIEWS[view], overdue=view == "overdue", after=after_of(request))
    found = claims.claims(wanted, PAGE + 1)
    address = f"{reverse('workspace:claims')}?view={view}"
    counts = claims.counts()
    context: dict[str, Any] = {
        "tab": "claims",
        "rows": [rows.claim_row(row) for row in found[:PAGE]],
        "known": vault.open_values(row.person for row in found),
        "views": views_of("workspace:claims", view, VIEWS, _names()),
        "disputed": counts.get(ClaimState.DISPUTED, 0),
        "overdue": claims.overdue(),
        **pager(request, address, [row.id for row in found], PAGE),
    }
    return render(request, "workspace/claims.html", context)


@page(Right.SEE_CREDIT)
def one(request: Visit, number: int) -> HttpResponse:
    """One claim; opening it leaves an audit row."""
    return _shown(request, claims.claim(number))


@require_POST
@page(Right.DECIDE_CLAIM)
def decide(request: Visit, number: int) -> HttpResponse:
    """The supervisor's decision, with its reasons."""
    found, how = claims.claim(number), request.POST.get("how", "")
    if how not in DECISIONS:
        raise Malformed("say whether the loan is void", field="how")
    reasons = typed(request.POST, "reasons", LONGEST)
    if not reasons:
        return _shown(request, found, Wrong("reasons", _("Write why.")))
    actions.decide(number, upheld=DECISIONS[how], reasons=reasons, by=by(request))
    messages.success(request, _("Decided: the lender writes it off.") if DECISIONS[how] else _("Decided: unfounded."))
    return redirect("workspace:credit-claim", number)


@page(Right.SEE_CREDIT)
def check(request: Visit, number: int, sequence: int) -> HttpResponse:
    """Check the receipt of something that happened to a claim."""
    return fact_receipts.checked(request, _fact(number, sequence), reverse("workspace:credit-claim", args=[number]))


@page(Right.SEE_CREDIT)
def download(request: Visit, number: int, sequence: int) -> HttpResponse:  # noqa: ARG001 - every view has it
    """The receipt as a file."""
    return fact_receipts.file(_fact(number, sequence))


def facts_of(found: Claim) -> dict[str, Any]:
    """What every page of a claim shows: the loan, the answer that the lender had, what everybody said."""
    check = checks.numbered(found.loan.check_place) if found.loan.check_place is not None else None
    pointed = checks.by_application(found.lender_code, found.application) if found.application else None
    return {
        **rows.claim_row(found),
        "known": vault.open_values([found.person]),
        "said": rows.said(found.effect),
        "check": rows.check_row(check) if check else None,
        "pointed": rows.check_row(pointed) if pointed else None,
        "records": [rows.record_row(row) for row in claims.records_of(found)],
        "note": claims.note_of(found),
        "decision": claims.decision_of(found),
        "events": rows.event_rows(claims.history(found)),
    }


def _shown(request: Visit, found: Claim, wrong: Wrong | None = None) -> HttpResponse:
    opened(request, str(found))
    decidable = found.state in {ClaimState.DISPUTED, ClaimState.OPEN}
    context = {
        **facts_of(found),
        "tab": "claims",
        "decider": names_of([found.decided_by])[found.decided_by] if found.decided_by else "",
        "may_decide": decidable and request.user.may(Right.DECIDE_CLAIM),
        "may_uphold": found.state == ClaimState.DISPUTED,
        "same_person": pointed_is_other(found),
        "wrong": wrong,
        "typed": request.POST,
    }
    return render(request, "workspace/claim.html", context, status=422 if wrong else 200)


def pointed_is_other(found: Claim) -> bool:
    """Is the receipt that the lender points to about somebody else?"""
    pointed = checks.by_application(found.lender_code, found.application) if found.application else None
    return pointed is not None and pointed.person != found.person


def _fact(number: int, sequence: int) -> Recorded[Fact]:
    found = next((fact for fact in claims.history(claims.claim(number)) if fact.sequence == sequence), None)
    if found is None:
        raise NotFound
    return found


def _names() -> dict[str, str]:
    return {
        "disputed": pgettext("claims", "To decide"),
        "lender": pgettext("claims", "With the lender"),
        "overdue": pgettext("claims", "Overdue"),
        "bureaus": pgettext("claims", "With bureaus"),
        "ended": pgettext("claims", "Ended"),
        "all": _("All"),
    }
