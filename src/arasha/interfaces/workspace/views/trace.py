"""A trace: where the money of an incident went, drawn and as tables."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any, NamedTuple
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from arasha.domains.payments.queries.payments import by_sequences
from arasha.domains.recovery.queries import handling, traces
from arasha.domains.recovery.queries.money import money
from arasha.domains.recovery.queries.traces import Account, Payment, Seen, Version
from arasha.interfaces.ui.titles import titles_of
from arasha.interfaces.workspace import recovery_rows as rows
from arasha.interfaces.workspace import trace_drawing, words
from arasha.interfaces.workspace import trace_words as said
from arasha.interfaces.workspace.access import Visit, opened, page, purpose_of
from arasha.interfaces.workspace.recovery_views import number_of
from arasha.kernel.access.purposes import CHOSEN_BY_PEOPLE
from arasha.kernel.access.roles import Right
from arasha.kernel.store import vault

PAGE = 200  # rows of a table
FEW = 6  # rows that are shown unfolded


@page(Right.SEE_HOLDS)
def show(request: Visit, number: int) -> HttpResponse:
    """The page; opening it leaves an audit row."""
    incident = handling.incident(number)
    opened(request, f"incident:{number}")
    version = number_of(request.GET.get("version", ""))
    seen = traces.now(incident) if version is None else traces.drawn(number, version)
    total = money(incident)
    context = {
        **rows.incident_row(incident),
        "seen": seen,
        "as_drawn": version is not None,
        "versions": traces.versions(number),
        "rule": said.RULES[seen.version.rule] if seen.version else "",
        "explained": explained(seen.version) if seen.version else [],
        "recorded": traces.told(number, seen.version.version) if seen.version else None,
        "money": total,
        "parts": rows.money_parts(total),
        "purposes": [(purpose, words.PURPOSES[purpose]) for purpose in CHOSEN_BY_PEOPLE],
        "purpose_now": purpose_of(request),
        **drawing(seen, reverse("workspace:trace", args=[number])),
        **_tables(request, seen),
    }
    return render(request, "workspace/trace.html", context)


def drawing(seen: Seen, address: str) -> dict[str, Any]:
    """What a page needs to draw a trace; `address` is of the page with the table of all accounts."""
    tokens = {*seen.sources, *(account.account for account in trace_drawing.shown_alone(seen))}
    known, institutions = vault.open_values(tokens), institutions_of(seen)
    names = trace_drawing.Names(known, institutions, f"{address}#accounts")
    return {"flow": trace_drawing.drawn(seen, names), "institutions": institutions}


def explained(version: Version) -> list[str]:
    """How it was reckoned, in sentences."""
    return [str(each) for each in (said.RULES_IN_WORDS[version.rule], *said.ARITHMETIC)] + [said.ends(version.depth)]


def _tables(request: Visit, seen: Seen) -> dict[str, Any]:
    """The accounts and the payments, a page of each."""
    starts = {name: number_of(request.GET.get(name, "")) or 0 for name in ("accounts", "payments")}
    accounts = seen.accounts[starts["accounts"] : starts["accounts"] + PAGE]
    payments = seen.payments[starts["payments"] : starts["payments"] + PAGE]
    tokens = {account.account for account in accounts} | tokens_of(Seen({}, [], payments, None))
    return {
        "accounts": accounts,
        "steps": _steps(seen.accounts, accounts),
        "payments": payment_rows(payments),
        "few_payments": len(seen.payments) <= FEW,
        "known": vault.open_values(tokens),
        **{
            f"{name}_following": _following(request, name, starts[name] + PAGE, len(every))
            for name, every in (("accounts", seen.accounts), ("payments", seen.payments))
        },
    }


class Step(NamedTuple):
    """The accounts of one step: how many and how much of all of them, and the rows of this page."""

    label: str
    accounts: int
    came: int
    held: int
    rows: list[dict[str, Any]]
    open: bool


def _steps(every: Sequence[Account], shown: Sequence[Account]) -> list[Step]:
    """The accounts step by step; a few are unfolded, of many only the first step."""
    found = list[Step]()
    for hop, rows_of in groupby(shown, key=lambda account: account.hop):
        all_of = [account for account in every if account.hop == hop]
        found.append(
            Step(
                label=_("Step %(number)d") % {"number": hop},
                accounts=len(all_of),
                came=sum(account.came for account in all_of),
                held=sum(account.rest.held for account in all_of),
                rows=[account_row(account) for account in rows_of],
                open=not found or len(every) <= FEW,
            )
        )
    return found


def _following(request: Visit, name: str, start: int, count: int) -> str:
    if start >= count:
        return ""
    query = request.GET.copy()
    query[name] = str(start)
    return f"?{query.urlencode()}#{name}"


def account_row(account: Account) -> dict[str, Any]:
    """An account, and why nothing goes on from it."""
    return {"account": account, "end": said.STOPS[account.stop] if account.stop else ""}


def payment_rows(payments: Sequence[Payment]) -> list[dict[str, Any]]:
    """Payments with the ids under which their institutions know them."""
    kept = by_sequences(each.payment for each in payments)
    return [
        {
            "payment": each,
            "id": kept[each.payment].payment_id if each.payment in kept else "",
            "asker": kept[each.payment].asker.code if each.payment in kept else "",
            "end": said.STOPS[each.stop] if each.stop else "",
        }
        for each in payments
    ]


def tokens_of(seen: Seen, more: Iterable[Payment] = ()) -> set[UUID]:
    """Every account of a trace, and of some payments more."""
    sides = {side for each in (*seen.payments, *more) for side in (each.debtor, each.creditor)}
    return {*seen.sources, *(account.account for account in seen.accounts), *sides}


def institutions_of(seen: Seen, more: Iterable[str] = ()) -> dict[str, str]:
    """What the institutions of a trace are called, and some more of them."""
    return titles_of([*seen.sources.values(), *(account.institution for account in seen.accounts), *more])
