"""What follows from facts is done in their order and once, though it fails, and though several processes would."""

import threading
from collections.abc import Callable, Sequence
from contextlib import suppress

import pytest
from django.db import OperationalError, connection, transaction
from procrastinate.contrib.django.models import ProcrastinateJob

from arasha.kernel.access.facts import KeyRevoked
from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.outbox.append import append
from arasha.kernel.outbox.models import Place
from arasha.kernel.outbox.reacting import REACT, Line, Reactor, catch_up, go_on
from tests.kernel.outbox.facts import loud, quiet
from tests.kernel.outbox.test_follow import address
from tests.support.cast import SAULE

KIND, OTHER = KeyRevoked.kind(), loud(1).kind()
LONG = 30.0


class Doing:
    """Writes down what was done, and with what at once."""

    def __init__(self, fails: Callable[[str], bool] = lambda _: False) -> None:
        self.runs: list[list[str]] = []
        self._fails = fails

    def react(self, facts: Sequence[Recorded[Fact]]) -> None:
        names = [_name(each.fact) for each in facts]
        if any(map(self._fails, names)):
            raise ValueError
        self.runs.append(names)

    @property
    def done(self) -> list[str]:
        return [name for run in self.runs for name in run]


def _name(fact: Fact) -> str:
    return fact.key_id if isinstance(fact, KeyRevoked) else fact.subject


def line(doing: Doing, *, together: bool = True, name: str = "line", behind: Line | None = None) -> Line:
    return Line(name, frozenset({KIND}), doing.react, frozenset({KIND} if together else ()), behind)


def said(*names: str) -> None:
    with transaction.atomic():
        append([quiet(name) for name in names], SAULE)


def test_neighbours_of_one_kind_are_done_together_and_other_kinds_are_passed_over(db: None) -> None:
    doing = Doing()
    said("a", "b")
    append([loud(1)], SAULE)
    said("c")
    catch_up(line(doing))
    assert doing.runs == [["a", "b", "c"]]


def test_where_it_costs_as_much_together_each_is_done_alone(db: None) -> None:
    doing = Doing()
    said("a", "b")
    catch_up(line(doing, together=False))
    assert doing.runs == [["a"], ["b"]]


def test_the_order_of_different_kinds_is_kept(db: None) -> None:
    doing = Doing()
    both = Line("both", frozenset({KIND, OTHER}), doing.react, frozenset({KIND, OTHER}))
    said("a")
    append([loud(1), loud(2)], SAULE)
    said("b")
    catch_up(both)
    assert doing.runs == [["a"], ["entry:1", "entry:2"], ["b"]]


def test_nothing_is_done_twice(db: None) -> None:
    doing = Doing()
    said("a")
    assert (go_on(line(doing)), go_on(line(doing))) == (1, 0)
    said("b")
    catch_up(line(doing))
    assert doing.done == ["a", "b"]


def test_one_that_fails_becomes_a_job_and_those_around_it_are_done(db: None) -> None:
    doing = Doing(fails=lambda name: name == "b")
    said("a", "b", "c")
    catch_up(line(doing))
    assert doing.runs == [["a"], ["c"]]
    [job] = ProcrastinateJob.objects.filter(task_name=REACT)
    assert (job.args, job.scheduled_at is not None) == ({"sequence": 1}, True)


def test_when_the_store_is_away_the_line_stands_still_and_nothing_becomes_a_job(db: None) -> None:
    away, doing = [True], Doing()

    def react(facts: Sequence[Recorded[Fact]]) -> None:
        if away:
            raise OperationalError
        doing.react(facts)

    said("a", "b")
    stands = Line("line", frozenset({KIND}), react, frozenset({KIND}))
    with pytest.raises(OperationalError):
        go_on(stands)
    away.clear()
    catch_up(stands)
    assert (doing.runs, ProcrastinateJob.objects.count()) == ([["a", "b"]], 0)


def test_a_line_behind_another_never_overtakes_it(db: None) -> None:
    stuck, first, second = [True], Doing(), Doing()

    def react(facts: Sequence[Recorded[Fact]]) -> None:
        if stuck and _name(facts[0].fact) == "b":
            raise OperationalError
        first.react(facts)

    ahead = Line("ahead", frozenset({KIND}), react)
    behind = line(second, name="behind", behind=ahead)
    said("a", "b", "c")
    with suppress(OperationalError):
        go_on(ahead)
    go_on(behind)
    assert (first.done, second.done) == (["a"], ["a"])
    stuck.clear()
    catch_up(ahead, behind)
    assert second.done == ["a", "b", "c"]


def test_two_that_work_on_one_line_do_not_both_do_it(db: None) -> None:
    doing = Doing()

    def react(facts: Sequence[Recorded[Fact]]) -> None:
        Place.objects.filter(line="line").update(next=1)  # somebody else was quicker
        doing.react(facts)

    said("a")
    with pytest.raises(OperationalError):
        go_on(Line("line", frozenset({KIND}), react))
    assert Place.objects.get(line="line").next == 0, "and what was done here is undone"


def test_reactors_hear_of_facts_and_one_of_them_does_each(transactional_db: None) -> None:
    enough, done, lock = threading.Event(), list[str](), threading.Lock()

    def react(facts: Sequence[Recorded[Fact]]) -> None:
        with lock:
            done.extend(_name(each.fact) for each in facts)
            if len(done) >= 20:
                enough.set()

    reactors = [Reactor(Line("line", frozenset({KIND}), react), address()) for _ in range(2)]
    for each in reactors:
        each.start()
    for number in range(20):
        said(str(number))
    assert enough.wait(LONG)
    for each in reactors:
        each.stop()
    assert done == [str(number) for number in range(20)]
    connection.close()


def test_when_the_one_that_works_ends_another_goes_on(transactional_db: None) -> None:
    said("a")
    for expected in ("a", "b"):
        doing, seen = Doing(), threading.Event()

        def react(facts: Sequence[Recorded[Fact]], doing: Doing = doing, seen: threading.Event = seen) -> None:
            doing.react(facts)
            seen.set()

        reactor = Reactor(Line("line", frozenset({KIND}), react), address())
        reactor.start()
        assert seen.wait(LONG)
        reactor.stop()
        assert doing.done == [expected]
        said("b")
