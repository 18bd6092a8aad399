"""Lenders' answers and clocks reach the people: by the worker's lines, and by its periodic work."""

import pytest

from arasha.app import reactions, worker
from arasha.domains.credit.facts.refusing import RefusalState
from arasha.domains.credit.facts.register import ChecksAnswered, LoanHeld
from arasha.kernel import clock
from arasha.kernel.outbox import read
from tests.domains.credit.refusing import APAI, cools, happened, in_time, refuses, row
from tests.support.cast import ALDAR, TAZSHA
from tests.support.credit import Counter, check

pytestmark = pytest.mark.usefixtures("db")


def told(*kinds: str) -> None:
    """What the worker does with all facts of these kinds."""
    for fact in read.since(0, list(kinds)):
        reactions.again(fact)


def test_a_person_learns_who_was_refused_a_loan_in_that_name(counter: Counter) -> None:
    refuses()
    counter.heed()
    (answer,) = counter.ask(ALDAR, check("A-1", APAI))
    assert answer.answer == "deny"
    told(ChecksAnswered.kind())
    told(ChecksAnswered.kind())
    assert happened() == ["set", "loan_denied"]


def test_a_person_learns_that_a_second_lender_was_asked(counter: Counter) -> None:
    counter.ask(ALDAR, check("A-1", APAI))
    (answer,) = counter.ask(TAZSHA, check("A-2", APAI))
    assert answer.answer == "hold"
    told(LoanHeld.kind())
    assert happened() == ["loan_held"]


def test_the_worker_lifts_what_has_waited() -> None:
    refuses()
    cools()
    in_time(cooling_until=clock.now())
    worker.finish_lifts(timestamp=0)
    assert row().state == RefusalState.LIFTED
