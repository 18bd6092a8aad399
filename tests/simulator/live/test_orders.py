"""What a gateway could not be asked or told is owed to it, and told when it answers again; nothing is said twice."""

from collections.abc import Iterator
from datetime import UTC, datetime

import msgspec
import pytest

from arasha.client import Client
from arasha.client.schemas import Batch, Outcomes, Party, Payment
from arasha.simulator.live.orders import Gateway
from tests.client.gateway import MisbehavingGateway, problem
from tests.simulator.gateway import JUDGES, LARGE

AWAY = problem(503, "unavailable", "")


@pytest.fixture
def running() -> Iterator[MisbehavingGateway]:
    with MisbehavingGateway([JUDGES]) as found:
        yield found


@pytest.fixture
def gateway(running: MisbehavingGateway) -> Iterator[Gateway]:
    with Client(running.url, "key", deadline_s=0.2, stand_in=lambda _: "allow", patience_s=0.2) as client:
        yield Gateway(client)


def payment(number: int, amount: int = 5_000) -> Payment:
    return Payment(
        id=f"P{number}", time=datetime(2026, 11, 20, tzinfo=UTC), amount=amount, kind="p2p",
        debtor=Party(account=f"W{number}", institution="ALDARKZA"),
        creditor=Party(account=f"V{number}", institution="TOSTIKZA"),
    )  # fmt: skip


def test_a_verdict_is_the_gateway_s_and_none_is_no_verdict(running: MisbehavingGateway, gateway: Gateway) -> None:
    answer = gateway.ask(payment(1, LARGE))
    assert answer is not None
    assert answer.verdict == "hold"
    running.does(AWAY)
    assert gateway.ask(payment(2)) is None
    assert gateway.ask_together([payment(3)]) is None


def test_what_is_owed_is_told_once_when_the_gateway_is_back(running: MisbehavingGateway, gateway: Gateway) -> None:
    running.does(AWAY)
    gateway.owe(payment(1), "executed", 0)
    gateway.report("P0", "held", 0)
    assert not gateway.settle()
    assert gateway.owes == 2
    running.does(JUDGES)
    running.asked.clear()
    assert gateway.settle()
    assert gateway.settle()
    asked = [msgspec.json.decode(one.body, type=Batch) for one in running.asked if "batch" in one.path]
    told = [msgspec.json.decode(one.body, type=Outcomes) for one in running.asked if "outcome" in one.path]
    assert [[each.id for each in batch.payments] for batch in asked] == [["P1"]]
    assert [[(each.id, each.outcome) for each in some.outcomes] for some in told] == [
        [("P0", "held"), ("P1", "executed")]
    ]


def test_what_the_gateway_refuses_for_good_is_said_no_more(running: MisbehavingGateway, gateway: Gateway) -> None:
    running.does(problem(422, "malformed", "outcomes"))
    gateway.report("P0", "held", 0)
    assert not gateway.settle()
    assert gateway.owes == 0
