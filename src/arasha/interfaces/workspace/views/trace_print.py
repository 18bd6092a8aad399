"""A trace as a document for a court's file: what was traced, how, payment by payment, what is held, and the proof."""

import base64
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from arasha.domains.recovery.queries import handling, traces
from arasha.interfaces.ui import instants
from arasha.interfaces.ui.titles import title_of
from arasha.interfaces.workspace import recovery_rows as rows
from arasha.interfaces.workspace import trace_words as said
from arasha.interfaces.workspace.access import Visit, opened, page
from arasha.interfaces.workspace.network import mask_of
from arasha.interfaces.workspace.recovery_views import number_of
from arasha.interfaces.workspace.rows import Known
from arasha.interfaces.workspace.views.reveal import stated
from arasha.interfaces.workspace.views.trace import (
    account_row,
    explained,
    institutions_of,
    payment_rows,
    tokens_of,
)
from arasha.kernel import clock
from arasha.kernel.access.actions import note_look
from arasha.kernel.access.models import Look
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import ArashaError, Forbidden, NotFound
from arasha.kernel.log import ledger
from arasha.kernel.log.receipts import verify
from arasha.kernel.outbox.receipts import receipt_of
from arasha.kernel.store import vault


@page(Right.SEE_HOLDS)
def printed(request: Visit, number: int) -> HttpResponse:
    """The document, masked; posted with a purpose, with the accounts in full and an audit row for each."""
    incident = handling.incident(number)
    newest = traces.now(incident)
    version = number_of(request.GET.get("version", "")) or (newest.version.version if newest.version else 0)
    seen = traces.drawn(number, version)
    later = [each for each in newest.payments if each.since] if newest.version == seen.version else []
    holds = handling.holds_of_incident(number)
    in_full = request.method == "POST"
    context = {
        **rows.incident_row(incident),
        **_traced(seen),
        "reporter": title_of(incident.institution) if incident.institution else "",
        "later": payment_rows(later),
        "holds": [rows.hold_row(hold) for hold in holds],
        "names": _names(request, tokens_of(seen, later) | {hold.account for hold in holds}, in_full=in_full),
        "institutions": institutions_of(seen, (hold.institution_code for hold in holds)),
        "proof": _proof(number, version),
        "in_full": in_full,
        "made_at": clock.now(),
        "made_by": request.user.name or request.user.username,
    }
    opened(request, f"incident:{number}")
    return render(request, "workspace/trace_print.html", context)


def _traced(seen: traces.Seen) -> dict[str, Any]:
    """What the version says, and how it was reckoned."""
    return {
        "seen": seen,
        "total": sum(sum(account.rest) for account in seen.accounts),
        "accounts": [account_row(account) for account in seen.accounts],
        "payments": payment_rows(seen.payments),
        "rule": said.RULES[seen.version.rule] if seen.version else "",
        "explained": explained(seen.version) if seen.version else [],
    }


def _names(request: Visit, tokens: set[UUID], *, in_full: bool) -> dict[UUID, str]:
    """What accounts are called: masked, or in full with an audit row for each."""
    known = vault.open_values(tokens)
    if not in_full:
        return {token: mask_of(token, known) for token in tokens}
    _reveal(request, known)
    return {token: known[token].display if token in known else mask_of(token, known) for token in tokens}


def _reveal(request: Visit, known: Known) -> None:
    """Leave an audit row for every account that is shown; `Forbidden` for who may not see any in full."""
    if not request.user.may(Right.REVEAL):
        raise Forbidden
    purpose = stated(request)
    for token in sorted(known):
        note_look(request.user, purpose, Look.What.REVEALED, f"identifier:{token.hex}")


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
