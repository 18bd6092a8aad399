"""The audit of looks: who read whose data, for what purpose, when. The rows can be neither changed nor deleted."""

from datetime import timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from arasha.interfaces.workspace import addresses, audit_words, words
from arasha.interfaces.workspace.access import Visit, page
from arasha.interfaces.workspace.audit_words import LOOKS, subject_of
from arasha.kernel import clock
from arasha.kernel.access import queries
from arasha.kernel.access.models import Look
from arasha.kernel.access.purposes import CHOSEN_BY_PEOPLE, Purpose
from arasha.kernel.access.queries import Looked
from arasha.kernel.access.roles import Right

PAGE = 100
NAMES = ("person", "purpose", "what", "period", "subject")
PERIODS = {"24h": timedelta(days=1), "7d": timedelta(days=7), "30d": timedelta(days=30)}


@page(Right.SEE_AUDIT)
def show(request: Visit) -> HttpResponse:
    """One page of looks, the newest first."""
    values = addresses.read(request.GET, NAMES)
    values["subject"] = request.GET.get("subject", "").replace("\x00", "")[:120]
    period = PERIODS.get(values["period"])
    looked = Looked(
        person=values["person"],
        purpose=values["purpose"],
        what=values["what"],
        subject=values["subject"],
        since=clock.now() - period if period else None,
    )
    before = addresses.whole(request.GET.get("before", ""))
    found = queries.looks(looked, PAGE + 1, before)
    context = {
        "rows": [_row(look) for look in found[:PAGE]],
        "values": values,
        "subject": subject_of(values["subject"]) if values["subject"] else None,
        "narrowed": any(values.values()),
        "following": addresses.written(values, before=str(found[PAGE - 1].id)) if len(found) > PAGE else "",
        "first": addresses.written(values) if before else "",
        **_choices(),
    }
    return render(request, "workspace/audit.html", context)


def _row(look: Look) -> dict[str, Any]:
    return {
        "look": look,
        "said": LOOKS[Look.What(look.what)],
        "grave": look.what == Look.What.REVEALED,
        "purpose": words.PURPOSES[Purpose(look.purpose)],
        "subject": subject_of(look.subject),
        "same": addresses.written({"subject": look.subject}),
    }


def _choices() -> dict[str, Any]:
    purposes = (*CHOSEN_BY_PEOPLE, Purpose.ADMINISTRATION)
    return {
        "person_choices": [(person.username, person.name) for person in queries.people()],
        "purpose_choices": [(purpose.value, words.PURPOSES[purpose]) for purpose in purposes],
        "what_choices": [(what.value, said.label) for what, said in audit_words.LOOKS.items()],
        "period_choices": [("24h", _("24 hours")), ("7d", _("7 days")), ("30d", _("30 days"))],
    }
