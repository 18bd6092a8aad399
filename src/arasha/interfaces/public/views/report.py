"""Report a theft of money: the way in, and the pages that ask one thing each."""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse

from arasha.domains.complaints.queries import Form
from arasha.interfaces.public import asked, drafts, steps, words
from arasha.interfaces.public.asked import Read
from arasha.interfaces.public.pages import page, shown
from arasha.interfaces.public.steps import Place
from arasha.interfaces.public.visitors import Deed, count

Ask = Callable[[QueryDict], Read]


class Page(NamedTuple):
    """A page of the form: what it asks, and what of the answers it shows when it is opened again."""

    place: Place
    ask: Ask
    more: dict[str, Any]


@page
def begin(request: HttpRequest) -> HttpResponse:
    """What will be asked, and what happens then; POST begins a form."""
    if request.method != "POST":
        form = drafts.of(request)
        context = {"ended": "ended" in request.GET, "underway": bool(form and form.answers)}
        return shown(request, "public/report.html", context)
    count(request, Deed.BEGIN)
    return drafts.begun(HttpResponseRedirect(Place("situation").address))


@page
def resume(request: HttpRequest) -> HttpResponse:
    """To the page of the form where somebody stopped."""
    form = drafts.of(request)
    return HttpResponseRedirect(steps.following(form.answers).address if form else lost())


@page
def situation(request: HttpRequest) -> HttpResponse:
    """What happened."""
    return _one(request, Page(Place("situation"), asked.situation, {"situations": words.SITUATIONS}))


@page
def names(request: HttpRequest) -> HttpResponse:
    """Numbers and links of the thieves."""
    return _one(request, Page(Place("names"), asked.names, {}))


@page
def story(request: HttpRequest) -> HttpResponse:
    """In the person's own words."""
    return _one(request, Page(Place("story"), asked.story, {}))


@page
def contact(request: HttpRequest) -> HttpResponse:
    """How to reach the person."""
    return _one(request, Page(Place("contact"), asked.contact, {}))


def lost() -> str:
    """Where somebody goes whose form has gone away."""
    return f"{reverse('public:report')}?ended=1"


def gate(request: HttpRequest, place: Place) -> Form | HttpResponse:
    """The form, if this page of it may be opened now; else where to go instead."""
    form = drafts.of(request)
    if form is None:
        return HttpResponseRedirect(lost())
    if form.sent:
        return HttpResponseRedirect(reverse("public:report-done"))
    if not steps.may_open(form.answers, place):
        return HttpResponseRedirect(steps.following(form.answers).address)
    return form


def ask(request: HttpRequest, form: Form, asks: Page, kept: dict[str, Any]) -> Read | HttpResponse:
    """What was typed, if it is good; else the page, empty or as it was filled in before, with what is to be mended."""
    read = asks.ask(request.POST) if request.method == "POST" else Read(kept, {})
    if request.method == "POST" and not read.errors:
        return read
    context = {"values": read.values, "errors": read.errors, "back": steps.before(form.answers, asks.place)}
    template = f"public/report_{asks.place.step}.html"
    return shown(request, template, context | asks.more, status=422 if read.errors else 200)


def _one(request: HttpRequest, asks: Page) -> HttpResponse:
    """A page whose answer stands under its own name."""
    form = gate(request, asks.place)
    if isinstance(form, HttpResponse):
        return form
    name = asks.place.step
    kept = form.answers.get(name, "")
    read = ask(request, form, asks, kept if isinstance(kept, dict) else {name: kept})
    if isinstance(read, HttpResponse):
        return read
    form = drafts.keep(request, form, form.answers | read.values)
    return HttpResponseRedirect(steps.following(form.answers).address)
