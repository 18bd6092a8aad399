"""The search box: by a payment's id or by any identifier. The text comes in a form's body, so that no identifier ever
stands in an address.
"""

from uuid import UUID

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.queries import payments, search
from arasha.domains.payments.queries.payments import Payment
from arasha.interfaces.ui.titles import title_of
from arasha.interfaces.workspace.access import Visit, page, purpose_of
from arasha.interfaces.workspace.typed import typed
from arasha.kernel.access.actions import note_look
from arasha.kernel.access.models import Look
from arasha.kernel.access.roles import Right
from arasha.kernel.identifiers import Identifier, Kind, detect, read, token_input
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.store import vault
from arasha.kernel.tokens import Tokens, as_uuid

LONGEST = 200
MOST = 20


@page(Right.SEE_PAYMENTS)
def find(request: Visit) -> HttpResponse:
    """Go to the one thing that was found, or list what could be meant."""
    text = typed(request.POST, "text", LONGEST)
    found = search.by_id(text) if text else []
    identifier = identified(text)
    if identifier is not None:
        token = token_of(identifier)
        note_look(request.user, purpose_of(request), Look.What.SEARCHED, f"identifier:{token.hex}")
        found += list(payments.of_account(token).select_related("asker")[:MOST])
        if search.is_account(token) and (address := account_address(token)):
            return HttpResponseRedirect(address)
    if len(found) == 1:
        return redirect("workspace:payment", found[0].sequence)
    context = {
        "asked": bool(text),
        "mask": identifier.mask if identifier else "",
        "kind": identifier.kind if identifier else "",
        "rows": [(payment, Verdict(payment.verdict).word, title_of(payment.asker)) for payment in found],
        "known": _known(found),
    }
    return render(request, "workspace/search.html", context)


def identified(text: str) -> Identifier | None:
    """The identifier that was typed; `INSTITUTION:NUMBER` is an account that only its institution knows."""
    if ":" in text and "/" not in text:
        account = read(Kind.ACCOUNT, text)
        return account if isinstance(account, Identifier) else None
    return detect(text) if text else None


def token_of(identifier: Identifier) -> UUID:
    """The token under which the centre knows an identifier."""
    return as_uuid(Tokens(keyring().key(Purpose.TOKEN)).token(token_input(identifier)))


def account_address(token: UUID) -> str:
    """The address of an account's page."""
    try:
        return reverse("workspace:account", args=[token])
    except NoReverseMatch:
        return ""


def _known(found: list[Payment]) -> dict[UUID, Identifier]:
    opened = vault.open_values(token for payment in found for token in (payment.debtor, payment.creditor))
    return {token: value for token, value in opened.items() if isinstance(value, Identifier)}
