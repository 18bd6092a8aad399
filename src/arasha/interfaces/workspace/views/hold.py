"""One hold: its ground, its owner, its end; what the institution says, and what the centre decides."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.recovery.actions import recalls
from arasha.domains.recovery.queries import handling
from arasha.domains.recovery.queries.handling import Hold, Wanted
from arasha.interfaces.workspace import hold_acts
from arasha.interfaces.workspace import recovery_rows as rows
from arasha.interfaces.workspace import recovery_words as said
from arasha.interfaces.workspace.access import Visit, by, opened, page
from arasha.interfaces.workspace.hold_acts import CENTRE, INSTITUTION, Act, Wrong
from arasha.interfaces.workspace.people import names_of
from arasha.interfaces.workspace.typed import typed
from arasha.interfaces.workspace.views.holds import own_institution
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import Malformed
from arasha.kernel.references import Letter, reference
from arasha.kernel.store import vault

CODE_KEY = "holder-code"  # a code that was just made, to be shown on the next page and then no more
LONGEST_REASON = 1000


@page(Right.SEE_HOLDS)
def show(request: Visit, number: int) -> HttpResponse:
    """The page; opening it leaves an audit row."""
    return _shown(request, handling.hold(number))


@page(Right.ANSWER_OWN_HOLDS)
def own(request: Visit, number: int) -> HttpResponse:
    """The page of an officer, of his institution's holds alone."""
    return _own_shown(request, handling.hold(number, own_institution(request)))


@require_POST
@page(Right.HANDLE_HOLD)
def act(request: Visit, number: int) -> HttpResponse:
    """What the centre does with a hold, or writes down for an institution that telephones."""
    hold = handling.hold(number)
    wrong = _done(request, hold, {**INSTITUTION, **CENTRE})
    return _shown(request, hold, wrong) if wrong else redirect("workspace:hold", number)


@require_POST
@page(Right.ANSWER_OWN_HOLDS)
def own_act(request: Visit, number: int) -> HttpResponse:
    """What an officer answers for his institution."""
    hold = handling.hold(number, own_institution(request))
    wrong = _done(request, hold, INSTITUTION)
    return _own_shown(request, hold, wrong) if wrong else redirect("workspace:own-hold", number)


@require_POST
@page(Right.SANCTION_RECALL)
def sanction(request: Visit, number: int) -> HttpResponse:
    """The prosecutor's act; a refusal needs its reason."""
    hold = handling.hold(number)
    recall = next(iter(handling.recalls(Wanted(incident=hold.incident_id, hold=hold.id), 1)), None)
    if recall is None or request.POST.get("how") not in {"sanction", "decline"}:
        raise Malformed("say whether the recall is sanctioned", field="how")
    sanctioned, reason = request.POST["how"] == "sanction", typed(request.POST, "reason", LONGEST_REASON)
    if not sanctioned and not reason:
        return _shown(request, hold, Wrong("reason", _("Write why.")))
    recalls.sanction(recall.id, sanctioned, reason, by(request))
    messages.success(request, _("Sanctioned: the institution is asked.") if sanctioned else _("The money is let go."))
    return redirect("workspace:hold", number)


def _done(request: Visit, hold: Hold, acts: dict[str, Act]) -> Wrong | None:
    """Do what was asked for; what was wrong with it, if anything was."""
    chosen = acts.get(request.POST.get("act", ""))
    if chosen is None:
        raise Malformed("say what is to be done", field="act")
    try:
        told = chosen(request, hold)
    except Malformed as error:
        return hold_acts.wrong(error)
    if request.POST["act"] == "code":
        request.session[CODE_KEY] = [hold.id, told]
        return None
    messages.success(request, told)
    return None


def _shown(request: Visit, hold: Hold, wrong: Wrong | None = None) -> HttpResponse:
    opened(request, str(hold))
    context = {
        **_context(request, hold, wrong),
        "centre": True,
        "incident_reference": reference(Letter.INCIDENT, hold.incident_id),
        "owner": names_of([hold.owner])[hold.owner],
        "releaser": names_of([hold.release_by])[hold.release_by] if hold.release_by else "",
        "appeals": [rows.appeal_row(appeal) for appeal in hold.appeals.all()],
        "may_handle": request.user.may(Right.HANDLE_HOLD),
        "may_sanction": request.user.may(Right.SANCTION_RECALL),
        "doable": hold_acts.doable(hold, by(request).actor),
    }
    return render(request, "workspace/hold.html", context, status=422 if wrong else 200)


def _own_shown(request: Visit, hold: Hold, wrong: Wrong | None = None) -> HttpResponse:
    opened(request, str(hold))
    account = vault.open_values([hold.account]).get(hold.account)
    context = _context(request, hold, wrong) | {
        "centre": False,
        "may_handle": True,
        "account": account.display if account is not None and account.readable else hold.account.hex,
    }
    return render(request, "workspace/own_hold.html", context, status=422 if wrong else 200)


def _context(request: Visit, hold: Hold, wrong: Wrong | None) -> dict[str, Any]:
    recalled = handling.recalls(Wanted(hold=hold.id), 1)
    refunds = handling.refunds(Wanted(hold=hold.id), 50)
    about = [str(thing) for thing in (hold, *recalled, *refunds, *hold.appeals.all())]
    return {
        **rows.hold_row(hold),
        "known": vault.open_values({hold.account, *(refund.account for refund in refunds)}),
        "clocks": [rows.clock_row(clock) for clock in handling.clocks(*about)],
        "recall": rows.recall_row(recalled[0]) if recalled else None,
        "refunds": [rows.refund_row(refund) for refund in refunds],
        "files": handling.evidence_of(*about),
        "code": _code(request, hold),
        "asks": hold_acts.asked_of_institution(hold, recalled[0] if recalled else None, refunds),
        "refusals": [(code.value, name) for code, name in said.REFUSALS.items()],
        "disagreements": [(code.value, name) for code, name in said.DISAGREEMENTS.items()],
        "rejections": [(code.value, name) for code, name in said.REJECTIONS.items()],
        "wrong": wrong,
        "typed": request.POST,
    }


def _code(request: Visit, hold: Hold) -> str:
    """The holder's code, once."""
    kept = request.session.get(CODE_KEY)
    if not kept or kept[0] != hold.id:
        return ""
    del request.session[CODE_KEY]
    return str(kept[1])
