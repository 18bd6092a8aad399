"""An extract for a court about one person's credit, made by somebody of the centre: an audit row, and a fact."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from arasha.domains.credit.actions import bundles
from arasha.domains.credit.queries.bundle import Whom
from arasha.interfaces.workspace import words
from arasha.interfaces.workspace.access import Visit, page, purpose_of
from arasha.interfaces.workspace.views.reveal import stated
from arasha.kernel.access.actions import note_look
from arasha.kernel.access.models import Look
from arasha.kernel.access.purposes import CHOSEN_BY_PEOPLE
from arasha.kernel.access.roles import Right
from arasha.kernel.identifiers import IIN
from arasha.kernel.outbox.append import By
from arasha.kernel.store import vault

NAME = "arasha-extract.zip"


@page(Right.REVEAL)
def extract(request: Visit, token: UUID) -> HttpResponse:
    """GET asks what for; POST gives the archive out. The person's number stands in it, so it counts as revealing."""
    known = vault.open_values([token])
    if request.method != "POST":
        context = {
            "person": token,
            "known": known,
            "purposes": [(purpose, words.PURPOSES[purpose]) for purpose in CHOSEN_BY_PEOPLE],
            "purpose_now": purpose_of(request),
        }
        return render(request, "workspace/credit_extract.html", context)
    purpose = stated(request)
    note_look(request.user, purpose, Look.What.REVEALED, f"credit-person:{token.hex}")
    iin = known.get(token)
    whom = Whom(token, iin.canonical if isinstance(iin, IIN) else "")
    made = bundles.make(whom, get_language() or "kk", By(f"person:{request.user.username}", purpose))
    return HttpResponse(made, "application/zip", headers={"Content-Disposition": f'attachment; filename="{NAME}"'})
