"""A trace: where the money of an incident went, drawn and as tables; and as a document for a court's file."""

import base64
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from arasha.domains.payments.queries.payments import by_sequences
from arasha.domains.recovery.queries import handling, traces
from arasha.domains.recovery.queries.money import money
from arasha.domains.recovery.queries.traces import Payment, Seen, Version
from arasha.interfaces.ui import instants
from arasha.interfaces.workspace import recovery_rows as rows
from arasha.interfaces.workspace import trace_drawing, words
from arasha.interfaces.workspace import trace_words as said
from arasha.interfaces.workspace.access import Visit, opened, page, purpose_of
from arasha.interfaces.workspace.network import mask_of
from arasha.interfaces.workspace.people import title_of
from arasha.interfaces.workspace.recovery_views import number_of
from arasha.interfaces.workspace.rows import Known
from arasha.interfaces.workspace.views.reveal import stated
from arasha.kernel import clock
from arasha.kernel.access.actions import note_look
from arasha.kernel.access.models import Look
from arasha.kernel.access.purposes import CHOSEN_BY_PEOPLE
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import ArashaError, Forbidden, NotFound
from arasha.kernel.log import ledger
from arasha.kernel.log.receipts import verify
from arasha.kernel.outbox.receipts import receipt_of
from arasha.kernel.store import vault

PAGE = 200  # rows of a table


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


@page(Right.SEE_HOLDS)
def printed(request: Visit, number: int) -> HttpResponse:
    """The document, masked; posted with a purpose, with the accounts in full and an audit row for each."""
    incident = handling.incident(number)
    newest = traces.now(incident)
    version = number_of(request.GET.get("version", "")) or (newest.version.version if newest.version else 0)
    seen = traces.drawn(number, version)
    later = [each for each in newest.payments if each.since] if newest.version == seen.version else []
    holds = handling.holds_of_incident(number)
    tokens = _tokens(seen, later) | {hold.account for hold in holds}
    in_full = request.method == "POST"
    known = vault.open_values(tokens)
    if in_full:
        _reveal(request, known)
    opened(request, f"incident:{number}")
    context = {
        **rows.incident_row(incident),
        "reporter": title_of(incident.institution) if incident.institution else "",
        "seen": seen,
        "total": sum(account.rest.left + account.rest.gone for account in seen.accounts),
        "accounts": [_account_row(account) for account in seen.accounts],
        "payments": _payment_rows(seen.payments),
        "later": _payment_rows(later),
        "holds": [rows.hold_row(hold) for hold in holds],
        "names": {token: _name(token, known, in_full=in_full) for token in tokens},
        "institutions": _institutions(seen),
        "rule": said.RULES[seen.version.rule] if seen.version else "",
        "explained": explained(seen.version) if seen.version else [],
        "proof": _proof(number, version),
        "in_full": in_full,
        "made_at": clock.now(),
        "made_by": request.user.name or request.user.username,
    }
    return render(request, "workspace/trace_print.html", context)


def drawing(seen: Seen, address: str) -> dict[str, Any]:
    """What a page needs to draw a trace; `address` is of the page with the table of all accounts."""
    tokens = {*seen.sources, *(account.account for account in trace_drawing.shown_alone(seen))}
    known, institutions = vault.open_values(tokens), _institutions(seen)
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
    tokens = {account.account for account in accounts} | _tokens(Seen({}, [], payments, None))
    return {
        "accounts": [_account_row(account) for account in accounts],
        "payments": _payment_rows(payments),
        "known": vault.open_values(tokens),
        **{
            f"{name}_following": _following(request, name, starts[name] + PAGE, len(every))
            for name, every in (("accounts", seen.accounts), ("payments", seen.payments))
        },
    }


def _following(request: Visit, name: str, start: int, count: int) -> str:
    if start >= count:
        return ""
    query = request.GET.copy()
    query[name] = str(start)
    return f"?{query.urlencode()}#{name}"


def _account_row(account: traces.Account) -> dict[str, Any]:
    return {"account": account, "end": said.STOPS[account.stop] if account.stop else ""}


def _payment_rows(payments: Sequence[Payment]) -> list[dict[str, Any]]:
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


def _tokens(seen: Seen, more: Iterable[Payment] = ()) -> set[UUID]:
    sides = {side for each in (*seen.payments, *more) for side in (each.debtor, each.creditor)}
    return {*seen.sources, *(account.account for account in seen.accounts), *sides}


def _institutions(seen: Seen) -> dict[str, str]:
    return said.institutions([*seen.sources.values(), *(account.institution for account in seen.accounts)])


def _reveal(request: Visit, known: Known) -> None:
    """Leave an audit row for every account that is shown in full."""
    if not request.user.may(Right.REVEAL):
        raise Forbidden
    purpose = stated(request)
    for token in sorted(known):
        note_look(request.user, purpose, Look.What.REVEALED, f"identifier:{token.hex}")


def _name(token: UUID, known: Known, *, in_full: bool) -> str:
    return known[token].display if in_full and token in known else mask_of(token, known)


def _proof(incident: int, version: int) -> dict[str, Any]:
    """Where the trace stands in the signed log, checked now."""
    recorded = traces.told(incident, version)
    if recorded is None:
        raise NotFound
    receipt = receipt_of(recorded)
    try:
        checkpoint = verify(receipt, ledger.signer().verifier).checkpoint
    except ArashaError:
        return {"recorded": recorded, "good": False}
    return {
        "recorded": recorded,
        "good": True,
        "place": _("leaf %(place)d of %(size)d") % {"place": receipt.log.index + 1, "size": receipt.log.size},
        "origin": checkpoint.origin,
        "root": base64.b64encode(checkpoint.root).decode(),
        "signed_at": instants.written(clock.from_us(checkpoint.at), get_language() or "kk", "full"),
    }
