"""What is said of a person, in words of every language, and what a lender was answered."""

from typing import NamedTuple

from arasha.domains.credit.facts.register import Answer
from arasha.domains.credit.models import Check
from arasha.domains.credit.rules.answers import REASONS, Reason
from arasha.domains.credit.rules.effects import CAUTION, bureau_of, own_of
from arasha.domains.credit.rules.told import refused_in_words
from arasha.kernel.languages import texts

__all__ = ["Answer", "Said", "answer_of", "reasons_of", "said"]


class Said(NamedTuple):
    """What lenders are told of a person: the loans that the person and that bureaus say are refused, by language."""

    own: dict[str, str]
    bureaus: dict[str, str]
    caution: bool


def said(effect: int) -> Said:
    """An effect in words; empty dictionaries where nothing is refused."""
    own, bureaus = own_of(effect), bureau_of(effect)
    return Said(
        refused_in_words(own) if own.scope else {},
        refused_in_words(bureaus) if bureaus.scope else {},
        bool(effect & CAUTION),
    )


def answer_of(check: Check) -> Answer:
    """What a lender was told."""
    return Answer(check.answer)


def reasons_of(check: Check) -> list[dict[str, str]]:
    """Why, in every language."""
    return [texts(told.text) for reason, told in REASONS.items() if Reason(check.reasons) & reason]
