"""PostgreSQL is stopped under load: the gateway answers all along, and afterwards the store has everything."""

import time
from collections.abc import Iterator

import msgspec
import psycopg
import pytest

from arasha.client.schemas import Answer
from tests.support.cast import ALDAR, TOSTIK, payment
from tests.support.private_store import PrivateStore, private_store


@pytest.fixture
def away() -> Iterator[PrivateStore]:
    """A centre with a PostgreSQL of its own, which may be stopped."""
    with private_store() as store:
        yield store


def ask_for(store: PrivateStore, seconds: float, name: str) -> dict[str, Answer]:
    """Ask one question after the other for a while; every one must be answered in time."""
    answers: dict[str, Answer] = {}
    begin = time.monotonic()
    with store.centre.client(ALDAR, deadline_s=2.0) as bank:
        while time.monotonic() - begin < seconds:
            number = len(answers)
            question = payment(f"{name}-{number}", debtor=ALDAR.account(number), creditor=TOSTIK.account(number))
            answers[question.id] = bank.screen(question)
    return answers


def test_answers_go_on_while_the_store_is_away_and_are_all_there_afterwards(away: PrivateStore) -> None:
    go_away(away, seconds=6)


@pytest.mark.proof
@pytest.mark.timeout(600)
def test_answers_go_on_for_a_minute_without_the_store(away: PrivateStore) -> None:
    go_away(away, seconds=60)


def go_away(away: PrivateStore, seconds: float) -> None:
    before = ask_for(away, 1, "before")
    away.server.stop()
    during = ask_for(away, seconds, "during")
    assert away.health()["checks"]["store"].startswith("away")
    away.server.start()
    after = ask_for(away, 1, "after")
    everything = before | during | after
    assert not any(answer.degraded for answer in everything.values())

    kept = kept_of(away, len(everything))
    assert kept == {name: answer.sequence for name, answer in everything.items()}
    away.wait_until_healthy()


def kept_of(away: PrivateStore, wanted: int) -> dict[str, int]:
    """What the store has, once it has as much as is wanted."""
    deadline = time.monotonic() + 60
    while True:
        with psycopg.connect(away.server.url) as connection:
            rows = connection.execute("SELECT payment_id, sequence FROM payment").fetchall()
        if len(rows) >= wanted:
            assert len(rows) == wanted
            return dict(rows)
        assert time.monotonic() < deadline, msgspec.json.encode(away.health())
        time.sleep(0.2)


def test_a_gateway_that_starts_without_a_store_knows_its_keys_and_answers(away: PrivateStore) -> None:
    with away.centre.client(ALDAR) as bank:
        first = bank.screen(payment("known"))
    away.server.stop()
    away.centre.kill("gateway")
    away.centre.start("gateway")
    with away.centre.client(ALDAR) as bank:
        assert bank.screen(payment("known")) == first
        assert not bank.screen(payment("new")).degraded
        assert bank.stored(ALDAR.code, "known").answer == first
    away.server.start()
