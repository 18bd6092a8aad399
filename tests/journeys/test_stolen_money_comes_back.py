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
import msgspec
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client as Browser

from arasha.client import Client, FraudDesk
from arasha.client.handling import (
    HoldAnalysis,
    HoldAnswer,
    NumberedMessage,
    RecallAnswer,
    RefundPaid,
    StolenPayment,
    TheftReport,
)
from arasha.client.schemas import Answer, OutcomeReport, Party, Payment
from arasha.domains.recovery.models import Appeal
from arasha.kernel import references
from arasha.kernel.access.roles import Role
from arasha.kernel.log import ledger, receipts
from arasha.kernel.outbox import read
from arasha.kernel.outbox.receipts import receipt_of
from arasha.kernel.references import Letter
from tests.support.cast import ALDAR, BAITAK, NEIGHBOUR, PENSIONER, TOSTIK, Bank
from tests.support.centre import Centre, connect, free_port
from tests.support.people import LogIn

TENGE = 100
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
    return httpx.post(f"{centre.url}/v1/payments/screen", headers=headers, content=b"{}").status_code not in {401, 503}


def eventually(holds: Callable[[], object], centre: Centre, name: str, seconds: float = 120.0) -> None:
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


def reported(centre: Centre, banks: Banks) -> None:
    """Her bank reports the theft as soon as the ledger has it, and the centre asks for the money."""
    id_ = robbed(banks)
    eventually(lambda: banks.gateway[BAITAK.code].stored(BAITAK.code, "P-18").receipt, centre, "keeper")
    report = TheftReport(id="T-1", situation="scam", payments=[StolenPayment(payment_id=id_)], story="Мне позвонили.")
    assert banks.desks[ALDAR.code].report_theft(report).code
    eventually(lambda: banks.asked_of(COLLECTOR), centre, "worker")


def answered(banks: Banks, party: Party) -> str:
    """A bank holds all that it was asked for; the reference of the hold."""
    request, desk = banks.asked_of(party), banks.desks[party.institution]
    number = request["reference"]
    assert desk.answer_hold(number, HoldAnswer(id=f"A {number}", held=request["amount"])).state == "held_full"
    return str(number)


def test_the_money_is_held_wherever_it_went_and_followed_when_it_is_let_go(centre: Centre, banks: Banks) -> None:
    reported(centre, banks)
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
    settled()
    onward, answer = banks.pays(runaway, BEYOND, 200_000)
    assert (answer.verdict, answer.held_amount) == ("hold", 70_000 * TENGE)
    banks.does(runaway, onward, "released")
    eventually(lambda: banks.asked_of(BEYOND), centre, "worker")
    assert banks.asked_of(BEYOND)["amount"] == 70_000 * TENGE

    answered(banks, COLLECTOR)
    settled()
    _, free = banks.pays(COLLECTOR, SHOP, 10_000)
    assert free.held_amount is None


def test_what_is_held_comes_back_and_every_step_is_proved(centre: Centre, banks: Banks, log_in: LogIn) -> None:
    reported(centre, banks)
    name, tostik = answered(banks, COLLECTOR), banks.desks[TOSTIK.code]
    tostik.analyse_hold(name, HoldAnalysis(id="N-1", agreed=True))
    hold = references.number(Letter.HOLD, name)
    log_in(Role.ANALYST).post(f"/en/incidents/holds/{hold}/act/", {"act": "recall"})
    log_in(Role.PROSECUTOR).post(f"/en/incidents/holds/{hold}/sanction/", {"how": "sanction"})
    recall = told(banks, TOSTIK, "recall.opened")
    tostik.answer_recall(recall["reference"], RecallAnswer(id="R-1", accepted=recall["amount"]))
    refund = told(banks, TOSTIK, "refund.wanted")
    assert (refund["amount"], refund["to_account"]) == (80_000 * TENGE, PENSIONER.account)
    back, answer = banks.pays(COLLECTOR, PENSIONER, 80_000)
    assert answer.held_amount is None
    tostik.refund_paid(refund["reference"], RefundPaid(id="F-1", payment_id=back))

    incident = references.number(Letter.INCIDENT, banks.asked_of(COLLECTOR)["incident"])
    assert log_in(Role.SUPERVISOR).get(f"/en/incidents/{incident}/").status_code == 200
    for recorded in [*read.about(f"hold:{hold}"), *read.about(f"incident:{incident}")]:
        receipt = receipt_of(recorded)
        proved = receipts.verify(receipts.parse(msgspec.json.encode(receipt)), ledger.signer().verifier)
        assert proved.statement["id"] == str(recorded.id)


def test_an_innocent_shopkeeper_is_free_within_the_day(centre: Centre, banks: Banks, log_in: LogIn) -> None:
    reported(centre, banks)
    hold, code = answered(banks, SHOP), banks.asked_of(SHOP)["code"]
    citizen = Browser()
    citizen.post("/ru/help/held/", {"reference": hold, "code": code})
    assert "50\N{NO-BREAK SPACE}000" in citizen.get("/ru/help/held/").content.decode()
    citizen.post("/ru/help/held/objection/", {"text": "Я продал печь, вот чек."})
    receipt = SimpleUploadedFile("чек.pdf", b"%PDF-1.7 a stove, sold", "application/pdf")
    citizen.post("/ru/help/held/documents/", {"file": receipt})

    analyst, number = log_in(Role.ANALYST), Appeal.objects.get().id
    assert "Я продал печь" in analyst.get(f"/en/incidents/appeals/{number}/").content.decode()
    analyst.post(f"/en/incidents/appeals/{number}/decide/", {"how": "uphold", "reasons": "Чек настоящий."})
    eventually(lambda: told(banks, TOSTIK, "hold.released"), centre, "worker")
    assert told(banks, TOSTIK, "hold.released")["reference"] == hold
    assert "Чек настоящий." in citizen.get("/ru/help/held/").content.decode()
    settled()
    _, free = banks.pays(SHOP, NEIGHBOUR, 60_000)
    assert (free.held_amount, free.verdict) == (None, "allow")


def told(banks: Banks, bank: Bank, kind: str) -> dict[str, Any]:
    """The latest message of a kind to a bank; empty when there was none."""
    return next((one.data for one in reversed(banks.hears(bank)) if one.type == kind), {})


def settled() -> None:
    """Give the gateway the time that it has to hear of something: 200 ms, and more on a crowded machine."""
    time.sleep(1.0)
