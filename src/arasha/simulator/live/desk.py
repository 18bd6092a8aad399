"""The fraud desk of a bank: it fetches the centre's messages and does with each what this bank would, in its time.

What it finds in accounts is the country's truth (`Vault`); what it says of it is up to its behaviour. What it has still
to do is kept in a file: a bank's own store, from which it goes on after an end.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import httpx
import msgspec

from arasha.client import Problem
from arasha.client.handling import HoldAnalysis, HoldAnswer, NumberedMessage, RecallAnswer, RefundPaid, RemovalDone
from arasha.client.schemas import OutcomeReport, Party, Payment
from arasha.simulator.live.behaviours import MINUTE, Behaviour, Manner, manner, takes_us
from arasha.simulator.live.events import Asked, Held, LetGo, Returned
from arasha.simulator.live.orders import instant
from arasha.simulator.live.stage import Bank
from arasha.simulator.live.vault import Vault

AGAIN = MINUTE
MESSAGES = 100


class Work(msgspec.Struct):
    """One thing to do, when (µs), and what the message said that asked for it."""

    due: int
    what: str
    data: dict[str, Any]


class Store(msgspec.Struct):
    """The bank's own store: up to which message it has read, its work, and which account is behind a hold or recall."""

    after: int = 0
    work: list[Work] = []
    accounts: dict[str, str] = {}
    holds: dict[str, str] = {}


class Town(Protocol):
    """What a desk asks of whoever plays."""

    vault: Vault

    def account_of(self, name: str) -> int | None:
        """The number of an account by the name that the bank and the centre use; None: it is not of this country."""
        ...

    def innocent(self, account: int) -> bool:
        """Is its holder no thief, so that the bank will find that the money is his?"""
        ...

    def by_hand(self, account: int) -> bool:
        """Is it left to an officer, as it is staged?"""
        ...

    def undecided(self, account: int) -> bool:
        """Does its bank not say what it thinks, as it is staged?"""
        ...

    def happened(self, event: Asked | Held | LetGo | Returned) -> None:
        """Write it down."""
        ...

    def thaw(self, account: int) -> None:
        """What was kept back with a payment lies in the account again."""
        ...

    def object(self, reference: str, code: str) -> None:
        """The holder opens the citizens' page with what his bank gave him, and objects."""
        ...

    def gives(self) -> None:
        """The centre has something to do now."""
        ...


class House(NamedTuple):
    """A bank: its connection and its ways."""

    bank: Bank
    behaviour: Behaviour


