"""Everybody who asked about the person, and everything that happened, page by page."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from arasha.interfaces.public import credit_rows
from arasha.interfaces.public.credit import Acting, own
from arasha.interfaces.public.pages import page, shown
from arasha.interfaces.public.views.credit import about

A_PAGE = 30
LONGEST_NUMBER = 18


@page
@own
def asked(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Which lenders asked, and what they were told."""
    rows = credit_rows.questions(acting, A_PAGE + 1, _before(request))
    context = {**about(acting), "asked": rows[:A_PAGE], "back": reverse("public:credit-mine")}
    if len(rows) > A_PAGE:
        context["older"] = rows[A_PAGE - 1].number
    return shown(request, "public/credit_asked.html", context)


@page
@own
def happened(request: HttpRequest, acting: Acting) -> HttpResponse:
    """What happened to the refusal."""
    rows = credit_rows.lines(acting, A_PAGE + 1, _before(request))
    context = {**about(acting), "lines": rows[:A_PAGE], "back": reverse("public:credit-mine")}
    if len(rows) > A_PAGE:
        context["older"] = rows[A_PAGE - 1].number
    return shown(request, "public/credit_history.html", context)


def _before(request: HttpRequest) -> int | None:
    """From before which one on."""
    text = request.GET.get("before", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER else None
