"""A report of theft: what it names, masked; what became of it; the story, for a stated purpose, with an audit row."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.complaints import actions, queries
from arasha.domains.complaints.facts import TheftReported
from arasha.domains.complaints.queries import OPEN, Complaint, Mentioned, Role
from arasha.domains.payments.queries.located import MOST
from arasha.domains.recovery.facts.incidents import ClaimState, IncidentState
from arasha.domains.recovery.queries import handling
from arasha.domains.recovery.queries.reported import incident_of
from arasha.interfaces.ui.titles import titles_of
from arasha.interfaces.workspace import registry_words, report_words, words
from arasha.interfaces.workspace.access import Visit, by, is_part, opened, page, purpose_of
from arasha.interfaces.workspace.people import names_of
from arasha.interfaces.workspace.recovery_words import INCIDENTS
from arasha.interfaces.workspace.typed import typed
from arasha.interfaces.workspace.views.reports import row_of
from arasha.interfaces.workspace.views.reveal import stated
from arasha.interfaces.workspace.views.take_report import code_to_tell
from arasha.kernel import clock
from arasha.kernel.access.actions import note_look
from arasha.kernel.access.models import Look
from arasha.kernel.access.purposes import CHOSEN_BY_PEOPLE, Purpose
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import Malformed, NotFound
from arasha.kernel.outbox import read
from arasha.kernel.store import vault

LONGEST_REASON = 500
FOUND = (ClaimState.LOCATED, ClaimState.DUPLICATE)
ENDS = ("close", "unfounded", "withdraw")


@page(Right.SEE_REPORTS)
def show(request: Visit, number: int) -> HttpResponse:
    """The page."""
    return shown(request, number)


def shown(request: Visit, number: int, *, error: str = "", reason: str = "") -> HttpResponse:
    """The page, or the page again with what is wrong with the reason that was given."""
    row = found(number)
    opened(request, f"complaint:{number}")
    named = queries.mentioned(number)
    facts = list(read.about(f"complaint:{number}"))
    names = names_of(fact.actor for fact in facts)
    context = {
        **row_of(row),
        "code": code_to_tell(request, number),
        "payments": _payments(facts[0].fact if facts else None, named),
        "mentions": [_mention(each) for each in named if each.payment < 0],
        "known": vault.open_values(each.token for each in named),
        "facts": [
            (fact, report_words.FACTS[fact.fact.kind()], names[fact.actor], words.PURPOSES[Purpose(fact.purpose)])
            for fact in facts
        ],
        **_followed(number),
        "others": [row_of(other) for other in queries.also_naming(number)],
        "standing": queries.of_reporter(row.reporter) if row.reporter else None,
        "may_end": row.state in OPEN and request.user.may(Right.TAKE_REPORT),
        "error": error,
        "reason": reason,
    }
    return render(request, "workspace/report.html", context, status=422 if error else 200)


@page(Right.REVEAL)
def story(request: Visit, number: int) -> HttpResponse:
    """GET asks what for; POST writes the look and shows what was told, word by word."""
    row = found(number)
    context: dict[str, Any] = {
        **row_of(row),
        "purposes": [(purpose, words.PURPOSES[purpose]) for purpose in CHOSEN_BY_PEOPLE],
        "purpose_now": purpose_of(request),
    }
    if request.method == "POST":
        note_look(request.user, stated(request), Look.What.REVEALED, f"complaint:{number}")
        context["told"] = queries.told(row)
    template = "workspace/parts/story.html" if is_part(request) else "workspace/story.html"
    return render(request, template, context)


@require_POST
@page(Right.TAKE_REPORT)
def end(request: Visit, number: int) -> HttpResponse:
    """Close a report, or say that there was no theft, or take it back for the one who reported."""
    how, reason = request.POST.get("how", ""), typed(request.POST, "reason", LONGEST_REASON)
    if how not in ENDS:
        raise Malformed("say how the report ends", field="how")
    if not reason:
        return shown(request, number, error=_("Write why it ends."))
    if how == "withdraw":
        actions.withdraw(number, reason, by(request))
    else:
        actions.close(number, reason, by(request), unfounded=how == "unfounded")
    messages.success(request, _("The report has ended. The reason stays with it."))
    return redirect("workspace:report", number)


def found(number: int) -> Complaint:
    """The report with this number; `NotFound` when there is none."""
    row = queries.complaint(number)
    if row is None:
        raise NotFound
    return row


def _followed(number: int) -> dict[str, Any]:
    """What the centre has made of it: the incident, its state, and how many of the payments have been found."""
    incident = incident_of(number)
    if incident is None:
        return {}
    claims = list(incident.claims.all())
    unsure = [claim for claim in claims if claim.state == ClaimState.AMBIGUOUS]
    return {
        "incident": incident,
        "incident_state": INCIDENTS[IncidentState(incident.state)],
        "located": sum(claim.state in FOUND for claim in claims),
        "claimed": len(claims),
        "files": handling.evidence_of(f"incident:{incident.id}"),
        "unsure": [(claim.place, claim.fitting, claim.fitting >= MOST) for claim in unsure],
    }


def _payments(fact: object, named: list[Mentioned]) -> list[dict[str, Any]]:
    """The payments as the fact tells of them, with what each names."""
    if not isinstance(fact, TheftReported):
        return []
    sides = {(each.payment, Role(each.role)): each for each in named}
    banks = titles_of(payment.institution for payment in fact.payments if payment.institution)
    return [
        {
            "payment": payment,
            "bank": banks.get(payment.institution, ""),
            "begin": clock.from_us(payment.begin) if payment.begin else None,
            "end": clock.from_us(payment.end) if payment.end else None,
            "debtor": sides.get((place, Role.DEBTOR)),
            "creditor": sides.get((place, Role.CREDITOR)) or sides.get((place, Role.PHONE)),
        }
        for place, payment in enumerate(fact.payments)
    ]


def _mention(each: Mentioned) -> dict[str, Any]:
    return {
        "mentioned": each,
        "role": report_words.ROLES[Role(each.role)],
        "kind": registry_words.kind_word(each.kind),
    }
