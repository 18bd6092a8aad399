"""Three banks at work: their clients are robbed now and then, they report it, and their fraud desks do what is asked.

Apart from the stream of payments, because what happens here takes minutes and waits for answers.
"""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import httpx
import msgspec

from arasha.client import Problem
from arasha.client.schemas import Outcome, OutcomeReport, Payment
from arasha.simulator.desk import Bank, Desk
from arasha.simulator.thefts import OPENING, commit

THEFT_EVERY_S = 240.0
OPENING_EVERY_S = 2.0
NOTICED_AFTER_S = 4.0  # by then the payments are in the centre's ledger
ONWARD_AFTER_S = 20.0
LOOK_EVERY_S = 1.0


class Place(msgspec.Struct):
    """Which theft is next."""

    theft: int = 0


class Banks:
    """Plays the banks; where each has come to is kept in files, so that it goes on there next time."""

    def __init__(self, banks: Mapping[str, Bank], folder: Path, pace: float = 1.0) -> None:
        """`pace` 2.0 plays everything twice as fast."""
        self._banks, self._pace, self._kept = banks, pace, folder / "thefts.json"
        self._desks = [Desk(bank, folder / f"desk-{code}.json", 1 / pace) for code, bank in banks.items()]
        self._place = msgspec.json.decode(self._kept.read_bytes(), type=Place) if self._kept.exists() else Place()
        self._next_theft = time.monotonic()
        self._onward: list[tuple[float, Payment]] = []

    @property
    def told(self) -> int:
        """How many thefts there have been."""
        return self._place.theft

    def play(self, stopped: Callable[[], bool], beside: Callable[[], None] = lambda: None) -> None:
        """Go on until stopped; `beside` is called between two looks at what there is to do."""
        while not stopped():
            self.look(stopped)
            beside()
            time.sleep(LOOK_EVERY_S / self._pace)

    def look(self, stopped: Callable[[], bool]) -> None:
        """Commit the next theft when its time has come, let the thieves go on, and let each desk work."""
        try:
            if time.monotonic() >= self._next_theft:
                self.rob(stopped)
            for due, payment in [each for each in self._onward if each[0] <= time.monotonic()]:
                self._onward.remove((due, payment))
                self._order(msgspec.structs.replace(payment, time=datetime.now(UTC)))
            for desk in self._desks:
                desk.step(datetime.now(UTC))
        except (Problem, httpx.TransportError):
            time.sleep(LOOK_EVERY_S)

    def rob(self, stopped: Callable[[], bool]) -> None:
        """The next theft: its payments, and a little later the report of the victim's bank."""
        theft = commit(self._place.theft, datetime.now(UTC))
        self._move()
        for payment in theft.payments:
            self._order(payment)
        if self._wait(NOTICED_AFTER_S, stopped):
            self._banks[theft.bank].api.report_theft(theft.report())
            onward = time.monotonic() + ONWARD_AFTER_S / self._pace
            self._onward += [(onward, payment) for payment in theft.onward]

    def _order(self, payment: Payment) -> None:
        """Ask, and let it go whatever the verdict: the payer insists, or nobody at the bank looks in time."""
        gateway = self._banks[payment.debtor.institution].gateway
        answer = gateway.screen(payment)
        if not answer.degraded:
            outcome: Outcome = "released" if answer.verdict in {"hold", "refuse"} else "executed"
            gateway.report([OutcomeReport(id=payment.id, outcome=outcome, time=datetime.now(UTC))])

    def _wait(self, seconds: float, stopped: Callable[[], bool]) -> bool:
        """False when it was stopped meanwhile."""
        until = time.monotonic() + seconds / self._pace
        while time.monotonic() < until:
            if stopped():
                return False
            time.sleep(0.1)
        return True

    def _move(self) -> None:
        """One theft is told, whatever becomes of it; the next has its time."""
        self._place.theft += 1
        pause = OPENING_EVERY_S if self._place.theft < len(OPENING) else THEFT_EVERY_S
        self._next_theft = time.monotonic() + pause / self._pace
        draft = self._kept.with_suffix(".new")
        draft.write_bytes(msgspec.json.encode(self._place))
        draft.replace(self._kept)
