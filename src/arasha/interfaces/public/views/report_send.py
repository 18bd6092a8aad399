"""The end of the form: read it over, send it once, get reference and code."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.complaints import actions
from arasha.interfaces.public import drafts, rows, steps, typed
from arasha.interfaces.public.pages import page, shown
from arasha.interfaces.public.reports import report_of
from arasha.interfaces.public.steps import Place
from arasha.interfaces.public.views.report import gate, lost
from arasha.interfaces.public.visitors import Deed, count
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.outbox.append import By

CITIZENS = By("process:public", Purpose.RECOVERY)

# A field that no person sees; programs that fill in every field fill in this one.
TRAP = "website"


@page
def check(request: HttpRequest) -> HttpResponse:
    """All answers, to be read over; POST sends them."""
    form = gate(request, Place("check"))
    if isinstance(form, HttpResponse):
        return form
    error = ""
    if request.method == "POST":
        error = _refusal(request)
        if not error:
            count(request, Deed.SEND)
            actions.send_draft(drafts.secret_of(request), report_of(form.answers), CITIZENS)
            return HttpResponseRedirect(reverse("public:report-done"))
    context = {
        "parts": rows.everything(form.answers),
        "errors": {"true": error} if error else {},
        "back": steps.before(form.answers, Place("check")),
    }
    return shown(request, "public/report_check.html", context, status=422 if error else 200)


@page
def done(request: HttpRequest) -> HttpResponse:
    """Reference and code, to be written down or printed; they go away with the form."""
    form = drafts.of(request)
    if form is None:
        return HttpResponseRedirect(lost())
    if not form.sent:
        return HttpResponseRedirect(steps.following(form.answers).address)
    return shown(request, "public/report_done.html", {"form": form})


@require_POST
@page
def leave(request: HttpRequest) -> HttpResponse:
    """Forget what was typed, here and in the browser."""
    return drafts.ended(request, HttpResponseRedirect(reverse("public:front")))


def _refusal(request: HttpRequest) -> str:
    """Why the form is not sent; empty when it is."""
    if typed.text(request.POST, TRAP, 200):
        return _("The form was filled in by a program. If you are a person, send it once more.")
    if not request.POST.get("true"):
        return _("Confirm that what you say is true.")
    return ""
