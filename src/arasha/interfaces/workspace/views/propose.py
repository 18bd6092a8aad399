"""Proposing an identifier for the registry: what was typed is read back before it is kept; a second person confirms."""

from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.registry import actions
from arasha.domains.registry.actions import Proposal
from arasha.domains.registry.facts import EntryState, Ground
from arasha.domains.registry.queries import Entry, of_token
from arasha.interfaces.ui.words import TIERS as TIER_WORDS
from arasha.interfaces.workspace import registry_words
from arasha.interfaces.workspace.access import Visit, by, page
from arasha.interfaces.workspace.evidence_form import evidence_errors, piece, reporter_choices
from arasha.interfaces.workspace.reading import Understood, understood
from arasha.interfaces.workspace.typed import typed
from arasha.kernel import clock
from arasha.kernel.access.roles import Right
from arasha.kernel.store import vault
from arasha.kernel.tiers import Tier
from arasha.kernel.tokens import HEX

LONGEST_TEXT, LONGEST_NOTE = 8_000, 500
TIERS = {tier.word: tier for tier in reversed(Tier) if tier}
GROUNDS = {ground.code: ground for ground in Ground}
EVIDENCED = {ground.code: actions.implied(ground, "person:").kind for ground in Ground}
TERMS = {"30": timedelta(days=30), "90": timedelta(days=90), "full": None}
NAMES = ("text", "kind", "token", "tier", "ground", "term", "reporter", "document", "note", "as_written")
USUAL = {"tier": "high", "ground": Ground.ANALYST_FINDING.code, "term": "90"}


class Form(NamedTuple):
    """What was filled in, what was understood of it, and what is wrong, by field."""

    values: dict[str, str]
    understood: Understood | None
    token: UUID | None
    errors: dict[str, str]


@page(Right.PROPOSE_ENTRY)
def propose(request: Visit) -> HttpResponse:
    """GET gives the form, of an account's page with its token; POST proposes, or says what to mend."""
    if request.method != "POST":
        token = request.GET.get("token", "")
        return _page(request, Form(USUAL | {"token": token if HEX.fullmatch(token) else ""}, None, _token(token), {}))
    form = _form(request)
    if "read" in request.POST or form.errors:
        return _page(request, form)
    entry = _kept(request, form)
    if entry.state == EntryState.PROVISIONAL:
        messages.success(request, _("Proposed. It warns from now on; a second person gives it its full effect."))
    else:
        messages.success(request, _("Proposed. It has no effect until a second person has looked at it."))
    return redirect("workspace:entry", entry.id)


@require_POST
@page(Right.PROPOSE_ENTRY)
def reads(request: Visit) -> HttpResponse:
    """What is understood of the text as it is being typed."""
    text, kind = typed(request.POST, "text", LONGEST_TEXT), typed(request.POST, "kind", 20)
    context = {"understood": understood(text, kind), "text": text, "kind_given": bool(kind)}
    return render(request, "workspace/parts/understood.html", context)


def _form(request: Visit) -> Form:
    values = {name: typed(request.POST, name, LONGEST_TEXT) for name in NAMES}
    token = _token(values["token"])
    found = None if token else understood(values["text"], values["kind"])
    errors: dict[str, str] = {}
    if token is None and (found is None or not (found.readable or values["as_written"])):
        errors["text"] = _unusable(values["text"], found)
    for name, offered in (("tier", TIERS), ("ground", GROUNDS), ("term", TERMS)):
        if values[name] not in offered:
            errors[name] = _("Choose one of those offered.")
    errors |= evidence_errors(values, EVIDENCED.get(values["ground"], ""))
    if len(values["note"]) > LONGEST_NOTE:
        errors["note"] = _("At most %(count)d characters.") % {"count": LONGEST_NOTE}
    return Form(values, found, token, errors)


def _unusable(text: str, found: Understood | None) -> str:
    if not text:
        return _("Write what is to be listed.")
    if found is None:
        return _("No kind of identifier looks like this: choose the kind.")
    return _("It cannot be read as it is. Mend it, or tick that it is meant so.")


def _token(text: str) -> UUID | None:
    """An identifier that the centre knows by its token alone, as an account's page hands it over."""
    return UUID(hex=text) if HEX.fullmatch(text) else None


def _kept(request: Visit, form: Form) -> Entry:
    values = form.values
    proposal = Proposal(
        tier=TIERS[values["tier"]],
        ground=GROUNDS[values["ground"]],
        expires_at=clock.now() + term if (term := TERMS[values["term"]]) else None,
        note=values["note"],
        evidence=(piece(EVIDENCED[values["ground"]], values),),
    )
    if form.token is not None:
        return actions.add_token(form.token.bytes, proposal, by(request))
    if form.understood is None:
        raise AssertionError("a form without errors has an identifier")
    return actions.add_entry(form.understood.value, proposal, by(request))


def _page(request: Visit, form: Form) -> HttpResponse:
    asked = "read" not in request.POST
    context: dict[str, Any] = {
        "form": form._replace(errors=form.errors if asked else {}),
        "understood": form.understood,
        "text": form.values.get("text", ""),
        "kind_given": bool(form.values.get("kind")),
        "known": vault.open_values([form.token]) if form.token else {},
        "standing": [
            (entry, registry_words.STATES[EntryState(entry.state)]) for entry in of_token(form.token)[:5]
        ] if form.token else [],
        "kind_choices": [(kind.value, name) for kind, name in registry_words.KINDS.items()],
        "tier_choices": [(word, TIER_WORDS[word]) for word in TIERS],
        "ground_choices": [(ground.code, name) for ground, name in registry_words.GROUNDS.items()],
        "term_choices": [("30", _("30 days")), ("90", _("90 days")), ("full", _("The full term: 1, 3 or 5 years"))],
        "reporter_choices": reporter_choices(),
    }  # fmt: skip
    return render(request, "workspace/propose.html", context, status=422 if form.errors and asked else 200)
