"""What everybody may check: the signed checkpoints of the log, and the key that they are signed with."""

from django.http import HttpRequest, HttpResponse

from arasha.interfaces.public.pages import page, shown
from arasha.kernel.errors import NotFound
from arasha.kernel.log import ledger
from arasha.kernel.log.models import SignedCheckpoint

SHOWN = 20


@page
def show(request: HttpRequest) -> HttpResponse:
    """The page."""
    signed = list(SignedCheckpoint.objects.order_by("-size")[:SHOWN])
    context = {"rows": signed, "latest": signed[0] if signed else None, "verifier": str(ledger.signer().verifier)}
    return shown(request, "public/transparency.html", context)


def checkpoint(request: HttpRequest, size: int) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """A checkpoint as it was signed (C2SP signed-note), for programs."""
    found = SignedCheckpoint.objects.filter(size=size).first()
    if found is None:
        raise NotFound
    return HttpResponse(found.note, content_type="text/plain; charset=utf-8")
