"""One incident: where its money is, its holds with their clocks, and everything that has happened, from the log."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.recovery.actions import triage
from arasha.domains.recovery.facts.incidents import ClaimState, IncidentState
from arasha.domains.recovery.queries import handling, traces
from arasha.domains.recovery.queries.money import money
from arasha.domains.recovery.queries.trusting import FULL, judgement
from arasha.interfaces.workspace import fact_receipts, recovery_events
from arasha.interfaces.workspace import recovery_rows as rows
from arasha.interfaces.workspace import recovery_words as said
from arasha.interfaces.workspace.access import Visit, by, opened, page
from arasha.interfaces.workspace.views.holds import table
from arasha.interfaces.workspace.views.trace import drawing
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import Malformed, NotFound
from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.store import vault

DECISIONS = {"believe": True, "unfounded": False}


@page(Right.SEE_HOLDS)
def show(request: Visit, number: int) -> HttpResponse:
    """The page; opening it leaves an audit row."""
    incident = handling.incident(number)
    opened(request, f"incident:{number}")
    holds = handling.holds_of_incident(number)
    claims = list(incident.claims.all())
    tokens = {hold.account for hold in holds} | {claim.creditor for claim in claims if claim.creditor}
    total = money(incident)
    context: dict[str, Any] = {
        **rows.incident_row(incident),
        "claims": [(claim, *_found(claim)) for claim in claims],
        "holds": table(holds),
        "money": total,
        "parts": rows.money_parts(total),
        "known": vault.open_values(tokens),
        "timeline": recovery_events.told(recovery_events.events(handling.timeline(incident))),
        **drawing(traces.now(incident), reverse("workspace:trace", args=[number])),
        "waits": incident.state == IncidentState.TRIAGED and request.user.may(Right.HANDLE_HOLD),
        "signs": [said.SIGNS[sign] for sign in judgement(incident).signs] if incident.trust < FULL else [],
    }
    return render(request, "workspace/incident.html", context)


@require_POST
@page(Right.HANDLE_HOLD)
def decide(request: Visit, number: int) -> HttpResponse:
    """Believe a report that waits, or find that there was no theft."""
    how = request.POST.get("how", "")
    if how not in DECISIONS:
        raise Malformed("say whether the report is believed", field="how")
    triage.decide(number, DECISIONS[how], by(request))
    told = _("The report is believed: its money is followed.") if DECISIONS[how] else _("The report has ended.")
    messages.success(request, told)
    return redirect("workspace:incident", number)


@page(Right.SEE_HOLDS)
def check(request: Visit, number: int, sequence: int) -> HttpResponse:
    """Check the receipt of a fact of this incident now."""
    return fact_receipts.checked(request, _fact(number, sequence), reverse("workspace:incident", args=[number]))


@page(Right.SEE_HOLDS)
def download(request: Visit, number: int, sequence: int) -> HttpResponse:  # noqa: ARG001 - every view has it
    """The receipt as a file."""
    return fact_receipts.file(_fact(number, sequence))


def _fact(number: int, sequence: int) -> Recorded[Fact]:
    for fact in handling.timeline(handling.incident(number)):
        if fact.sequence == sequence:
            return fact
    raise NotFound


def _found(claim: Any) -> tuple[bool, bool]:
    """Whether a claim's payment is found, and whether several payments could be it."""
    return claim.state == ClaimState.LOCATED, claim.state == ClaimState.AMBIGUOUS
