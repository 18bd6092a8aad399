"""The lists of the person's own page: who asked, what happened, which loans are disputed."""

from datetime import datetime
from typing import Any, NamedTuple

from django.utils.translation import get_language

from arasha.domains.credit.facts.lending import ClaimState
from arasha.domains.credit.facts.register import Answer
from arasha.domains.credit.queries import checks, claims, history
from arasha.domains.credit.queries.told import Told, words
from arasha.interfaces.public import credit_words
from arasha.interfaces.public.credit import Acting
from arasha.interfaces.ui.text import Text
from arasha.interfaces.ui.titles import title_of
from arasha.kernel.references import Letter, reference
from arasha.kernel.tokens import as_uuid


class Question(NamedTuple):
    """A lender that asked about the person."""

    number: int
    lender: str
    at: datetime
    amount: int
    channel: Text
    answer: Text
    look: str
    until: datetime | None


class Line(NamedTuple):
    """Something that happened."""

    number: int
    at: datetime
    told: Told


def questions(acting: Acting, size: int, before: int | None = None) -> list[Question]:
    """Who asked, the newest first."""
    return [
        Question(
            row.sequence, title_of(row.lender), row.at, row.amount, credit_words.CHANNELS[row.channel],
            credit_words.ANSWERS[Answer(row.answer)], credit_words.ANSWER_LOOKS[Answer(row.answer)], row.until,
        )
        for row in checks.of_person(as_uuid(acting.person), before, size)
    ]  # fmt: skip


def lines(acting: Acting, size: int, before: int | None = None) -> list[Line]:
    """What happened, the newest first, in the reader's language."""
    language = get_language() or "kk"
    rows = history.events(as_uuid(acting.person), size, before)
    return [Line(row.id, row.at, words(row, row.institution)[language]) for row in rows]


def disputed(acting: Acting) -> list[dict[str, Any]]:
    """The loans that are void, or are said to be, with who must act until when."""
    return [
        {
            "reference": reference(Letter.CLAIM, row.id),
            "lender": title_of(row.lender) if row.lender else row.lender_code,
            "state": credit_words.CLAIM_STATES[ClaimState(row.state)],
            "opened_at": row.opened_at,
            "due_at": row.due_at,
            "amount": row.loan.amount,
        }
        for row in claims.of_person(as_uuid(acting.person))
    ]
