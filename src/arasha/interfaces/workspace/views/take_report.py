"""Take a report: one screen for the operator of the hotline, who types while somebody tells."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from arasha.domains.complaints import actions
from arasha.interfaces.ui.titles import title_of
from arasha.interfaces.ui.words import LANGUAGES
from arasha.interfaces.workspace import report_form, report_words
from arasha.interfaces.workspace.access import Visit, page
from arasha.interfaces.workspace.report_form import Form
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.queries import institutions
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import Conflict
from arasha.kernel.outbox.append import By
from arasha.kernel.seal import seal

# The code that the operator reads out, once; sealed, for the session lies in the store.
TOLD_KEY, TOLD_ABOUT = "report_taken", b"workspace:report-taken"


@page(Right.TAKE_REPORT)
def take(request: Visit) -> HttpResponse:
    """GET gives the form; POST takes the report, or says what to mend."""
    if request.method != "POST":
        return _page(request, report_form.empty())
    form = report_form.of(request.POST)
    if "another" in request.POST:
        return _page(request, report_form.with_another(form))
    if form.report is None:
        return _page(request, form, status=422)
    try:
        taken = actions.take(form.report, By(f"person:{request.user.username}", Purpose.RECOVERY))
    except Conflict:
        said = _("This form was sent before with other words. Open the report, or begin a new form.")
        return _page(request, form._replace(errors={"form": said}), status=409)
    if taken.code:
        request.session[TOLD_KEY] = [taken.complaint, seal().close(taken.code.encode(), about=TOLD_ABOUT).hex()]
    return redirect("workspace:report", taken.complaint)


def code_to_tell(request: Visit, number: int) -> str:
    """The code of a report that was just taken, for the operator to read out; empty ever after."""
    held, box = request.session.pop(TOLD_KEY, (0, ""))
    return seal().open(bytes.fromhex(box), about=TOLD_ABOUT).decode() if held == number else ""


def _page(request: Visit, form: Form, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "rows": list(enumerate(form.rows)),
        "situations": report_words.SITUATIONS.items(),
        "languages_known": LANGUAGES.items(),
        "banks": [(each.code, title_of(each)) for each in institutions()],
        "full": len(form.rows) >= report_form.MOST_ROWS,
    }
    return render(request, "workspace/take_report.html", context, status=status)
