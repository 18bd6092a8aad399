"""Adding evidence to an entry: what kind, who reported it, the number of an act or decision."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.registry import actions
from arasha.domains.registry.facts import EvidenceKind
from arasha.interfaces.workspace import evidence_form
from arasha.interfaces.workspace.access import Visit, by, page
from arasha.interfaces.workspace.typed import typed
from arasha.interfaces.workspace.views import entry
from arasha.kernel.access.roles import Right

NAMES = ("evidence", "reporter", "document")


@require_POST
@page(Right.PROPOSE_ENTRY)
def add(request: Visit, number: int) -> HttpResponse:
    """Let something more speak for an entry."""
    values = {name: typed(request.POST, name, 200) for name in NAMES}
    kind = values["evidence"]
    errors = evidence_form.evidence_errors(values, kind)
    if kind not in {value for value, _name in evidence_form.kind_choices()}:
        errors["evidence"] = _("Choose one of those offered.")
    if errors:
        return entry.shown(request, number, errors=errors)
    if actions.add_evidence(number, evidence_form.piece(EvidenceKind(kind), values), by(request)):
        messages.success(request, _("The evidence is kept with the entry."))
    else:
        messages.info(request, _("This was said before; nothing has changed."))
    return redirect("workspace:entry", number)
