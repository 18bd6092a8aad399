"""What people wait for: contests with their clocks, notices to hand over, removals not confirmed in time."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from arasha.domains.registry import queries
from arasha.domains.registry.facts import ContestState
from arasha.interfaces.workspace import registry_words
from arasha.interfaces.workspace.access import Visit, page
from arasha.interfaces.workspace.entry_page import SOON
from arasha.interfaces.workspace.people import names_of
from arasha.kernel import clock
from arasha.kernel.access.roles import Right
from arasha.kernel.store import vault


@page(Right.SEE_REGISTRY)
def show(request: Visit) -> HttpResponse:
    """The page; the first to run out stands first."""
    now = clock.now()
    waiting, notices, removals = queries.contests_waiting(), queries.notices_waiting(), queries.overdue(now)
    entries = [*(row.entry for row in waiting), *(row.entry for row in notices), *(row.entry for row in removals)]
    context: dict[str, Any] = {
        "waiting": waiting,
        "notices": notices,
        "removals": removals,
        "decided": _decided(),
        "known": vault.open_values(entry.token for entry in entries),
        "now": now,
        "soon_before": now + SOON,
    }
    return render(request, "workspace/contests.html", context)


def _decided() -> list[tuple[Any, Any, str]]:
    rows = queries.contests_decided()
    names = names_of(row.decided_by for row in rows)
    return [(row, registry_words.CONTESTS[ContestState(row.state)], names[row.decided_by]) for row in rows]
