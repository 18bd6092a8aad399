"""One entry of the registry: what it says, what it does now, who proposed and who confirmed it, and its receipts."""

import re
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from arasha.domains.payments.queries import search
from arasha.domains.registry import queries
from arasha.domains.registry.facts import EntryState, Ground
from arasha.domains.registry.queries import Entry
from arasha.interfaces.workspace import registry_words, words
from arasha.interfaces.workspace.access import Visit, by, opened, page
from arasha.interfaces.workspace.people import names_of
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import NotFound
from arasha.kernel.outbox import read
from arasha.kernel.store import vault
from arasha.kernel.tiers import Tier

REVIEWED = re.compile(r"review of payment (\d+)")  # the source of an entry that a decided review led to


@page(Right.SEE_REGISTRY)
def show(request: Visit, number: int) -> HttpResponse:
    """The page; opening it leaves an audit row."""
    return shown(request, number)


def shown(request: Visit, number: int, *, error: str = "", reason: str = "") -> HttpResponse:
    """The page, with what was wrong with a reason that was given."""
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
        "reviewed": REVIEWED.fullmatch(entry.source),
        "error": error,
        "reason": reason,
        **_people(entry),
        **_others(entry),
        **_doable(request, entry),
    }
    return render(request, "workspace/entry.html", context, status=422 if error else 200)


def found(number: int) -> Entry:
    """The entry with this number; `NotFound` when there is none."""
    entry = queries.entry(number)
    if entry is None:
        raise NotFound
    return entry


def _people(entry: Entry) -> dict[str, Any]:
    """Who did what, from the facts."""
    facts = list(read.about(f"entry:{entry.id}"))
    names = names_of({entry.owner, entry.confirmed_by, *(fact.actor for fact in facts)} - {""})
    return {
        "owner": names[entry.owner],
        "confirmer": names.get(entry.confirmed_by, ""),
        "facts": [
            (fact, registry_words.FACTS[fact.fact.kind()], names[fact.actor], words.PURPOSES[Purpose(fact.purpose)])
            for fact in facts
        ],
    }


def _others(entry: Entry) -> dict[str, Any]:
    """What else was said of the same identifier."""
    rows = queries.of_token(entry.token).exclude(id=entry.id)[:20]
    return {
        "others": [
            (row, registry_words.STATES[EntryState(row.state)], registry_words.GROUNDS[Ground(row.ground)])
            for row in rows
        ]
    }


def _doable(request: Visit, entry: Entry) -> dict[str, Any]:
    """What this person may do with the entry as it stands, and why not, where he may not."""
    mine, person = entry.owner == by(request).actor, request.user
    return {
        "mine": mine,
        "proposed": entry.state == EntryState.PROPOSED,
        "may_confirm": entry.state == EntryState.PROPOSED and not mine and person.may(Right.CONFIRM_ENTRY),
        "may_withdraw": entry.state in queries.LIVE and person.may(Right.WITHDRAW_ENTRY),
        "full_tier": Tier(entry.tier),
    }
