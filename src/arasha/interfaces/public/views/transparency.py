"""What everybody may check: how fast and how rightly each institution acts, and the signatures of the log."""

from datetime import timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse

from arasha.domains.recovery.queries.published import Published, published
from arasha.interfaces.public.pages import page, shown
from arasha.interfaces.ui import instants
from arasha.interfaces.ui.titles import titles_of
from arasha.kernel import clock
from arasha.kernel.errors import NotFound
from arasha.kernel.log import ledger
from arasha.kernel.log.models import SignedCheckpoint

SHOWN = 20
SPAN = timedelta(days=90)


@page
def show(request: HttpRequest) -> HttpResponse:
    """The page."""
    signed = list(SignedCheckpoint.objects.order_by("-size")[:SHOWN])
    now = clock.now()
    context = {
        "clocks": _clocks(published(now - SPAN, now)),
        "days": SPAN.days,
        "rows": signed,
        "latest": signed[0] if signed else None,
        "verifier": str(ledger.signer().verifier),
    }
    return shown(request, "public/transparency.html", context)


def checkpoint(request: HttpRequest, size: int) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """A checkpoint as it was signed (C2SP signed-note), for programs."""
    found = SignedCheckpoint.objects.filter(size=size).first()
    if found is None:
        raise NotFound
    return HttpResponse(found.note, content_type="text/plain; charset=utf-8")


def _clocks(rows: list[Published]) -> list[dict[str, Any]]:
    names = titles_of(row.institution for row in rows)
    return [
        {
            "name": names[row.institution],
            "said": row,
            "median": _span(row.hold_median_s),
            "p95": _span(row.hold_p95_s),
        }
        for row in rows
    ]


def _span(seconds: float | None) -> str:
    return "—" if seconds is None else instants.span(timedelta(seconds=seconds))
