"""What the register says of one person, why, who asked, which claims there are. No IIN ever stands in an address."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from arasha.domains.credit.queries import bureaus, checks, claims, register
from arasha.interfaces.workspace import credit_rows as rows
from arasha.interfaces.workspace import credit_words as words
from arasha.interfaces.workspace.access import Visit, opened, page, purpose_of
from arasha.interfaces.workspace.hold_acts import Wrong
from arasha.interfaces.workspace.typed import typed
from arasha.interfaces.workspace.views.search import token_of
from arasha.kernel.access.actions import note_look
from arasha.kernel.access.models import Look
from arasha.kernel.access.roles import Right
from arasha.kernel.identifiers import IIN, UnreadableIdentifier
from arasha.kernel.references import Letter, reference
from arasha.kernel.store import vault

LONGEST = 20
ASKED = 50


@page(Right.SEE_CREDIT)
def find(request: Visit) -> HttpResponse:
    """The person of an IIN that was typed; the search itself leaves an audit row."""
    text = typed(request.POST, "iin", LONGEST).replace(" ", "")
    if not text:
        return render(request, "workspace/credit_find.html", {"tab": "people"})
    try:
        iin = IIN.parse(text)
    except UnreadableIdentifier:
        wrong = Wrong("iin", _("An IIN has 12 digits; look for a slip."))
        return render(request, "workspace/credit_find.html", {"tab": "people", "wrong": wrong}, status=422)
    token = token_of(iin)
    note_look(request.user, purpose_of(request), Look.What.SEARCHED, f"credit-person:{token.hex}")
    return redirect("workspace:credit-person", token)


@page(Right.SEE_CREDIT)
def show(request: Visit, token: UUID) -> HttpResponse:
    """The page of a person; opening it leaves an audit row."""
    opened(request, f"credit-person:{token.hex}")
    context = {
        "tab": "people",
        "subject": token,
        "known": vault.open_values([token]),
        "said": rows.said(register.effect_of(token)),
        "grounds": [_ground(each) for each in register.grounds_of(token)],
        "marks": bureaus.marks_of([token]).get(token, []),
        "changes": [{"change": each, "said": rows.said(each.effect)} for each in register.changes_of(token)],
        "asked": [rows.check_row(each) for each in checks.of_person(token, limit=ASKED)],
        "claims": [rows.claim_row(each) for each in claims.of_person(token)],
    }
    return render(request, "workspace/credit_person.html", context)


def _ground(ground: Any) -> dict[str, object]:
    """Why lenders are told something: the person, a bureau, an incident."""
    source, _colon, name = ground.source.partition(":")
    kind, _colon, number = name.partition(":")
    incident = reference(Letter.INCIDENT, int(number)) if kind == "incident" and number.isdigit() else ""
    return {
        "ground": ground,
        "name": words.GROUNDS[source],
        "of": incident or name,
        "incident": int(number) if incident else None,
        "said": rows.said(ground.effect),
    }
