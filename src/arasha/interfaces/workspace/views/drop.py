"""One account as a candidate for a drop: why, how money moves through it, whom a hold would touch."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST

from arasha.domains.payments.actions.account_review import review_account
from arasha.domains.payments.queries import account_payments, account_risk, counterparties
from arasha.domains.payments.queries.account_review import Reviewed, reviews_of
from arasha.domains.payments.queries.legs import legs
from arasha.domains.payments.queries.patterns import SHOWN, TITLES, Pattern, patterns_of
from arasha.domains.payments.queries.shared_identifiers import sharing as shared_with
from arasha.domains.payments.queries.through import decided
from arasha.domains.payments.queries.told_by_model import told_by_model
from arasha.domains.registry import queries as registry
from arasha.domains.registry.facts import EntryState, Ground
from arasha.interfaces.ui.graph import Spoke
from arasha.interfaces.ui.words import VERDICTS
from arasha.interfaces.workspace import drop_words, followed, money_lanes, network, registry_words, sharing
from arasha.interfaces.workspace.access import Visit, by, opened, page
from arasha.interfaces.workspace.model_plots import per_cent
from arasha.interfaces.workspace.money_lanes import Move
from arasha.interfaces.workspace.people import names_of
from arasha.interfaces.workspace.rows import Known
from arasha.interfaces.workspace.typed import typed
from arasha.kernel import clock
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import Malformed, NotFound
from arasha.kernel.store import vault
from arasha.kernel.tiers import Tier

LOOKED_BACK = timedelta(days=30)
ENTRIES = 6
PATTERNS = 4
LONGEST_NOTE = 500
OUT_OF = 10_000  # what the model's answer is counted in


@page(Right.SEE_PAYMENTS)
def show(request: Visit, token: UUID) -> HttpResponse:
    """The page; opening it leaves an audit row."""
    return _page(request, token)


@require_POST
@page(Right.DECIDE_REVIEW)
def review(request: Visit, token: UUID) -> HttpResponse:
    """Note that the account was looked into; without a word of what was found the page comes again and says so."""
    try:
        review_account(token, by(request), note=typed(request.POST, "note", LONGEST_NOTE))
    except Malformed:
        return _page(request, token, error=_("Write what you found, in a sentence."))
    messages.success(request, _("Noted. It leaves the list of those that nobody has looked into."))
    return redirect("workspace:drop", token)


def _page(request: Visit, token: UUID, error: str = "") -> HttpResponse:
    seen, now = account_payments.seen(token), clock.now()
    if seen is None:
        raise NotFound
    opened(request, f"identifier:{token.hex}")
    candidate = account_risk.risk_of(token)
    history = account_risk.history_of(token)
    context = {
        "token": token,
        "seen": seen,
        "followed": followed.into_account(token),
        "candidate": candidate,
        "tier": candidate.tier if candidate else Tier.NONE,
        "told": drop_words.told(candidate),
        "reasons": drop_words.reasons(candidate) if candidate else [],
        "history": drop_words.changed(history),
        "over_time": drop_words.over_time(history, now),
        "held": account_risk.if_held(token),
        "decided": decided(token),
        "entries": _entries(token),
        "looks": _looks(token),
        "error": error,
        "edge_words": [(word, said.label) for word, said in VERDICTS.items()],
        "model_words": _model_words(token),
        **_money(token),
    }
    return render(request, "workspace/drop.html", context, status=422 if error else 200)


def _looks(token: UUID) -> list[tuple[Reviewed, str]]:
    """Who looked into it, newest first."""
    found = reviews_of(token)
    names = names_of(each.actor for each in found)
    return [(each, names[each.actor]) for each in found]


def _entries(token: UUID) -> list[tuple[Any, ...]]:
    """What the registry says of the account."""
    return [
        (entry, registry_words.STATES[EntryState(entry.state)], registry_words.GROUNDS[Ground(entry.ground)])
        for entry in registry.of_token(token)[:ENTRIES]
    ]


def _money(token: UUID) -> dict[str, Any]:
    """How money moves through the account: over time, and from whom to whom."""
    found = legs(token, clock.now() - LOOKED_BACK).rows
    moves, patterns = money_lanes.moves_of(token, found), patterns_of(token, PATTERNS)
    others = counterparties.counterparties(found)
    drawn = {other.token for other in others[: network.TABLED]}
    formed = [move for pattern in patterns for move in _moves(pattern)]
    parties = {party for move in (*moves, *formed) for party in (move.debtor, move.creditor)}
    shared = shared_with(token)
    known = vault.open_values({token, *drawn, *parties, *sharing.accounts_of(shared)})
    listed = registry.tiers(drawn)
    centre = Spoke(network.mask_of(token, known), pgettext("in the middle of the graph", "this account"), 0, "")
    return {
        "known": known,
        "lanes": money_lanes.drawn(_("Money over time"), token, moves, known) if moves else None,
        "shared": sharing.shown(token, shared, known),
        "patterns": [_pattern(token, pattern, known) for pattern in patterns],
        "graph": network.drawn(centre, others, known, listed) if others else None,
        "counterparties": [(other, max(other.worst_in, other.worst_out).word) for other in others[: network.TABLED]],
    }


def _pattern(token: UUID, pattern: Pattern, known: Known) -> dict[str, Any]:
    """A pattern in words and drawn over time."""
    title = _(TITLES[pattern.kind])
    return {
        "title": title,
        "shown": _(SHOWN[pattern.kind]),
        "at": pattern.at,
        "partial": pattern.partial,
        "lanes": money_lanes.drawn(title, token, _moves(pattern), known),
    }


def _moves(pattern: Pattern) -> list[Move]:
    return [
        Move(part.sequence, part.paid_at, part.debtor, part.creditor, part.amount, part.verdict)
        for part in pattern.payments
    ]


def _model_words(token: UUID) -> list[tuple[Any, str, list[str]]]:
    """The latest payments that the model took for a drop's: its answer, and the themes it rested on."""
    return [
        (told, per_cent(told.score / OUT_OF) if told.score >= 0 else "—", [_(theme) for theme in told.themes])
        for told in told_by_model(token)
    ]
