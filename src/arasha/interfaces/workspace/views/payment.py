"""One payment: the verdict, why, what the engine knew, both sides, what happened, and the decision."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from arasha.domains.payments.actions.review import holder, may_act
from arasha.domains.payments.facts import Decision, Verdict
from arasha.domains.payments.queries import features, payments
from arasha.domains.payments.queries.payments import Payment
from arasha.interfaces.ui.titles import title_of
from arasha.interfaces.workspace import followed, words
from arasha.interfaces.workspace.access import Visit, by, opened, page
from arasha.interfaces.workspace.figures import shown
from arasha.interfaces.workspace.people import names_of
from arasha.interfaces.workspace.rows import reasons_of
from arasha.interfaces.workspace.timeline import timeline
from arasha.interfaces.workspace.views.queue import QUEUE_KEY
from arasha.kernel import clock
from arasha.kernel.access.roles import Right
from arasha.kernel.errors import NotFound
from arasha.kernel.store import vault


@page(Right.SEE_PAYMENTS)
def show(request: Visit, sequence: int) -> HttpResponse:
    """The page; opening it leaves an audit row."""
    payment = found(sequence)
    opened(request, f"payment:{sequence}")
    reasons = reasons_of(payment)
    context = {
        "payment": payment,
        "verdict_word": Verdict(payment.verdict).word,
        "kind": words.KINDS[payment.kind],
        "channel": words.CHANNELS[payment.channel],
        "asker": title_of(payment.asker),
        "known": vault.open_values({payment.debtor, payment.creditor}),
        "reasons": reasons,
        "heaviest": max((abs(reason.weight) for reason in reasons), default=1),
        "sections": shown(features.figures_of(payment, [reason.code for reason in reasons])),
        "sides": [(side, Verdict(side.verdict).word, title_of(side.asker)) for side in payments.sides_of(payment)],
        "events": timeline(payment),
        "followed": followed.by_payment(payment),
        "queue_address": request.session.get(QUEUE_KEY, ""),
        **_state(request, payment),
    }
    return render(request, "workspace/payment.html", context)


def found(sequence: int) -> Payment:
    """The payment with this sequence; `NotFound` when there is none."""
    payment = payments.by_sequence(sequence)
    if payment is None:
        raise NotFound
    return payment


def _state(request: Visit, payment: Payment) -> dict[str, Any]:
    """Who has the payment, what was decided, what may be done."""
    review = getattr(payment, "review", None)
    if review is None:
        return {"review": None}
    actor, now = by(request).actor, clock.now()
    held_by = holder(review, now)
    names = names_of({held_by, review.decided_by} - {""})
    return {
        "review": review,
        "holder": names.get(held_by, ""),
        "mine": held_by == actor,
        "free": request.user.may(Right.DECIDE_REVIEW) and may_act(review, actor, now),
        "decision": words.DECISIONS[Decision(review.decision)] if review.decision else None,
        "decided_by": names.get(review.decided_by, ""),
        "decision_choices": list(words.DECISIONS.items()),
    }
