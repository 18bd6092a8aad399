"""What has happened to a payment, in the order in which it happened."""

from collections.abc import Iterator
from datetime import datetime
from typing import NamedTuple

from django.utils.translation import gettext as _

from arasha.domains.payments.facts import Decision, Outcome, ReviewDecided, Verdict
from arasha.domains.payments.queries.payments import Payment, sides_of
from arasha.interfaces.ui.text import Text
from arasha.interfaces.ui.titles import title_of
from arasha.interfaces.ui.words import VERDICTS
from arasha.interfaces.workspace import words
from arasha.interfaces.workspace.people import names_of
from arasha.kernel.outbox import read


class Event(NamedTuple):
    """Something that happened: when, which icon, what, who."""

    at: datetime
    icon: str
    text: "Text"
    who: str = ""


def timeline(payment: Payment) -> list[Event]:
    """Questions, answers, outcomes and decisions of a payment, oldest first."""
    return sorted((*_questions(payment), *_outcomes(payment), *_decisions(payment)), key=lambda event: event.at)


def _questions(payment: Payment) -> Iterator[Event]:
    yield Event(payment.paid_at, "user", _("The order was given"))
    for each in (payment, *sides_of(payment)):
        said = VERDICTS[Verdict(each.verdict).word]
        asked = (
            _("Asked by the receiver's side; answered: %(verdict)s")
            if each.incoming
            else _("Asked by the payer's side; answered: %(verdict)s")
        )
        yield Event(each.decided_at, said.icon, asked % {"verdict": said.label}, title_of(each.asker))


def _outcomes(payment: Payment) -> Iterator[Event]:
    for each in payment.outcomes.all():
        yield Event(each.at, "building-bank", words.OUTCOMES[Outcome(each.outcome)], title_of(payment.asker))


def _decisions(payment: Payment) -> Iterator[Event]:
    facts = list(read.about(f"payment:{payment.sequence}"))
    names = names_of(each.actor for each in facts)
    for each in facts:
        if isinstance(each.fact, ReviewDecided):
            said = words.DECISIONS[Decision(each.fact.decision)]
            yield Event(each.occurred_at, said.icon, said.label, names[each.actor])
