"""Whoever follows facts gets each once and in order, though connections break."""

import threading
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

import pytest
from django.db import connection, transaction
from psycopg.conninfo import make_conninfo

from arasha.kernel.access.facts import KeyRevoked
from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.outbox import follow
from arasha.kernel.outbox.append import append
from arasha.kernel.outbox.calls import CHANNEL
from arasha.kernel.outbox.follow import Follower
from tests.kernel.outbox.facts import loud, quiet
from tests.support.cast import SAULE

LONG = 30.0


class Listening:
    """A listener that writes down what it hears."""

    kinds: Collection[str] = (KeyRevoked.kind(),)

    def __init__(self) -> None:
        self.heard: list[str] = []
        self.said: list[str] = []
        self._changed = threading.Condition()

    def heed(self, facts: list[Recorded[Fact]]) -> None:
        with self._changed:
            self.heard += [fact.fact.key_id for fact in facts]  # type: ignore[attr-defined]
            self._changed.notify_all()

    def store_found(self) -> None:
        self._say("found")

    def store_lost(self) -> None:
        self._say("lost")

    def wait(self, until: Callable[["Listening"], bool]) -> None:
        """Wait until something has been heard; fail when it never is."""
        with self._changed:
            assert self._changed.wait_for(lambda: until(self), LONG), (self.heard, self.said)

    def _say(self, word: str) -> None:
        with self._changed:
            self.said.append(word)
            self._changed.notify_all()


def address() -> str:
    database = connection.settings_dict
    return make_conninfo(
        dbname=database["NAME"], user=database["USER"], password=database["PASSWORD"], host=database["HOST"],
        port=database["PORT"] or None,
    )  # fmt: skip


@pytest.fixture
def listening(transactional_db: None) -> Listening:
    return Listening()


@pytest.fixture
def following(listening: Listening) -> Iterator[Follower]:
    """A follower from the first fact on."""
    follower = Follower(0, listening, address())
    follower.start()
    yield follower
    follower.stop()


def say(*names: str) -> None:
    with transaction.atomic():
        append([quiet(name) for name in names], SAULE)


def test_what_was_there_before_is_heard_first(listening: Listening) -> None:
    say("a", "b")
    follower = Follower(1, listening, address())
    follower.start()
    say("c")
    listening.wait(lambda heard: "c" in heard.heard)
    follower.stop()
    assert listening.heard == ["b", "c"]


def test_what_happens_is_heard_in_order_and_once(listening: Listening, following: Follower) -> None:
    for turn in range(20):
        say(*(f"{turn}.{part}" for part in range(1 + turn % 4)))
    listening.wait(lambda heard: "19.3" in heard.heard)
    assert listening.heard == [f"{turn}.{part}" for turn in range(20) for part in range(1 + turn % 4)]


def test_other_kinds_are_not_heard(listening: Listening, following: Follower) -> None:
    with transaction.atomic():
        append([loud(1), quiet("a"), loud(2)], SAULE)
    listening.wait(lambda heard: bool(heard.heard))
    assert listening.heard == ["a"]


def test_what_was_rolled_back_is_never_heard(listening: Listening, following: Follower) -> None:
    listening.wait(lambda heard: "found" in heard.said)
    with transaction.atomic():
        append([quiet("never")], SAULE)
        transaction.set_rollback(True)
    say("after")
    listening.wait(lambda heard: bool(heard.heard))
    assert listening.heard == ["after"]


def test_a_call_wakes_the_follower_before_it_would_look_by_itself(
    listening: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follow, "PATIENCE_S", 600.0)
    follower = Follower(0, listening, address())
    follower.start()
    listening.wait(lambda heard: "found" in heard.said)
    say("a")
    listening.wait(lambda heard: heard.heard == ["a"])
    follower._stopped.set()
    say("b")
    follower._thread.join(LONG)
    assert not follower._thread.is_alive()


def test_without_a_call_the_follower_looks_by_itself(listening: Listening, following: Follower) -> None:
    """A notification can be lost together with its connection."""
    listening.wait(lambda heard: "found" in heard.said)
    with nobody_is_called():
        say("a")
    listening.wait(lambda heard: heard.heard == ["a"])


def test_when_its_connections_are_killed_it_comes_back_and_misses_nothing(
    listening: Listening, following: Follower
) -> None:
    say("before")
    listening.wait(lambda heard: heard.heard == ["before"])
    for turn in range(3):
        kill_other_connections()
        say(f"while away {turn}")
        listening.wait(lambda heard, turn=turn: heard.said.count("found") == turn + 2)  # type: ignore[misc]
    say("afterwards")
    listening.wait(lambda heard: "afterwards" in heard.heard)
    assert listening.heard == ["before", "while away 0", "while away 1", "while away 2", "afterwards"]
    assert listening.said == ["found", "lost", "found", "lost", "found", "lost", "found"]


def test_where_there_is_no_store_it_says_so_and_goes_on_trying(
    listening: Listening, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(follow, "RETRY_S", 0.01)
    follower = Follower(0, listening, "postgresql://nobody@/nothing?host=/tmp/there-is-no-such-folder")
    follower.start()
    listening.wait(lambda heard: heard.said.count("lost") > 2)
    follower.stop()
    assert "found" not in listening.said


def test_it_stops_when_told_to(listening: Listening) -> None:
    follower = Follower(0, listening, address())
    follower.start()
    listening.wait(lambda heard: "found" in heard.said)
    follower.stop()
    assert not follower._thread.is_alive()
    say("too late")
    assert listening.heard == []


@contextmanager
def nobody_is_called() -> Iterator[None]:
    """Facts are committed and nobody is notified, as when the notification was lost."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE SCHEMA mute")
        cursor.execute("CREATE FUNCTION mute.pg_notify(text, text) RETURNS void LANGUAGE sql AS 'SELECT'")
        cursor.execute(f"SET search_path TO mute, public, pg_catalog; LISTEN {CHANNEL}")
        try:
            yield
            assert list(connection.connection.notifies(timeout=0.1)) == []
        finally:
            cursor.execute("SET search_path TO DEFAULT; UNLISTEN *; DROP SCHEMA mute CASCADE")


def kill_other_connections() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )
