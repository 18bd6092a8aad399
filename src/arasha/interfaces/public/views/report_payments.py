"""The payments of a report: how much and when, from where and to whom, and whether there were more."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.views.decorators.http import require_POST

from arasha.interfaces.public import asked, drafts, rows, steps
from arasha.interfaces.public.asked import Read
from arasha.interfaces.public.pages import page
from arasha.interfaces.public.steps import MOST_PAYMENTS, Place
from arasha.interfaces.public.views.report import Page, ask, gate


@page
def payment(request: HttpRequest, place: int) -> HttpResponse:
    """How much, and when."""
    return _part(request, Page(Place("payment", place), asked.payment, {"place": place}))


@page
def receiver(request: HttpRequest, place: int) -> HttpResponse:
    """From where, and to whom."""
    return _part(request, Page(Place("receiver", place), asked.receiver, {"place": place, "banks": rows.banks()}))


@page
def several(request: HttpRequest) -> HttpResponse:
    """The payments so far, and whether there was another."""
    here = Place("payments")
    form = gate(request, here)
    if isinstance(form, HttpResponse):
        return form
    told = form.answers["payments"]
    more = {"rows": rows.payments(form.answers), "full": len(told) >= MOST_PAYMENTS}
    kept = {"more": "no" if form.answers.get("all_payments") else ""}
    read = ask(request, form, Page(here, asked.payments, more), kept)
    if isinstance(read, HttpResponse):
        return read
    another = read.values["more"] == "yes" and not more["full"]
    form = drafts.keep(request, form, form.answers | {"all_payments": not another})
    following = Place("payment", len(told) + 1) if another else steps.following(form.answers)
    return HttpResponseRedirect(following.address)


@require_POST
@page
def remove(request: HttpRequest, place: int) -> HttpResponse:
    """Take a payment out of the report."""
    form = gate(request, Place("payment", place))
    if isinstance(form, HttpResponse):
        return form
    left = [kept for at, kept in enumerate(form.answers.get("payments", []), start=1) if at != place]
    form = drafts.keep(request, form, form.answers | {"payments": left})
    return HttpResponseRedirect((Place("payments") if left else steps.following(form.answers)).address)


def _part(request: HttpRequest, asks: Page) -> HttpResponse:
    """A page about one payment of the list."""
    form = gate(request, asks.place)
    if isinstance(form, HttpResponse):
        return form
    told: list[dict[str, Any]] = list(form.answers.get("payments", []))
    at = asks.place.payment - 1
    read = ask(request, form, asks, told[at] if at < len(told) else {})
    if isinstance(read, HttpResponse):
        return read
    form = drafts.keep(request, form, form.answers | {"payments": _with(told, at, read)})
    return HttpResponseRedirect(steps.following(form.answers).address)


def _with(told: list[dict[str, Any]], at: int, read: Read) -> list[dict[str, Any]]:
    """The payments with one of them changed, or another at the end."""
    changed = (told[at] if at < len(told) else {}) | read.values
    return [*told[:at], changed, *told[at + 1 :]]
