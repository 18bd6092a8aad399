"""The same question gets the same answer; another question under the same name is told from it."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.stateful import Bundle, RuleBasedStateMachine, initialize, invariant, rule

from arasha.kernel.answered import QUESTION, SMALLEST, Answered, Status, key_of, table_size
from arasha.kernel.compiled import Array

SPAN = 1_000


class Asked(NamedTuple):
    """A question: its key (128 bits) and the digest of its body."""

    lo: int
    hi: int
    digest: int


# Few keys, many of which begin at the same place of the table and run on over its end.
keys = st.builds(lambda place, lap: place + (lap << 12), st.integers(0, 2) | st.integers(4093, 4095), st.integers(0, 9))
questions = st.builds(Asked, keys, st.integers(0, 1), st.integers(0, 2))


def records(asked: Sequence[Asked]) -> Array:
    return np.array([tuple(question) for question in asked], QUESTION)


def claim(memory: Answered, asked: Sequence[Asked], first: int, now: int = 1) -> list[tuple[int, Status]]:
    found = memory.claim(records(asked), first, now)
    return [(int(place), Status(status)) for place, status in zip(found.sequences, found.statuses, strict=True)]


ONE, OTHER_BODY, ANOTHER = Asked(1, 2, 3), Asked(1, 2, 4), Asked(5, 6, 3)


def test_a_new_question_gets_the_next_sequence() -> None:
    assert claim(Answered(SPAN), [ONE, ANOTHER], 70) == [(70, Status.NEW), (71, Status.NEW)]


def test_the_same_question_is_answered_by_what_was_answered_before() -> None:
    memory = Answered(SPAN)
    claim(memory, [ONE], 70)
    assert claim(memory, [ANOTHER, ONE], 80) == [(80, Status.NEW), (70, Status.SAME)]


def test_another_body_under_the_same_name_is_told_apart() -> None:
    memory = Answered(SPAN)
    claim(memory, [ONE], 70)
    assert claim(memory, [OTHER_BODY], 80) == [(70, Status.OTHER)]
    assert claim(memory, [ONE], 80) == [(70, Status.SAME)], "the first body stays the one that counts"


def test_a_question_asked_twice_in_one_batch_is_asked_once() -> None:
    assert claim(Answered(SPAN), [ONE, ONE, OTHER_BODY, ANOTHER], 0) == [
        (0, Status.NEW), (0, Status.SAME), (0, Status.OTHER), (1, Status.NEW),
    ]  # fmt: skip


def test_a_question_is_remembered_for_at_least_one_span_and_forgotten_after_two() -> None:
    memory = Answered(SPAN)
    claim(memory, [ONE], 0, now=1)
    assert claim(memory, [ONE], 9, now=SPAN + 1) == [(0, Status.SAME)]
    assert claim(memory, [ONE], 9, now=2 * SPAN + 1) == [(9, Status.NEW)]


def test_a_question_is_found_by_its_name_and_who_asked() -> None:
    memory, asked = Answered(SPAN), key_of("P-1", seed=3)
    memory.claim(np.array([asked]), 17, 1)
    assert memory.find(key_of("P-1", seed=3)) == 17
    assert memory.find(key_of("P-1", seed=4)) == -1
    assert memory.find(key_of("P-2", seed=3)) == -1
    assert memory.find(key_of("", seed=3)) == -1


def test_it_grows_and_forgets_nothing() -> None:
    memory = Answered(SPAN)
    asked = [Asked(number, 0, number) for number in range(3 * SMALLEST)]
    for begin in range(0, len(asked), 700):
        claim(memory, asked[begin : begin + 700], begin)
    assert len(memory) == len(asked)
    assert claim(memory, asked, 10**9) == [(number, Status.SAME) for number in range(len(asked))]


@given(st.integers(1, 2**30))
def test_a_table_is_at_most_half_full(entries: int) -> None:
    size = table_size(entries)
    assert size >= max(SMALLEST, 2 * entries)
    assert size == SMALLEST or size < 4 * entries
    assert size & (size - 1) == 0


class AgainstADictionary(RuleBasedStateMachine):
    """Whatever is asked, whenever: the compiled memory answers like two dictionaries."""

    sequences = Bundle("sequences")

    @initialize()
    def begin(self) -> None:
        self.memory, self.now, self.next = Answered(SPAN), 1, 0
        self.since = 0
        self.current: dict[tuple[int, int], tuple[int, int]] = {}
        self.previous: dict[tuple[int, int], tuple[int, int]] = {}

    @rule(asked=st.lists(questions, max_size=12), pause=st.sampled_from([0, 1, SPAN // 2, SPAN, 3 * SPAN]))
    def claim(self, asked: list[Asked], pause: int) -> None:
        self.now += pause
        expected = self.expect(asked, [self.next] * len(asked), side_by_side=False)
        assert claim(self.memory, asked, self.next, self.now) == expected
        self.next += len(asked)

    @rule(asked=st.lists(questions, max_size=12), steps=st.lists(st.integers(1, 5), min_size=12, max_size=12))
    def claim_under(self, asked: list[Asked], steps: list[int]) -> None:
        under = (self.next + np.cumsum(steps))[: len(asked)]
        found = self.memory.claim_under(records(asked), under, self.now)
        expected = self.expect(asked, under.tolist(), side_by_side=True)
        assert list(zip(found.sequences.tolist(), map(Status, found.statuses), strict=True)) == expected
        self.next += sum(steps)

    @rule(count=st.integers(1_000, 2_500))
    def many_others_ask(self, count: int) -> None:
        """So that the table grows."""
        asked = [Asked(self.next + number, 7, 0) for number in range(count)]
        self.claim(asked, 0)

    @rule()
    def a_snapshot_is_saved_and_loaded(self) -> None:
        restored = Answered(SPAN)
        restored.load({name: array.copy() for name, array in self.memory.arrays().items()})
        self.memory = restored

    @invariant()
    def every_question_is_found(self) -> None:
        assert len(self.memory) == len(self.current) + len(self.previous)
        for place in range(3):
            question = records([Asked(place, 0, 0)])[0]
            kept = self.current.get((place, 0)) or self.previous.get((place, 0)) or (-1, 0)
            assert self.memory.find(question) == kept[0]

    def expect(self, asked: list[Asked], under: list[int], *, side_by_side: bool) -> list[tuple[int, Status]]:
        self.turn()
        expected, added = [], 0
        for number, question in enumerate(asked):
            key = question[:2]
            known = self.current.get(key) or self.previous.get(key)
            if known is None:
                place = under[number] + (0 if side_by_side else added)
                self.current[key] = (place, question.digest)
                expected.append((place, Status.NEW))
                added += 1
            else:
                expected.append((known[0], Status.SAME if known[1] == question.digest else Status.OTHER))
        return expected

    def turn(self) -> None:
        self.since = self.since or self.now
        if self.now - self.since >= SPAN:
            self.previous, self.current, self.since = self.current, {}, self.now


TestAgainstADictionary = AgainstADictionary.TestCase
TestAgainstADictionary.settings = settings(max_examples=60, stateful_step_count=25)
