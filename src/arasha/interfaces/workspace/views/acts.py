"""What people have done: facts of the log that a person made, each with its receipt."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse

from arasha.interfaces.workspace import addresses, audit_words, fact_receipts, words
from arasha.interfaces.workspace.access import Visit, page
from arasha.interfaces.workspace.audit_words import ACTS, subject_of
from arasha.interfaces.workspace.people import PERSON, names_of
from arasha.kernel.access import queries
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import NotFound
from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.outbox import read

PAGE = 100
NAMES = ("person", "act")


@page(Right.SEE_AUDIT)
def show(request: Visit) -> HttpResponse:
    """One page of acts, the newest first."""
    values = addresses.read(request.GET, NAMES)
    before = addresses.whole(request.GET.get("before", ""))
    kinds = [values["act"]] if values["act"] in ACTS else list(ACTS)
    actor = f"{PERSON}{values['person']}" if values["person"] else ""
    found = read.of_people(kinds, PAGE + 1, actor=actor, before=before)
    names = names_of(fact.actor for fact in found)
    context = {
        "rows": [_row(fact, names) for fact in found[:PAGE]],
        "values": values,
        "narrowed": any(values.values()),
        "following": addresses.written(values, before=str(found[PAGE - 1].sequence)) if len(found) > PAGE else "",
        "first": addresses.written(values) if before is not None else "",
        "person_choices": [(person.username, person.name) for person in queries.people()],
        "act_choices": [(kind, said.label) for kind, said in audit_words.ACTS.items()],
    }
    return render(request, "workspace/acts.html", context)


@page(Right.SEE_AUDIT)
def check(request: Visit, sequence: int) -> HttpResponse:
    """Check the receipt of an act now."""
    return fact_receipts.checked(request, _found(sequence), reverse("workspace:acts"))


@page(Right.SEE_AUDIT)
def download(request: Visit, sequence: int) -> HttpResponse:  # noqa: ARG001 - every view has it
    """The receipt as a file."""
    return fact_receipts.file(_found(sequence))


def _row(fact: Recorded[Fact], names: dict[str, str]) -> dict[str, Any]:
    return {
        "fact": fact,
        "said": ACTS[fact.fact.kind()],
        "name": names[fact.actor],
        "purpose": words.PURPOSES[Purpose(fact.purpose)],
        "subject": subject_of(fact.fact.subject),
    }


def _found(sequence: int) -> Recorded[Fact]:
    """The act with this sequence; `NotFound` for any other fact."""
    fact = read.maybe_at(sequence)
    if fact is None or fact.fact.kind() not in ACTS:
        raise NotFound
    return fact
