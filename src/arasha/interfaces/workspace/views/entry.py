"""One entry of the registry: what it says, what it does now, who proposed and who confirmed it, and its receipts."""

from django.http import HttpResponse
from django.shortcuts import render

from arasha.domains.payments.queries import search
from arasha.domains.registry import queries
from arasha.domains.registry.facts import EntryState, Ground
from arasha.domains.registry.queries import Entry
from arasha.interfaces.workspace import entry_page, registry_words
from arasha.interfaces.workspace.access import Visit, opened, page
from arasha.interfaces.workspace.entry_source import arose
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import NotFound
from arasha.kernel.store import vault


@page(Right.SEE_REGISTRY)
def show(request: Visit, number: int) -> HttpResponse:
    """The page; opening it leaves an audit row."""
    return shown(request, number)


def shown(
    request: Visit, number: int, *, errors: dict[str, str] | None = None, reason: str = "", code: str = ""
) -> HttpResponse:
    """The page, with what was wrong with a form, or with the code of a notice that is shown this once."""
    entry = found(number)
    opened(request, f"entry:{number}")
    context = {
        "entry": entry,
        "known": vault.open_values([entry.token]),
        "kind": registry_words.kind_word(entry.kind),
        "ground": registry_words.GROUNDS[Ground(entry.ground)],
        "state": registry_words.STATES[EntryState(entry.state)],
        "badge": registry_words.STATE_BADGES[EntryState(entry.state)],
        "effect": queries.effect_of(entry),
        "answer": queries.tiers({entry.token}).get(entry.token),
        "is_account": request.user.may(Right.SEE_PAYMENTS) and search.is_account(entry.token),
        "arose": arose(entry.source),
        "errors": errors or {},
        "reason": reason,
        "code": code,
        **entry_page.people(entry),
        **entry_page.others(entry),
        **entry_page.evidence(entry),
        **entry_page.counters(request, entry),
        **entry_page.told(request, entry),
        **entry_page.doable(request, entry),
        **entry_page.contests(request, entry),
    }
    return render(request, "workspace/entry.html", context, status=422 if errors else 200)


def found(number: int) -> Entry:
    """The entry with this number; `NotFound` when there is none."""
    entry = queries.entry(number)
    if entry is None:
        raise NotFound
    return entry