class Desk:
    """A bank's fraud desk. `begin` is when the play began: a bank is down at certain minutes of it."""

    def __init__(self, house: House, town: Town, kept: Path, begin: int) -> None:
        self._bank, self._ways, self._town, self._file, self._begin = *house, town, kept, begin
        self._store = msgspec.json.decode(kept.read_bytes(), type=Store) if kept.exists() else Store()

    @property
    def waiting(self) -> int:
        """How many things it has still to do."""
        return len(self._store.work)

    def next_at(self, now: int) -> int | None:
        """When there is something to do: the next thing is due, or it is back again; None when there is nothing."""
        back = [self._begin + int(each.end * MINUTE) + 1 for each in self._ways.down]
        due = min((work.due for work in self._store.work), default=None)
        wakes = [at for at in back if at > now]
        return min(wakes, default=None) if due is None or self._is_down(max(due, now)) else min([due, *wakes])

    def step(self, now: int, post: Callable[[str, int], bool] = lambda *_: True) -> None:
        """Read what is new, if `post` lets it look, and do what is due, unless it is down.

        What fails for a passing reason comes again.
        """
        if self._is_down(now):
            return
        if post(self._bank.code, self._store.after):
            self._read(now)
        for work in sorted((work for work in self._store.work if work.due <= now), key=lambda work: work.due):
            self._store.work.remove(work)
            try:
                DOES[work.what](self, work.data, now)
            except (Problem, httpx.TransportError) as error:
                if not _is_refusal(error):
                    self._store.work.append(Work(now + AGAIN, work.what, work.data))
            self._keep()

    def _is_down(self, at: int) -> bool:
        return self._ways.is_down((at - self._begin) / MINUTE)

    def _read(self, now: int) -> None:
        while True:
            page = self._bank.api.messages(after=self._store.after, limit=MESSAGES)
            for message in page.messages:
                self._take(message, now)
            self._store.after = page.next
            if page.messages:
                self._keep()
            if not page.more:
                return

    def _take(self, message: NumberedMessage, now: int) -> None:
        """Put what a message asks for on the pile; one that lets money go is heeded at once."""
        data, type_ = message.data, message.type
        if type_ == "hold.requested":
            self._store.accounts[data["reference"]] = data["account"]
            self._asked(data, now)
        elif type_ == "recall.opened":
            self._store.holds[data["reference"]] = data["hold"]
        elif type_ in {"hold.released", "hold.withdrawn"}:
            self._let_go(data, now)
        if type_ in DOES:
            self._plan(type_, data, now + self._takes(type_, data))

    def _asked(self, data: dict[str, Any], now: int) -> None:
        account = self._town.account_of(data["account"])
        if account is not None:
            self._town.happened(Asked(
                at=now, hold=data["reference"], incident=data["incident"], bank=self._bank.code, account=account,
                amount=data["amount"],
            ))  # fmt: skip

    def _takes(self, what: str, data: dict[str, Any]) -> int:
        """How long something takes this bank, µs: as long whenever it is about the same account."""
        hold = data.get("hold") or self._store.holds.get(data.get("recall", ""), data["reference"])
        about = self._store.accounts.get(hold, hold)
        return int(LONGER[what] * takes_us(self._ways, f"{self._bank.code} {about}"))

    def _plan(self, what: str, data: dict[str, Any], due: int) -> None:
        self._store.work.append(Work(due, what, data))

    def _let_go(self, data: dict[str, Any], now: int) -> None:
        self._store.work = [work for work in self._store.work if work.data.get("reference") != data["reference"]]
        account = self._town.account_of(self._store.accounts.get(data["reference"], ""))
        freed = self._town.vault.let_go(data["reference"])
        if freed and account is not None:
            self._town.happened(LetGo(at=now, hold=data["reference"], account=account, amount=freed))

    def answer(self, data: dict[str, Any], now: int) -> None:
        """Hold what is there, or say so, or refuse."""
        account = self._town.account_of(data["account"])
        dealt = manner(self._ways, f"{self._bank.code} {data['account']}")
        if account is None or dealt is Manner.BY_HAND or self._town.by_hand(account):
            return
        hold = self._bank.api.hold(data["reference"])
        self._town.thaw(account)
        taken = self._town.vault.hold(hold.reference, account, hold.amount if dealt is Manner.HONESTLY else 0)
        said = hold.amount if dealt is Manner.PRETENDED else taken.held
        self._bank.api.answer_hold(hold.reference, HoldAnswer(
            id=f"hold {hold.reference} {hold.amount}", held=said, asked=hold.amount,
            refusal="other" if dealt is Manner.REFUSED else None,
        ))  # fmt: skip
        self._town.happened(Held(
            at=now, hold=hold.reference, bank=self._bank.code, account=account, manner=dealt, said=said,
            held=taken.held, of={str(scheme): caught for scheme, caught in taken.stolen.items()},
        ))  # fmt: skip
        self._town.gives()
        if said and not self._town.undecided(account):
            self._plan("analyse", data, now + self._takes("analyse", data))
        if taken.held and data["code"] and self._town.innocent(account):
            self._plan("object", data, now + self._takes("object", data))

    def analyse(self, data: dict[str, Any], _now: int) -> None:
        """Agree that the money is stolen, unless the holder earned it."""
        account = self._town.account_of(data["account"])
        honest = account is not None and self._town.innocent(account)
        self._bank.api.analyse_hold(data["reference"], HoldAnalysis(
            id=f"analysis {data['reference']}", agreed=not honest, disagreement="honest_trade" if honest else None
        ))  # fmt: skip

    def object(self, data: dict[str, Any], _now: int) -> None:
        """The holder objects."""
        self._town.object(data["reference"], data["code"])

    def give_back(self, data: dict[str, Any], _now: int) -> None:
        """Accept a recall of what is really held; a bank that only said so has nothing to return."""
        accepted = min(data["amount"], self._town.vault.held(data["hold"]))
        said = RecallAnswer(
            id=f"recall {data['reference']}", accepted=accepted, rejection=None if accepted else "no_balance"
        )
        self._bank.api.answer_recall(data["reference"], said)
        self._town.gives()

    def refund(self, data: dict[str, Any], now: int) -> None:
        """Pay the victim out of the account where the money is held, and tell the payment's name."""
        hold = self._store.holds[data["recall"]]
        payment = Payment(
            id=f"RETURN-{data['reference']}", time=instant(now),
            debtor=Party(account=self._store.accounts[hold], institution=self._bank.code),
            creditor=Party(account=data["to_account"], institution=data["to_institution"]),
            amount=data["amount"], kind="p2p", channel="api", purpose="Return of stolen money",
        )  # fmt: skip
        if self._bank.gateway.screen(payment).degraded:
            self._plan("refund.wanted", data, now + AGAIN)
            return
        done = OutcomeReport(id=payment.id, outcome="executed", time=instant(now))
        self._bank.gateway.report([done])
        paid = RefundPaid(id=f"refund {data['reference']}", payment_id=payment.id)
        self._bank.api.refund_paid(data["reference"], paid)
        account = self._town.account_of(self._store.accounts[hold])
        amount = self._town.vault.give_back(hold, data["amount"])
        if account is not None and amount:
            self._town.happened(Returned(at=now, hold=hold, account=account, amount=amount))

    def forget(self, data: dict[str, Any], _now: int) -> None:
        """Forget an entry of the registry, and say so."""
        self._bank.api.removal_done(data["reference"], RemovalDone(id=f"removal {data['reference']}"))

    def _keep(self) -> None:
        draft = self._file.with_suffix(".new")
        draft.write_bytes(msgspec.json.encode(self._store))
        draft.replace(self._file)


def _is_refusal(error: Exception) -> bool:
    """Has the centre refused it, so that asking again would change nothing?"""
    return isinstance(error, Problem) and 400 <= error.problem.status < 500 and error.problem.status != 429


# How many times longer than an answer to a request to hold each thing takes.
LONGER: Mapping[str, float] = {
    "hold.requested": 1.0, "analyse": 5.0, "object": 10.0, "recall.opened": 15.0, "refund.wanted": 8.0,
    "entry.removed": 2.0,
}  # fmt: skip

DOES: Mapping[str, Callable[[Desk, dict[str, Any], int], None]] = {
    "hold.requested": Desk.answer, "analyse": Desk.analyse, "object": Desk.object, "recall.opened": Desk.give_back,
    "refund.wanted": Desk.refund, "entry.removed": Desk.forget,
}  # fmt: skip
