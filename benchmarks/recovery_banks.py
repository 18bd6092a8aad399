"""Twenty banks for measuring: they ask about payments, report thefts over the API, and receive webhooks.

What is sent and received while the clock runs is plain sockets on one loop, so that the load costs little beside what
is measured.
"""

import asyncio
import time
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import msgspec

from arasha.client import Client
from arasha.client.handling import StolenPayment, TheftReport, Victim
from arasha.client.schemas import OutcomeReport, Party, Payment
from benchmarks.centre import Centre
from benchmarks.load import request

BANKS, WEB, RECEIVER = 20, 8492, 8493
SETTINGS = {
    "ARASHA_WEB_PORT": str(WEB), "ARASHA_PRIVATE_WEBHOOKS": "1", "ARASHA_REQUESTS_PER_SECOND": "10000",
    "ARASHA_CONTROL_SAMPLE_PER_MILLE": "0",
}  # fmt: skip
STOLEN = 90_000_000  # tiyn, of each theft
PATHS = ((0, 1), (1, 2), (1, 3), (1, 4), (2, 5), (3, 6), (4, 7))  # who pays whom: the money lies with the last three
LEVELS = (PATHS[:1], PATHS[1:4], PATHS[4:])
TOGETHER = 500


def connect() -> list[str]:
    """Twenty banks that are connected, with their receivers; their keys."""
    from django.db import connection

    from arasha.kernel.access import actions
    from arasha.kernel.access.models import InstitutionKind
    from arasha.kernel.access.purposes import Purpose
    from arasha.kernel.access.scopes import EVERYDAY
    from arasha.kernel.deliveries.actions import set_endpoint
    from arasha.kernel.outbox.append import By

    by, keys = By("process:bench", Purpose.ADMINISTRATION), list[str]()
    for number in range(BANKS):
        names = dict.fromkeys(("kk", "ru", "en"), f"Bench {number}")
        bank = actions.connect_institution(_code(number), InstitutionKind.BANK, names, by)
        keys.append(actions.issue_key(bank, by, scopes=EVERYDAY))
        set_endpoint(bank.number, f"http://127.0.0.1:{RECEIVER}/{_code(number)}", by)
    connection.close()
    return keys


def rob(running: Centre, keys: Sequence[str], thefts: range) -> None:
    """The payments of some thefts: half an hour ago, three hops, three minutes each; all were let go."""
    for level, paths in enumerate(LEVELS):
        at = datetime.now(UTC) - timedelta(minutes=30 - 3 * level)
        of_bank = dict[int, list[Payment]]()
        for theft in thefts:
            for payer, payee in paths:
                payment = _payment(theft, (payer, payee), STOLEN // len(paths), at)
                of_bank.setdefault(_bank(theft, payer), []).append(payment)
        for bank, payments in of_bank.items():
            with Client(running.url, keys[bank], deadline_s=60.0) as client:
                for begin in range(0, len(payments), TOGETHER):
                    _let_go(client, payments[begin : begin + TOGETHER])


def _let_go(client: Client, payments: Sequence[Payment]) -> None:
    answered = client.screen_batch(payments)
    held = [answer.id for answer in answered.answers if answer and answer.verdict in {"hold", "refuse"}]
    if held:
        client.report([OutcomeReport(id=id_, outcome="executed", time=datetime.now(UTC)) for id_ in held])


def _payment(theft: int, path: tuple[int, int], amount: int, at: datetime) -> Payment:
    payer, payee = path
    return Payment(
        id=f"T{theft}-{payer}-{payee}", time=at, amount=amount, kind="p2p",
        debtor=Party(account=account(theft, payer), institution=_code(_bank(theft, payer)), scheme="other"),
        creditor=Party(account=account(theft, payee), institution=_code(_bank(theft, payee)), scheme="other"),
    )  # fmt: skip


def probe(theft: int) -> Payment:
    """A payment that would carry the stolen money on from where it lies."""
    return _payment(theft, (5, 8), STOLEN, datetime.now(UTC))


def bank_of_probe(theft: int) -> int:
    """Which bank asks about it."""
    return _bank(theft, 5)


def report(theft: int, keys: Sequence[str]) -> bytes:
    """The victim's bank reports a theft."""
    told = TheftReport(
        id=f"R-{theft}", situation="scam", payments=[StolenPayment(payment_id=f"T{theft}-0-1")],
        victim=Victim(account=account(theft, 0)), story="They said that they were from the bank.",
    )  # fmt: skip
    return request("/api/v1/thefts", keys[_bank(theft, 0)], msgspec.json.encode(told))


def account(theft: int, place: int) -> str:
    """The account of somebody in a theft, as his bank numbers it: 0 is the victim, 1 who was paid first."""
    return f"{theft:07d}{place}"


def _bank(theft: int, place: int) -> int:
    return (theft * 7 + place * 3) % BANKS


def _code(number: int) -> str:
    return f"BENCH{number:02d}"


@dataclass
class Banks:
    """The banks' side of the wire: when reports were sent and answered, and when the first request to hold came."""

    sent: dict[int, float] = field(default_factory=dict)
    answered: dict[int, float] = field(default_factory=dict)
    asked: dict[int, float] = field(default_factory=dict)
    webhooks: int = 0
    refused: list[bytes] = field(default_factory=list)
    all_asked: asyncio.Event = field(default_factory=asyncio.Event)
    _waiting: set[int] = field(default_factory=set)

    def wait_for(self, thefts: range) -> None:
        """Set `all_asked` when money of each of these was asked for."""
        self._waiting = set(thefts)
        self.all_asked.clear()

    async def listen(self) -> asyncio.Server:
        """Open the door for webhooks."""
        return await asyncio.start_server(self._receive, "127.0.0.1", RECEIVER, backlog=1024)

    async def send(self, theft: int, body: bytes, due: float) -> None:
        """Send a report, when it is due; what it waits for a connection counts."""
        self.sent[theft] = due
        reader, writer = await asyncio.open_connection("127.0.0.1", WEB)
        writer.write(body.replace(b"host: localhost\r\n", b"host: localhost\r\nconnection: close\r\n"))
        answer = await reader.read()
        self.answered[theft] = time.perf_counter()
        writer.close()
        if not answer.startswith((b"HTTP/1.1 200", b"HTTP/1.1 201", b"HTTP/1.1 202")):
            self.refused.append(answer[:600])

    async def _receive(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        """A receiver that is content with everything."""
        with suppress(asyncio.IncompleteReadError, asyncio.CancelledError, ConnectionError):
            while True:
                head = (await reader.readuntil(b"\r\n\r\n")).lower()
                at = head.index(b"content-length:") + 15
                body = await reader.readexactly(int(head[at : head.index(b"\r\n", at)]))
                self._note(msgspec.json.decode(body))
                writer.write(b"HTTP/1.1 204 No Content\r\ncontent-length: 0\r\n\r\n")
        writer.close()

    def _note(self, message: dict[str, dict[str, str]] | dict[str, str]) -> None:
        self.webhooks += 1
        data = message["data"]
        if message["type"] == "hold.requested" and isinstance(data, dict):
            theft = int(data["account"].split(":")[-1]) // 10
            self.asked.setdefault(theft, time.perf_counter())
            self._waiting.discard(theft)
            if not self._waiting:
                self.all_asked.set()


def due_times(thefts: range, rate: float) -> Iterator[tuple[int, float]]:
    """When each report is due."""
    begin = time.perf_counter()
    for number, theft in enumerate(thefts):
        yield theft, begin + number / rate
