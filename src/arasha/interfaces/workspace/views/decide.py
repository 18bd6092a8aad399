"""Deciding what payments were: one from its page, several from the queue after a confirmation."""

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from arasha.domains.payments.actions import review
from arasha.domains.payments.facts import Decision
from arasha.domains.payments.queries import queue
from arasha.interfaces.workspace import filters, words
from arasha.interfaces.workspace.access import Visit, by, page
from arasha.interfaces.workspace.rows import rows_of
from arasha.interfaces.workspace.typed import typed
from arasha.interfaces.workspace.views.queue import PAGE, QUEUE_KEY
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import Malformed

LONGEST_NOTE = 500


@require_POST
@page(Right.DECIDE_REVIEW)
def one(request: Visit, sequence: int) -> HttpResponse:
    """Decide a payment and go on to the next one of the queue as it was last looked at."""
    decision, note = _decision(request), _note(request)
    if decision is Decision.UNCLEAR and not note:
        messages.error(request, _("Write what is missing: somebody else may have to find it out."))
        return redirect("workspace:payment", sequence)
    if not review.decide_all([sequence], decision, by(request), note=note):
        messages.error(request, _("Somebody has decided this payment already, or has it in hand."))
        return redirect("workspace:payment", sequence)
    messages.success(request, _("Decided: %(decision)s.") % {"decision": words.DECISIONS[decision].label})
    return HttpResponseRedirect(_next(request))


@require_POST
@page(Right.DECIDE_REVIEW)
def several(request: Visit) -> HttpResponse:
    """Decide the ticked payments: first a page that says what will happen, then the deed."""
    sequences = [int(value) for value in request.POST.getlist("payment")[:PAGE] if value.isdigit() and len(value) < 19]
    if not sequences:
        messages.warning(request, _("Tick at least one payment."))
        return HttpResponseRedirect(_queue(request))
    decision = _decision(request)
    if "confirmed" not in request.POST:
        return _confirmation(request, sequences, decision)
    decided = len(review.decide_all(sequences, decision, by(request), note=_note(request)))
    messages.success(
        request,
        ngettext(
            "%(count)d payment is decided: %(decision)s.", "%(count)d payments are decided: %(decision)s.", decided
        )
        % {"count": decided, "decision": words.DECISIONS[decision].label},
    )
    if left := len(sequences) - decided:
        messages.warning(
            request,
            ngettext("%(count)d was left: somebody else has it.", "%(count)d were left: somebody else has them.", left)
            % {"count": left},
        )
    return HttpResponseRedirect(_queue(request))


@require_POST
@page(Right.DECIDE_REVIEW)
def claim(request: Visit, sequence: int) -> HttpResponse:
    """Take a payment in hand, or put it back."""
    if "release" in request.POST:
        review.release(sequence, by(request))
    else:
        review.claim(sequence, by(request))
    return redirect("workspace:payment", sequence)


def _confirmation(request: Visit, sequences: Sequence[int], decision: Decision) -> HttpResponse:
    rows, known = rows_of(queue.these(sequences), by(request).actor)
    context = {
        "rows": rows,
        "known": known,
        "decision": decision,
        "said": words.DECISIONS[decision],
        "sum": sum(row.payment.amount for row in rows if row.payment.currency == "KZT"),
        "back": _queue(request),
    }
    return render(request, "workspace/confirm.html", context)


def _decision(request: Visit) -> Decision:
    try:
        return Decision(request.POST.get("decision", ""))
    except ValueError:
        raise Malformed("the decision is not one of those offered", field="decision") from None


def _note(request: Visit) -> str:
    return typed(request.POST, "note", LONGEST_NOTE)


def _queue(request: Visit) -> str:
    """The queue as it was last looked at."""
    return reverse("workspace:queue") + str(request.session.get(QUEUE_KEY, ""))


def _next(request: Visit) -> str:
    """The payment that now stands first in the queue as it was last looked at; the queue itself when none is left."""
    query = QueryDict(str(request.session.get(QUEUE_KEY, "")).removeprefix("?"))
    first = queue.page(filters.read(query, request).wanted, 1)
    undecided = [each for each in first if each.decided_at is None]
    return reverse("workspace:payment", args=[undecided[0].payment_id]) if undecided else _queue(request)
