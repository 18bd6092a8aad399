"""Facts are read by number, from a number on, and by what they are about."""

import pytest

from arasha.domains.registry.facts import EntryConfirmed
from arasha.kernel.access.facts import KeyRevoked
from arasha.kernel.outbox import read
from arasha.kernel.outbox.append import append
from tests.kernel.outbox.facts import loud, quiet
from tests.support.cast import SAULE

BOTH = [KeyRevoked.kind(), EntryConfirmed.kind()]


@pytest.fixture
def history(db: None) -> None:
    append([quiet("a"), loud(1), quiet("b"), loud(2), loud(1)], SAULE)


def sequences(found: object) -> list[int]:
    return [fact.sequence for fact in found]  # type: ignore[attr-defined]


@pytest.mark.parametrize(("start", "found"), [(0, [0, 1, 2, 3, 4]), (2, [2, 3, 4]), (4, [4]), (5, [])])
def test_facts_are_read_from_a_number_on(history: None, start: int, found: list[int]) -> None:
    assert sequences(read.since(start, BOTH)) == found


def test_only_the_wanted_kinds_are_read(history: None) -> None:
    assert sequences(read.since(0, [EntryConfirmed.kind()])) == [1, 3, 4]
    assert sequences(read.since(0, [])) == []


def test_a_long_history_is_read_in_pieces_oldest_first(history: None) -> None:
    assert sequences(read.since(0, BOTH, limit=2)) == [0, 1]
    assert sequences(read.since(2, BOTH, limit=2)) == [2, 3]


def test_the_history_of_one_subject_is_read_in_order(history: None) -> None:
    assert sequences(read.about("entry:1")) == [1, 4]
    assert sequences(read.about("entry:77")) == []


def test_each_fact_comes_back_as_its_own_kind(history: None) -> None:
    assert [fact.fact for fact in read.since(0, BOTH)] == [quiet("a"), loud(1), quiet("b"), loud(2), loud(1)]
