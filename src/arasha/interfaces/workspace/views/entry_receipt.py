"""The receipts of what has happened to an entry."""

from django.http import HttpResponse
from django.urls import reverse

from arasha.interfaces.workspace import fact_receipts
from arasha.interfaces.workspace.access import Visit, page
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import NotFound
from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.outbox import read


@page(Right.SEE_REGISTRY)
def check(request: Visit, number: int, sequence: int) -> HttpResponse:
    """Check the receipt of a fact of this entry now."""
    return fact_receipts.checked(request, _found(number, sequence), reverse("workspace:entry", args=[number]))


@page(Right.SEE_REGISTRY)
def download(request: Visit, number: int, sequence: int) -> HttpResponse:  # noqa: ARG001 - every view has it
    """The receipt as a file."""
    return fact_receipts.file(_found(number, sequence))


def _found(number: int, sequence: int) -> Recorded[Fact]:
    """The fact with this sequence, if it is about this entry; `NotFound` otherwise."""
    for fact in read.about(f"entry:{number}"):
        if fact.sequence == sequence:
            return fact
    raise NotFound
