"""How a loan stands to the answers that its lender had when it was given."""

from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from arasha.domains.credit.facts.lending import Finding
from arasha.domains.credit.facts.register import Answer

# A check that a lender was answered is in the store within seconds; for so long a loan without one is not judged.
PATIENCE = timedelta(minutes=15)

# A person rarely knows the day on which a loan was given: whatever was asked in so long a time before is looked at.
MEMORY = timedelta(days=90)

# Such a loan need not be paid. Who only did not wait is supervised: nothing was refused.
VOIDING = frozenset({Finding.WITHOUT_RECEIPT, Finding.AGAINST_DENY, Finding.ASKED_ANOTHER})

# What a supervisor counts against a lender.
QUESTIONABLE = VOIDING | {Finding.AGAINST_HOLD}

ALLOWING = frozenset({Answer.ALLOW, Answer.CONFIRM})


class Asked(NamedTuple):
    """One answer that a lender had: about whom and how much, when, and until when one may lend by it."""

    sequence: int
    application: str
    person: UUID
    at: datetime
    good_until: datetime
    amount: int
    question: tuple[int, int]
    answer: Answer


class Lent(NamedTuple):
    """A loan; the application is empty when whoever reports it does not know it. Amounts are tiyn, 0 unknown."""

    person: UUID
    amount: int
    at: datetime
    application: str = ""


class Found(NamedTuple):
    """The finding, and the answer on which it rests."""

    finding: Finding
    check: Asked | None = None


def find(asked: Collection[Asked], lent: Lent) -> Found:
    """What is to be held of a loan, by what its lender asked for this application or about this person.

    An answer counts for loans given after it and while it is good. Asked the same again, the later answer counts. Where
    the application is known, its answer alone counts.
    """
    counting = _counting(asked, lent)
    for each in counting:
        if each.answer in ALLOWING and _covers(each, lent):
            return Found(Finding.ASKED, each)
    for answer, finding in ((Answer.DENY, Finding.AGAINST_DENY), (Answer.HOLD, Finding.AGAINST_HOLD)):
        for each in counting:
            if each.answer == answer and each.person == lent.person:
                return Found(finding, each)
    return Found(Finding.ASKED_ANOTHER, counting[0]) if counting else Found(Finding.WITHOUT_RECEIPT)


def _counting(asked: Collection[Asked], lent: Lent) -> Sequence[Asked]:
    """The answers that count, the latest first, of each question one."""
    there = sorted((each for each in asked if each.at <= lent.at <= each.good_until), reverse=True)
    named = [each for each in there if lent.application and each.application == lent.application]
    if named:
        return named[:1]
    latest: dict[tuple[int, int], Asked] = {}
    for each in there:
        if each.person == lent.person:
            latest.setdefault(each.question, each)
    return list(latest.values())


def _covers(asked: Asked, lent: Lent) -> bool:
    """Was it asked about this person, and about so much?"""
    return asked.person == lent.person and (not asked.amount or lent.amount <= asked.amount)
