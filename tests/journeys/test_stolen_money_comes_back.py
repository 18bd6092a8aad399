"""A pensioner is talked into a transfer; the money splits over three banks and twelve drops; what can be caught comes
back, and an innocent shopkeeper is free within the day. Everything over the wire, as the banks see it.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any, Literal, cast

import httpx
import pytest

from arasha.client import Client, FraudDesk
from arasha.client.handling import HoldAnswer, NumberedMessage, StolenPayment, TheftReport
from arasha.client.schemas import Answer, OutcomeReport, Party, Payment
from tests.support.cast import ALDAR, BAITAK, TOSTIK, Bank
from tests.support.centre import Centre, connect, free_port

TENGE = 100
PENSIONER = ALDAR.account(1)
COLLECTOR = TOSTIK.account(200)  # the drop that gets it all
DROPS = [bank.account(201 + number) for number, bank in enumerate([TOSTIK] * 4 + [BAITAK] * 4 + [ALDAR] * 3)]
SHOP = TOSTIK.account(300)
BEYOND = ALDAR.account(301)
CASH = Party(account="ATM-7", institution=BAITAK.code, scheme="other")


@dataclass
class Banks:
    """The three banks at work: each asks about its clients' payments, and does what it is told."""

    gateway: dict[str, Client]
    desks: dict[str, FraudDesk]
    said: dict[str, list[NumberedMessage]] = field(default_factory=dict)
    _number: int = 0

    def pays(self, debtor: Party, creditor: Party, tenge: int, kind: str = "p2p") -> tuple[str, Answer]:
        """A client of a bank pays; the bank lets it go unless it is told to hold it."""
        self._number += 1
        id_ = f"P-{self._number}"
        question = Payment(
            id=id_, time=datetime.now(UTC), debtor=debtor, creditor=creditor, amount=tenge * TENGE,
            kind=cast("Literal['p2p']", kind),
        )  # fmt: skip
        answer = self.gateway[debtor.institution].screen(question)
        if answer.held_amount is None:
            self.does(debtor, id_, "executed")
        return id_, answer

    def does(self, debtor: Party, id_: str, outcome: str) -> None:
        """A bank says what it did with a payment."""
        report = OutcomeReport(id=id_, outcome=cast("Literal['held']", outcome), time=datetime.now(UTC))
        self.gateway[debtor.institution].report([report])

    def hears(self, bank: Bank) -> list[NumberedMessage]:
        """Everything that the centre has said to a bank so far."""
        heard = self.said.setdefault(bank.code, [])
        found = self.desks[bank.code].messages(heard[-1].sequence if heard else 0)
        heard += found.messages
        return heard

    def asked_of(self, party: Party) -> dict[str, Any]:
        """The latest request to hold money in an account; empty when there was none."""
        bank = {each.code: each for each in (ALDAR, TOSTIK, BAITAK)}[party.institution]
        found = [one.data for one in self.hears(bank) if one.type == "hold.requested"]
        return next((data for data in reversed(found) if data["account"] == party.account), {})


@pytest.fixture
def centre_settings() -> dict[str, str]:
    return {"ARASHA_WEB_PORT": str(free_port()), "ARASHA_CONTROL_SAMPLE_PER_MILLE": "0"}


@pytest.fixture
def banks(centre: Centre) -> Iterator[Banks]:
    centre.keys[BAITAK.code] = connect(BAITAK)
    centre.start("worker", "web")
    web = f"http://127.0.0.1:{centre.settings['ARASHA_WEB_PORT']}"
    eventually(lambda: answers(web), centre, "web")
    codes = [ALDAR.code, TOSTIK.code, BAITAK.code]
    with ExitStack() as opened:
        gateway = {code: opened.enter_context(Client(centre.url, centre.keys[code], deadline_s=20.0)) for code in codes}
        desks = {code: opened.enter_context(FraudDesk(web, centre.keys[code])) for code in codes}
        eventually(lambda: knows(centre, BAITAK), centre, "gateway")
        yield Banks(gateway, desks)


def answers(url: str) -> bool:
    with suppress(httpx.TransportError):
        return httpx.get(f"{url}/api/v1/openapi.json", timeout=5).status_code == 200
    return False


def knows(centre: Centre, bank: Bank) -> bool:
    """Has the gateway heard of a bank's key?"""
    headers = {"authorization": f"Bearer {centre.keys[bank.code]}"}
    return httpx.post(f"{centre.url}/v1/payments/screen", headers=headers, content=b"{}").status_code != 401


def eventually(holds: Callable[[], object], centre: Centre, name: str, seconds: float = 30.0) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, centre.log(name)
        time.sleep(0.05)


def robbed(banks: Banks) -> str:
    """900 000 tenge go to the collector, on to eleven drops and a shop, and five drops take theirs out in cash."""
    id_, _ = banks.pays(PENSIONER, COLLECTOR, 900_000)
    for drop in DROPS:
        banks.pays(COLLECTOR, drop, 70_000)
    banks.pays(COLLECTOR, SHOP, 50_000, "merchant")
    for drop in DROPS[:5]:
        banks.pays(drop, CASH, 70_000, "cash_out")
    return id_


def test_the_money_is_held_wherever_it_went_and_followed_when_it_is_let_go(centre: Centre, banks: Banks) -> None:
    id_ = robbed(banks)
    eventually(lambda: banks.gateway[BAITAK.code].stored(BAITAK.code, "P-18").receipt, centre, "keeper")
    desk = banks.desks[ALDAR.code]
    began = time.monotonic()
    report = TheftReport(id="T-1", situation="scam", payments=[StolenPayment(payment_id=id_)], story="Мне позвонили.")
    taken = desk.report_theft(report)
    assert taken.code

    eventually(lambda: banks.asked_of(COLLECTOR), centre, "worker")
    print(f"report to first hold request: {time.monotonic() - began:.2f} s")
    wanted = {COLLECTOR.account: 80_000, SHOP.account: 50_000} | {drop.account: 70_000 for drop in DROPS[5:]}
    found = {
        one.data["account"]: one.data["amount"] // TENGE
        for bank in (ALDAR, TOSTIK, BAITAK)
        for one in banks.hears(bank)
        if one.type == "hold.requested"
    }
    assert found == wanted
    assert sum(wanted.values()) == 900_000 - 5 * 70_000

    runaway = DROPS[5]
    time.sleep(0.5)
    onward, answer = banks.pays(runaway, BEYOND, 200_000)
    assert (answer.verdict, answer.held_amount) == ("hold", 70_000 * TENGE)
    banks.does(runaway, onward, "released")
    eventually(lambda: banks.asked_of(BEYOND), centre, "worker")
    assert banks.asked_of(BEYOND)["amount"] == 70_000 * TENGE

    request = banks.asked_of(COLLECTOR)
    held = banks.desks[TOSTIK.code].answer_hold(request["reference"], HoldAnswer(id="A-1", held=request["amount"]))
    assert held.state == "held_full"
    time.sleep(0.5)
    _, free = banks.pays(COLLECTOR, SHOP, 10_000)
    assert free.held_amount is None
