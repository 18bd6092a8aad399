"""Lenders that lend without asking: the league, and one lender's loans."""

from datetime import datetime, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from arasha.domains.credit.queries import lenders
from arasha.interfaces.ui import mirrored
from arasha.interfaces.ui.plots import Axes, Column, Plot, Series
from arasha.interfaces.workspace import addresses, credit_words
from arasha.interfaces.workspace import credit_rows as rows
from arasha.interfaces.workspace.access import Visit, page
from arasha.interfaces.workspace.recovery_views import after_of, pager
from arasha.kernel import clock
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import NotFound
from arasha.kernel.store import vault

PAGE = 50
PERIODS = {"30": 30, "90": 90, "365": 365}
YEAR = timedelta(days=365)
LONGEST_CODE = 35


@page(Right.SEE_CREDIT)
def show(request: Visit) -> HttpResponse:
    """Every lender of whose loans something is known, the worst share first."""
    now, period = clock.now(), request.GET.get("period", "90")
    period = period if period in PERIODS else "90"
    standings = lenders.league(now - timedelta(days=PERIODS[period]), now)
    context: dict[str, Any] = {
        "tab": "lenders",
        "rows": [{"standing": each, "address": _address(each.code)} for each in standings],
        "worst": max((each.share for each in standings), default=0),
        "periods": [
            {"name": name, "address": f"{request.path}?period={days}", "here": days == period}
            for days, name in _periods().items()
        ],
        "plot": _plot(lenders.by_month(now - YEAR, now)),
    }
    return render(request, "workspace/lenders.html", context)


@page(Right.SEE_CREDIT)
def one(request: Visit) -> HttpResponse:
    """The loans of one lender that no answer allows; its code stands behind the question mark: it may be any text."""
    code, now = request.GET.get("code", "")[:LONGEST_CODE], clock.now()
    standing = next((each for each in lenders.league(now - YEAR, now) if each.code == code), None)
    if standing is None:
        raise NotFound
    found = lenders.questionable(code, PAGE + 1, after_of(request))
    context: dict[str, Any] = {
        "tab": "lenders",
        "standing": standing,
        "findings": [(credit_words.FINDINGS[finding], number) for finding, number in standing.findings.items()],
        "rows": [rows.loan_row(row) for row in found[:PAGE]],
        "known": vault.open_values(row.person for row in found),
        "plot": _plot(lenders.by_month(now - YEAR, now, code)),
        **pager(request, _address(code), [row.id for row in found], PAGE),
    }
    return render(request, "workspace/lender.html", context)


def _address(code: str) -> str:
    return reverse("workspace:lender") + addresses.written({"code": code})


def _periods() -> dict[str, str]:
    return {"30": _("30 days"), "90": _("90 days"), "365": _("A year")}


def _plot(months: list[tuple[datetime, int, int]]) -> Plot | None:
    """Month by month: upwards the loans that an answer allows, downwards those that none does."""
    if not months:
        return None
    axes = Axes(
        _("Loans that are known of, month by month"),
        up=[Series("allow", _("Asked, or still looked for"))],
        down=[Series("refuse", _("No answer allows it"))],
    )
    columns = [Column(clock.on_screen(month).strftime("%m.%Y"), [loans - bad], [bad]) for month, loans, bad in months]
    return mirrored.draw(axes, columns)
