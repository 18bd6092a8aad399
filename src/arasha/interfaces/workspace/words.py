"""What the closed lists are called on screen."""

from django.utils.translation import pgettext_lazy

from arasha.domains.payments.facts import Decision, Outcome
from arasha.domains.payments.queries.features import About
from arasha.domains.payments.queries.queue import Order, State
from arasha.interfaces.ui.text import Text
from arasha.interfaces.ui.words import Word
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.roles import Role

ROLES: dict[Role, Text] = {
    Role.ANALYST: pgettext_lazy("role", "Analyst"),
    Role.SUPERVISOR: pgettext_lazy("role", "Supervisor"),
    Role.ADMINISTRATOR: pgettext_lazy("role", "Administrator"),
    Role.PROSECUTOR: pgettext_lazy("role", "Prosecutor"),
    Role.INSTITUTION_OFFICER: pgettext_lazy("role", "Officer of an institution"),
    Role.TRAINER: pgettext_lazy("role", "Trainer"),
}

PURPOSES: dict[Purpose, Text] = {
    Purpose.REVIEW: pgettext_lazy("purpose", "Review of payments"),
    Purpose.INVESTIGATION: pgettext_lazy("purpose", "Investigation"),
    Purpose.RECOVERY: pgettext_lazy("purpose", "Return of stolen money"),
    Purpose.APPEAL: pgettext_lazy("purpose", "Appeal of a citizen"),
    Purpose.SUPERVISION: pgettext_lazy("purpose", "Supervision of lawfulness"),
    Purpose.ADMINISTRATION: pgettext_lazy("purpose", "Administration"),
    Purpose.SCREENING: pgettext_lazy("purpose", "Screening"),
    Purpose.CREDIT: pgettext_lazy("purpose", "Refusals of credit"),
    Purpose.UPKEEP: pgettext_lazy("purpose", "Upkeep"),
}

DECISIONS: dict[Decision, Word] = {
    Decision.FRAUD: Word(pgettext_lazy("decision", "Fraud"), "alert-triangle"),
    Decision.LEGITIMATE: Word(pgettext_lazy("decision", "Not a fraud"), "check"),
    Decision.UNCLEAR: Word(pgettext_lazy("decision", "Needs more"), "question-mark"),
}

OUTCOMES: dict[Outcome, Text] = {
    Outcome.EXECUTED: pgettext_lazy("what the institution did", "Sent the money"),
    Outcome.ABANDONED: pgettext_lazy("what the institution did", "The payer gave it up"),
    Outcome.HELD: pgettext_lazy("what the institution did", "Held it"),
    Outcome.RELEASED: pgettext_lazy("what the institution did", "Released it"),
    Outcome.REFUSED: pgettext_lazy("what the institution did", "Refused it"),
    Outcome.RETURNED: pgettext_lazy("what the institution did", "Returned the money"),
}

KINDS: tuple[Text, ...] = (
    pgettext_lazy("kind of payment", "Transfer to a person"),
    pgettext_lazy("kind of payment", "Purchase"),
    pgettext_lazy("kind of payment", "Cash withdrawal"),
    pgettext_lazy("kind of payment", "Top-up"),
    pgettext_lazy("kind of payment", "Loan paid out"),
    pgettext_lazy("kind of payment", "Purchase of crypto"),
    pgettext_lazy("kind of payment", "Between own accounts"),
)

CHANNELS: tuple[Text, ...] = (
    pgettext_lazy("channel", "Not known"),
    pgettext_lazy("channel", "Mobile application"),
    pgettext_lazy("channel", "Web"),
    pgettext_lazy("channel", "Branch"),
    pgettext_lazy("channel", "Cash machine"),
    pgettext_lazy("channel", "Payment terminal"),
    pgettext_lazy("channel", "Call centre"),
    pgettext_lazy("channel", "API"),
)

PARTIES: tuple[Text, ...] = (
    pgettext_lazy("holder", "Not known"),
    pgettext_lazy("holder", "Person"),
    pgettext_lazy("holder", "Entrepreneur"),
    pgettext_lazy("holder", "Company"),
    pgettext_lazy("holder", "State"),
)

STATES: dict[State, Text] = {
    State.OPEN: pgettext_lazy("state of a review", "Waiting"),
    State.UNCLEAR: pgettext_lazy("state of a review", "Needs more"),
    State.FRAUD: pgettext_lazy("state of a review", "Fraud"),
    State.LEGITIMATE: pgettext_lazy("state of a review", "Not a fraud"),
}

ORDERS: dict[Order, Text] = {
    Order.LOSS: pgettext_lazy("order of the queue", "Expected loss"),
    Order.OLDEST: pgettext_lazy("order of the queue", "Oldest first"),
    Order.NEWEST: pgettext_lazy("order of the queue", "Newest first"),
}

SECTIONS: dict[About, Text] = {
    About.PAYMENT: pgettext_lazy("figures about", "The payment"),
    About.SESSION: pgettext_lazy("figures about", "The payer's session"),
    About.REGISTRY: pgettext_lazy("figures about", "The registry"),
    About.DEBTOR: pgettext_lazy("figures about", "The account that pays"),
    About.CREDITOR: pgettext_lazy("figures about", "The account that is paid"),
}
