"""What lenders ask and are told, as codes and in words."""

from enum import IntFlag
from typing import NamedTuple

from arasha.domains.credit.facts.register import Answer
from arasha.kernel.languages import mark as _

# As they stand in the journal and in the store: a word's place in its list is its code, so new ones come last.
CHANNELS = ("remote", "in_person")
PRODUCTS = ("loan", "microcredit", "card", "instalment", "other")
REMOTE = CHANNELS.index("remote")


class Reason(IntFlag):
    """Why a lender is not simply told to go on; several may hold."""

    NONE = 0
    REFUSAL = 1
    REFUSAL_AT_BUREAU = 2
    MANY_APPLICATIONS = 4
    REGISTERED_VICTIM = 8
    OPEN_INCIDENT = 16


class Told(NamedTuple):
    """What a reason leads to, and how it is told; a lender learns what to do and never the story."""

    answer: Answer
    text: str


REASONS = {
    Reason.REFUSAL: Told(Answer.DENY, _("This person refuses credit. Do not lend: a loan given all the same is void.")),
    Reason.REFUSAL_AT_BUREAU: Told(
        Answer.DENY,
        _("A credit bureau says that this person refuses credit. Do not lend: a loan given all the same is void."),
    ),
    Reason.MANY_APPLICATIONS: Told(
        Answer.HOLD,
        _("Another lender has just been asked for a loan in this person's name. Wait; the person has been told."),
    ),
    Reason.REGISTERED_VICTIM: Told(
        Answer.CONFIRM,
        _("This person may be under the influence of fraudsters. Ask the person by another channel first."),
    ),
    Reason.OPEN_INCIDENT: Told(
        Answer.CONFIRM,
        _("Money was stolen from this person lately. Ask the person by another channel first."),
    ),
}


def codes_of(reasons: int) -> list[str]:
    """The codes of reasons, sorted as they stand in statements."""
    return sorted(str(reason.name) for reason in Reason if reason & reasons)
