"""The question as the institution asked it, in full: for a stated purpose, once, with an audit row."""

from collections.abc import Iterator
from typing import Any

import msgspec
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from arasha.domains.payments.actions.screened import sealed_about
from arasha.domains.payments.queries.payments import Payment
from arasha.interfaces.workspace import words
from arasha.interfaces.workspace.access import Visit, is_part, page, purpose_of
from arasha.interfaces.workspace.views.payment import found
from arasha.interfaces.workspace.views.reveal import stated
from arasha.kernel.access.actions import note_look
from arasha.kernel.access.models import Look
from arasha.kernel.access.purposes import CHOSEN_BY_PEOPLE
from arasha.kernel.access.roles import Right
from arasha.kernel.seal import seal


@page(Right.REVEAL)
def question(request: Visit, sequence: int) -> HttpResponse:
    """GET asks what for; POST writes the look and shows every field."""
    payment = found(sequence)
    context: dict[str, Any] = {
        "payment": payment,
        "purposes": [(purpose, words.PURPOSES[purpose]) for purpose in CHOSEN_BY_PEOPLE],
        "purpose_now": purpose_of(request),
        "back": reverse("workspace:payment", args=[sequence]),
    }
    if request.method == "POST":
        note_look(request.user, stated(request), Look.What.REVEALED, f"payment:{sequence}")
        context["fields"] = list(_fields(_opened(payment)))
    template = "workspace/parts/question.html" if is_part(request) else "workspace/question.html"
    return render(request, template, context)


def _opened(payment: Payment) -> dict[str, Any]:
    box = seal().open(bytes(payment.sealed), about=sealed_about(payment.sequence))
    content: dict[str, Any] = msgspec.msgpack.decode(box)
    return content


def _fields(content: dict[str, Any], within: str = "") -> Iterator[tuple[str, str]]:
    """The fields that were given, under the names of the published interface: `debtor.phone`."""
    for name, value in content.items():
        if isinstance(value, dict):
            yield from _fields(value, f"{within}{name}.")
        elif value not in {None, ""}:
            yield f"{within}{name}", str(value)
