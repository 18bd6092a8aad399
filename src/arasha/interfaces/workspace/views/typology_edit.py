"""Writing a typology: conditions as rows, words in three languages, and beside them what it would have done."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.payments.actions import typologies as actions
from arasha.domains.payments.queries import typologies
from arasha.domains.payments.queries.backtest import backtest
from arasha.interfaces.ui.words import LANGUAGES, VERDICTS
from arasha.interfaces.workspace import addresses, conditions, typology_form, typology_words
from arasha.interfaces.workspace.access import Visit, by, page
from arasha.interfaces.workspace.conditions import Row
from arasha.interfaces.workspace.typology_form import Form
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import Conflict

TRIED = 20_000  # payments that a trial beside the form looks at: a second or two
EXAMPLES = 10


@page(Right.WRITE_TYPOLOGY)
def new(request: Visit) -> HttpResponse:
    """GET gives an empty form; POST keeps the draft, or says what to mend."""
    if request.method != "POST":
        return _page(request, typology_form.empty())
    form = _stepped(request)
    if _steps(request) or form.draft is None:
        return _page(request, form)
    try:
        actions.propose(form.draft, by(request))
    except Conflict:
        return _page(request, form._replace(errors={"code": _("There is one of this code already: take another.")}))
    messages.success(request, _("The draft is kept. Put it into shadow when it says what you mean."))
    return redirect("workspace:typology", form.draft.code)


@page(Right.WRITE_TYPOLOGY)
def edit(request: Visit, code: str) -> HttpResponse:
    """The same for a typology that exists; it begins again as a draft."""
    found = typologies.typology(code)
    if request.method != "POST":
        return _page(request, typology_form.of(found.draft), code)
    form = _stepped(request, code)
    if _steps(request) or form.draft is None:
        return _page(request, form, code)
    actions.edit(code, form.draft, by(request))
    messages.success(request, _("The draft is kept. Put it into shadow when it says what you mean."))
    return redirect("workspace:typology", code)


@require_POST
@page(Right.WRITE_TYPOLOGY)
def rows(request: Visit) -> HttpResponse:
    """The conditions again, with a row more or less, or with the fields that fit another figure; no mistakes yet."""
    form = _stepped(request)
    quiet = [row._replace(errors={}) for row in form.rows]
    context = {"form": form._replace(rows=quiet, errors={}), **typology_words.choices()}
    return render(request, "workspace/parts/conditions.html", context)


@require_POST
@page(Right.WRITE_TYPOLOGY)
def attempt(request: Visit) -> HttpResponse:
    """What the form, as it stands, would have done to the newest payments."""
    draft = typology_form.trial(typology_form.read(request.POST))
    context = {
        "tried": typology_words.tried(backtest(draft, limit=TRIED)) if draft else None,
        "most_shown": f":{EXAMPLES}",
    }
    return render(request, "workspace/parts/backtest.html", context)


@page(Right.SEE_DETECTION)
def of_typology(request: Visit, code: str) -> HttpResponse:
    """What a kept typology would have done."""
    found = typologies.typology(code)
    context = {"tried": typology_words.tried(backtest(found.draft, limit=TRIED)), "most_shown": f":{EXAMPLES}"}
    return render(request, "workspace/parts/backtest.html", context)


def _steps(request: Visit) -> bool:
    """Was a button of the rows pressed, which keeps nothing?"""
    return "add" in request.POST or "remove" in request.POST


def _stepped(request: Visit, code: str = "") -> Form:
    """What was filled in, with a row more or less when that was asked for."""
    posted = request.POST.copy()
    if code:
        posted["code"] = code
    form = typology_form.read(posted)
    kept = list(form.rows)
    place = addresses.whole(posted.get("remove", ""))
    if place is not None and place < len(kept):
        del kept[place]
    if "add" in posted and len(kept) < conditions.MOST_ROWS:
        kept.append(Row({}))
    return form._replace(rows=kept)


def _page(request: Visit, form: Form, code: str = "") -> HttpResponse:
    if _steps(request):
        form = form._replace(errors={}, rows=[row._replace(errors={}) for row in form.rows])
    wrong = bool(form.errors) or any(row.errors for row in form.rows)
    context = {
        "form": form,
        "code": code,
        "wrong": wrong,
        "languages": {language: name for language, (_short, name) in LANGUAGES.items()},
        "ceiling_choices": [(word, VERDICTS[word].label) for word in typology_form.CEILINGS],
        **typology_words.choices(),
    }
    return render(request, "workspace/typology_edit.html", context, status=422 if wrong else 200)
