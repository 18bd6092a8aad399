"""A fact is recorded in the transaction of the change that it tells of, in one sequence without gaps."""

import threading
from datetime import timedelta

import pytest
from django.db import connection, transaction

from arasha.kernel import clock
from arasha.kernel.access.facts import KeyRevoked
from arasha.kernel.log import ledger, merkle
from arasha.kernel.outbox import read
from arasha.kernel.outbox.append import append
from arasha.kernel.outbox.models import FactRow
from tests.kernel.outbox.facts import loud, quiet
from tests.support.cast import AIGERIM, SAULE


def test_facts_are_numbered_from_zero_in_the_order_in_which_they_are_given(db: None) -> None:
    first = append([quiet("a"), quiet("b")], SAULE)
    second = append([quiet("c")], AIGERIM)
    assert [fact.sequence for fact in first + second] == [0, 1, 2]
    assert [read.at(number).fact for number in range(3)] == [quiet("a"), quiet("b"), quiet("c")]


def test_a_fact_says_who_did_it_what_for_and_when(db: None) -> None:
    before = clock.now()
    append([quiet("a")], AIGERIM)
    found = read.at(0)
    assert (found.actor, found.purpose) == ("person:aigerim", "review")
    assert before <= found.occurred_at == found.recorded_at <= clock.now()
    assert found.occurred_at.utcoffset() == timedelta(0)


def test_what_is_read_back_is_the_leaf_that_was_hashed(db: None) -> None:
    (given,) = append([quiet("a")], SAULE)
    assert read.at(0) == given
    assert read.at(0).canonical() == given.canonical()
    assert ledger.root(1) == merkle.leaf_hash(given.canonical())


def test_a_fact_cannot_be_appended_outside_the_transaction_of_its_change(transactional_db: None) -> None:
    with pytest.raises(RuntimeError, match="inside the transaction"):
        append([quiet("a")], SAULE)
    assert not FactRow.objects.exists()


def test_a_transaction_that_fails_leaves_no_fact_and_no_leaf(db: None) -> None:
    with transaction.atomic():
        append([quiet("a"), loud(1)], SAULE)
        transaction.set_rollback(True)
    assert (FactRow.objects.count(), ledger.size()) == (0, 0)
    assert append([quiet("b")], SAULE)[0].sequence == 0, "the number is given to the next"


def test_whoever_comes_second_waits_so_that_no_smaller_number_is_ever_committed_late(transactional_db: None) -> None:
    """A reader who has seen number 1 will never have to go back for number 0."""
    at_work, may_commit, done = threading.Event(), threading.Event(), list[str]()

    def slow() -> None:
        with transaction.atomic():
            append([quiet("slow")], SAULE)
            at_work.set()
            may_commit.wait(30)
        done.append("slow")
        connection.close()

    def quick() -> None:
        at_work.wait(30)
        with transaction.atomic():
            append([quiet("quick")], SAULE)
        done.append("quick")
        connection.close()

    writers = [threading.Thread(target=slow), threading.Thread(target=quick)]
    for writer in writers:
        writer.start()
    at_work.wait(30)
    writers[1].join(0.3)
    assert (done, FactRow.objects.count()) == ([], 0)
    may_commit.set()
    for writer in writers:
        writer.join(30)
    assert [fact.fact for fact in read.since(0, [KeyRevoked.kind()])] == [quiet("slow"), quiet("quick")]


def test_appending_nothing_changes_nothing(db: None) -> None:
    assert append([], SAULE) == []
    assert ledger.size() == 0
