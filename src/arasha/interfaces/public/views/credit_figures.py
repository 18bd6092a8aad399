"""What everybody may know of refusals of credit: month by month, lender by lender, as it stands in the log."""

import csv
from collections.abc import Iterator
from datetime import timedelta
from io import StringIO
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from arasha.domains.credit.facts.figures import FiguresPublished, LenderFigures
from arasha.domains.credit.queries import figures
from arasha.interfaces.public.pages import page, shown
from arasha.interfaces.ui import instants
from arasha.interfaces.ui.text import Text
from arasha.interfaces.ui.titles import titles_of
from arasha.kernel import clock

MONTHS = 36

ANSWERS: dict[str, Text] = {
    "allow": _("nothing spoke against it"),
    "confirm": _("ask the person by another channel first"),
    "hold": _("wait"),
    "deny": _("do not lend"),
}
SCOPES: dict[str, Text] = {
    "all": _("all loans"),
    "micro_lenders": _("loans of micro-lenders"),
    "remote": _("loans over the internet or by telephone"),
    "above": _("loans above an amount of their own"),
}
LENDERS: dict[str, Text] = {
    "bank": _("banks"),
    "micro_lender": _("micro-lenders"),
    "unknown": _("lenders that are not connected"),
}
OTHERS = _("other lenders")


@page
def show(request: HttpRequest) -> HttpResponse:
    """The page of the latest months."""
    months = figures.published()
    names = titles_of(each.lender for month in months for each in month.lenders)
    context = {"months": [_month(each, names) for each in months], "back": reverse("public:transparency")}
    return shown(request, "public/credit_figures.html", context)


def table(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """The same as a table (CSV, RFC 4180), one figure a line, for whoever computes with it."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(["month", "final", "until", "figure", "of", "value"])
    for month in figures.published(MONTHS):
        until = clock.from_us(month.until).isoformat()
        writer.writerows([month.month, int(month.final), until, *line] for line in _lines(month))
    headers = {"Content-Disposition": 'attachment; filename="arasha-credit.csv"'}
    return HttpResponse(text.getvalue(), "text/csv; charset=utf-8", headers=headers)


def _month(said: FiguresPublished, names: dict[str, str]) -> dict[str, Any]:
    return {
        "said": said,
        "begins": clock.from_us(said.until - 1),
        "until": clock.from_us(said.until),
        "asked": sum(said.answers.values()),
        "answers": [(name, said.answers.get(word, 0)) for word, name in ANSWERS.items()],
        "scopes": [(name, said.scopes.get(word, 0)) for word, name in SCOPES.items()],
        "claims": [(LENDERS.get(kind, OTHERS), number) for kind, number in said.claims.items()],
        "written_off": _span(timedelta(minutes=said.write_off_minutes)),
        "lenders": [{"name": names[each.lender], "said": each} for each in _worst_first(said.lenders)],
    }


def _worst_first(lenders: list[LenderFigures]) -> list[LenderFigures]:
    return sorted(lenders, key=lambda each: (-each.without_asking - each.against_answer, -each.loans, each.lender))


def _span(time: timedelta) -> str:
    return instants.span(time) if time >= timedelta(0) else ""


def _lines(said: FiguresPublished) -> Iterator[tuple[str, str, int]]:
    """Every figure of a month: what it is, of what, and how many."""
    for name in ("sets", "narrowed", "lifts", "people", "at_bureaus", "in_force_ms", "write_off_minutes"):
        yield name, "", getattr(said, name)
    for name in ("scopes", "answers", "claims"):
        for of, number in getattr(said, name).items():
            yield name, of, number
    for lender in said.lenders:
        for name in ("asked", "loans", "without_asking", "against_answer", "claims", "overdue"):
            yield f"lender_{name}", lender.lender, getattr(lender, name)
