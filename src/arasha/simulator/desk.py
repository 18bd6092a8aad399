"""The fraud desk of a simulated bank: it polls the centre's messages and does with each what a bank would, in its time.

What it has still to do is kept in a file, so that it goes on there next time: a bank's own store.
"""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, NamedTuple

import httpx
import msgspec

from arasha.client import Client, FraudDesk, Problem
from arasha.client.handling import HoldAnalysis, HoldAnswer, NumberedMessage, RecallAnswer, RefundPaid, RemovalDone
from arasha.client.schemas import OutcomeReport, Party, Payment
from arasha.simulator.holder import Holder
from arasha.simulator.thefts import Fate, fate_of

AGAIN = timedelta(seconds=10)
PERCENT_OF_A_PART = 60


class Work(msgspec.Struct):
    """One thing to do, when, and what the message said that asked for it."""

    due: datetime
    what: str
    data: dict[str, Any]


class Kept(msgspec.Struct):
    """The bank's own store: up to which message it has read, its work, and the accounts behind holds and recalls."""

    after: int = 0
    work: list[Work] = []
    accounts: dict[str, str] = {}


class Bank(NamedTuple):
    """How a bank reaches the centre: the gateway and the API by its key, the citizens' pages as anybody."""

    code: str
    gateway: Client
    api: FraudDesk
    pages: Holder


class Desk:
    """A bank's fraud desk; `patience` stretches the time that everything takes it."""

    def __init__(self, bank: Bank, kept: Path, patience: float = 1.0) -> None:
        self._bank, self._file, self._patience = bank, kept, patience
        self._kept = msgspec.json.decode(kept.read_bytes(), type=Kept) if kept.exists() else Kept()

    def step(self, now: datetime) -> None:
        """Read what is new, and do what is due. What the centre refuses is done with; what fails comes again."""
        self._read(now)
        for work in [work for work in self._kept.work if work.due <= now]:
            self._kept.work.remove(work)
            try:
                DOES[work.what](self, work.data)
            except (Problem, httpx.TransportError) as error:
                if not is_refusal(error):
                    self._kept.work.append(Work(now + AGAIN, work.what, work.data))
            self._keep()

    def _read(self, now: datetime) -> None:
        page = self._bank.api.messages(after=self._kept.after)
        for message in page.messages:
            self._take(message, now)
        self._kept.after = page.next
        if page.messages:
            self._keep()

    def _take(self, message: NumberedMessage, now: datetime) -> None:
        """Put what a message asks for on the pile; what says only that something ended asks for nothing."""
        data = message.data
        if message.type == "hold.requested":
            self._kept.accounts[data["reference"]] = data["account"]
        elif message.type == "recall.opened":
            self._kept.accounts[data["reference"]] = self._kept.accounts.get(data["hold"], "")
        if message.type in ASKED_S:
            self._plan(message.type, data, now)

    def _plan(self, what: str, data: dict[str, Any], now: datetime) -> None:
        slow = what == "hold.requested" and fate_of(data["account"]) is Fate.GONE
        seconds = TOO_LATE_S if slow else ASKED_S[what]
        self._kept.work.append(Work(now + timedelta(seconds=seconds * self._patience), what, data))

    def answer(self, data: dict[str, Any]) -> None:
        """Hold what is there of it, and plan what comes next."""
        fate = fate_of(data["account"])
        if fate is Fate.BY_HAND:
            return
        now, hold = datetime.now(UTC), self._bank.api.hold(data["reference"])
        held = hold.amount * HELD_PERCENT[fate] // 100
        said = HoldAnswer(id=f"hold {hold.reference} {hold.amount}", held=held, asked=hold.amount)
        self._bank.api.answer_hold(hold.reference, said)
        if held and fate is not Fate.UNDECIDED:
            self._plan("analyse", data, now)
        if fate is Fate.SHOP and data["code"]:
            self._plan("object", data, now)

    def analyse(self, data: dict[str, Any]) -> None:
        """Agree that the money is stolen, unless it was earned."""
        honest = fate_of(data["account"]) is Fate.SHOP
        said = HoldAnalysis(
            id=f"analysis {data['reference']}", agreed=not honest, disagreement="honest_trade" if honest else None
        )
        self._bank.api.analyse_hold(data["reference"], said)

    def object(self, data: dict[str, Any]) -> None:
        """The holder, who has reference and code from us, objects on the citizens' page."""
        self._bank.pages.object(data["reference"], data["code"])

    def give_back(self, data: dict[str, Any]) -> None:
        """Accept a recall of what is held."""
        said = RecallAnswer(id=f"recall {data['reference']}", accepted=data["amount"])
        self._bank.api.answer_recall(data["reference"], said)

    def refund(self, data: dict[str, Any]) -> None:
        """Pay the victim out of the account where the money is held, and tell the payment's name."""
        payment = Payment(
            id=f"RETURN-{data['reference']}",
            time=datetime.now(UTC),
            debtor=Party(account=self._kept.accounts[data["recall"]], institution=self._bank.code),
            creditor=Party(account=data["to_account"], institution=data["to_institution"]),
            amount=data["amount"],
            kind="p2p",
            channel="api",
            purpose="Return of stolen money",
        )
        if self._bank.gateway.screen(payment).degraded:
            self._plan("refund.wanted", data, datetime.now(UTC))
            return
        done = OutcomeReport(id=payment.id, outcome="executed", time=datetime.now(UTC))
        self._bank.gateway.report([done])
        self._bank.api.refund_paid(
            data["reference"], RefundPaid(id=f"refund {data['reference']}", payment_id=payment.id)
        )

    def forget(self, data: dict[str, Any]) -> None:
        """Forget an entry of the registry, and say so."""
        self._bank.api.removal_done(data["reference"], RemovalDone(id=f"removal {data['reference']}"))

    def _keep(self) -> None:
        draft = self._file.with_suffix(".new")
        draft.write_bytes(msgspec.json.encode(self._kept))
        draft.replace(self._file)


def is_refusal(error: Exception) -> bool:
    """Has the centre refused it, so that asking again would change nothing?"""
    return isinstance(error, Problem) and 400 <= error.problem.status < 500 and error.problem.status != 429


# What is done so many seconds after it was asked for. A bank that finds nothing left has looked too late.
TOO_LATE_S = 45.0
ASKED_S: Mapping[str, float] = {
    "hold.requested": 10.0, "analyse": 20.0, "object": 15.0, "recall.opened": 8.0, "refund.wanted": 8.0,
    "entry.removed": 5.0,
}  # fmt: skip

HELD_PERCENT: Mapping[Fate, int] = {
    Fate.WHOLE: 100, Fate.PART: PERCENT_OF_A_PART, Fate.GONE: 0, Fate.SHOP: 100, Fate.UNDECIDED: 100,
}  # fmt: skip

DOES: Mapping[str, Callable[[Desk, dict[str, Any]], None]] = {
    "hold.requested": Desk.answer, "analyse": Desk.analyse, "object": Desk.object, "recall.opened": Desk.give_back,
    "refund.wanted": Desk.refund, "entry.removed": Desk.forget,
}  # fmt: skip
