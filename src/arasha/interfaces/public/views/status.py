"""Where does my report stand: by reference and code, which travel in the form and never in the address."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.complaints import queries
from arasha.domains.complaints.queries import Case
from arasha.domains.recovery.queries.money import money
from arasha.domains.recovery.queries.reported import incident_of
from arasha.interfaces.public import passes, typed, words
from arasha.interfaces.public.pages import page, shown
from arasha.interfaces.public.visitors import Deed, count
from arasha.kernel.errors import Malformed, NotFound
from arasha.kernel.references import Letter

LONGEST = 40


@page
def show(request: HttpRequest) -> HttpResponse:
    """GET asks for reference and code, or shows the report that is open; POST opens one."""
    if request.method == "POST":
        return _opened(request)
    held = passes.held(request, Letter.COMPLAINT)
    if held is None:
        return shown(request, "public/status.html", {"values": {}, "errors": {}})
    case = queries.case_numbered(held.number)
    context = {"case": case, "said": words.STATES[case.state], **_followed(case)}
    return shown(request, "public/status_of.html", context)


@require_POST
@page
def leave(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """Close what is open, for whoever sits at a shared machine."""
    return passes.take_back(HttpResponseRedirect(reverse("public:status")))


def _followed(case: Case) -> dict[str, Any]:
    """Where the money is by now, added up; where it lies and with whom is nobody's to know yet."""
    incident = incident_of(case.number)
    if incident is None:
        return {}
    return {"money": money(incident), "watch_until": incident.watch_until}


def _opened(request: HttpRequest) -> HttpResponse:
    count(request, Deed.LOOK)
    values = {name: typed.text(request.POST, name, LONGEST) for name in ("reference", "code")}
    found = _found(values)
    if isinstance(found, Case):
        return passes.grant(HttpResponseRedirect(reverse("public:status")), Letter.COMPLAINT, found.number)
    return shown(request, "public/status.html", {"values": values, "errors": found}, status=422)


def _found(values: dict[str, str]) -> Case | dict[str, str]:
    """The report, or what is wrong with reference and code; which of both does not fit is not said."""
    if not values["reference"] or not values["code"]:
        empty = {"reference": _("Write the reference of your report."), "code": _("Write the code of your report.")}
        return {name: said for name, said in empty.items() if not values[name]}
    try:
        return queries.case(values["reference"], values["code"])
    except Malformed:
        return {"reference": _("A reference looks like C-000123-4. Check it for slips.")}
    except NotFound:
        return {"code": _("No report stands under this reference and code. Check both.")}
