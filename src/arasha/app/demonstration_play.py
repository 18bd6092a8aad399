"""What a demonstration shows: a small country, its thieves, and four thefts that are staged so that every step is met.

The simulator plays what institutions do. What people of the centre do is done here, by the same actions as in the
workspace: the first incident is led to its end and the second before the prosecutor, so that a newcomer finds every
step; everything else waits for whoever watches.
"""

import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import msgspec

from arasha.client import Problem
from arasha.client.schemas import Outcome, OutcomeReport, Payment
from arasha.domains.recovery.actions import recalls
from arasha.domains.recovery.facts.handling import AnalysisState
from arasha.domains.recovery.facts.returning import RecallState
from arasha.domains.recovery.queries import handling
from arasha.domains.recovery.queries.handling import Incident, Wanted
from arasha.domains.recovery.rules.states import HELD
from arasha.kernel import clock
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.errors import ArashaError
from arasha.kernel.outbox.append import By
from arasha.simulator.country.people import Country
from arasha.simulator.crime import plan
from arasha.simulator.crime.runner import Runner
from arasha.simulator.live.behaviours import Behaviour, Behaviours
from arasha.simulator.live.books import WrongPlay
from arasha.simulator.live.play import Play, Setting
from arasha.simulator.live.programme import DAY, HOUR, Programme
from arasha.simulator.live.stage import Stage
from arasha.simulator.thefts import OPENING, commit, staged

SEED, PEOPLE = 20_261_122, 20_000
# So many times more fraud than there is: little in the days before, so that no endless queue waits for a newcomer; much
# from the last hours on, so that he does not wait for days.
BEFORE, NOW, SINCE = 30.0, 300.0, 6 * HOUR
DAYS_BEFORE, REMEMBERS_HOURS, AHEAD_DAYS = 4.0, 24.0, 30.0
NOTICED_AFTER_S, ONWARD_AFTER_S = 4.0, 20.0

# They answer within seconds, so that whoever watches sees them do it; some as banks do in life.
QUICK = Behaviour(minutes=0.2)
OTHERS = {
    "ZHIREKZA": Behaviour(minutes=2.0),
    "TAZSHKZA": Behaviour(minutes=0.3, denies=0.2),
    "KUNEKKZA": Behaviour(minutes=0.3, refuses=0.3),
    "KANBAKZA": Behaviour(minutes=0.3, by_hand=0.3),
}

ANALYST, PROSECUTOR = (By(f"person:{name}", Purpose.RECOVERY) for name in ("aigerim", "timur"))
LOOK_EVERY_S = 3.0
MOST = 20
REASON = "Ақша ұрланған, оны сақтап тұрған банк келіседі."


class Curtain(msgspec.Struct):
    """When the demonstration began (µs), kept so that it is the same play when it goes on."""

    begin: int


def opened(stage: Stage, folder: Path, now: int) -> Play:
    """The play, from its beginning or from where it stood; one that an older version left begins anew."""
    try:
        return _opened(stage, folder, now)
    except WrongPlay:
        for kept in (folder / "curtain.json", folder / "events.jsonl"):
            kept.unlink(missing_ok=True)
        return _opened(stage, folder, now)


def _opened(stage: Stage, folder: Path, now: int) -> Play:
    kept = folder / "curtain.json"
    if not kept.exists():
        kept.write_bytes(msgspec.json.encode(Curtain(now)))
    begin = msgspec.json.decode(kept.read_bytes(), type=Curtain).begin
    country = Country(SEED, PEOPLE)
    programme = Programme(
        begin=begin,
        days_before=DAYS_BEFORE,
        days=(now - begin) / DAY + AHEAD_DAYS,
        remembers_hours=REMEMBERS_HOURS,
        behaviours=Behaviours(QUICK, OTHERS),
    )

    def thieves() -> Runner:
        first, days = programme.planned
        return plan.waking(country, first, begin - SINCE, days, (BEFORE, NOW))

    return Play(Setting(country, programme, thieves, staged()), stage, folder)


class Opening:
    """Four thefts as the curtain rises: their payments, a little later the banks' reports, then the thieves go on."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._onward: list[Payment] = []
        self._due = 0.0

    def tell(self, wait: Callable[[float], object]) -> None:
        """Commit them and report them."""
        thefts = [commit(number, clock.now()) for number in range(len(OPENING))]
        with suppress(Problem):  # an older demonstration on these data has told them
            for theft in thefts:
                for payment in theft.payments:
                    self._order(payment)
            wait(NOTICED_AFTER_S)
            for theft in thefts:
                self._stage.banks[theft.bank].api.report_theft(theft.report())
                self._onward += theft.onward
        self._due = time.monotonic() + ONWARD_AFTER_S

    def go_on(self) -> None:
        """Let the thieves send on what they still can, when their time has come."""
        while self._onward and time.monotonic() >= self._due:
            payment = self._onward.pop()
            self._order(msgspec.structs.replace(payment, time=clock.now()))

    def _order(self, payment: Payment) -> None:
        """Ask, and let it go whatever the verdict: the payer insists, or nobody at the bank looks in time."""
        gateway = self._stage.banks[payment.debtor.institution].gateway
        answer = gateway.screen(payment)
        if not answer.degraded:
            outcome: Outcome = "released" if answer.verdict in {"hold", "refuse"} else "executed"
            gateway.report([OutcomeReport(id=payment.id, outcome=outcome, time=clock.now())])


class Colleagues:
    """People of the centre who were here before you."""

    def __init__(self) -> None:
        self._done, self._looked = False, 0.0

    def look(self) -> None:
        """Do what there is to do, every few seconds, until the way is led."""
        if not self._done and time.monotonic() - self._looked > LOOK_EVERY_S:
            self._looked = time.monotonic()
            with suppress(ArashaError):
                self._done = lead_the_way()


def lead_the_way() -> bool:
    """Lead the first incident to its end and the second before the prosecutor; whether that is done.

    What the banks have to do in between they do themselves.
    """
    first_two = handling.incidents(Wanted(oldest_first=True), 2)
    for incident in first_two:
        _ask_back(incident)
    for incident in first_two[:1]:
        _sanction(incident)
    return len(first_two) == 2 and all(_recalls(incident) for incident in first_two)


def _ask_back(incident: Incident) -> None:
    """An analyst asks back what is held and agreed to be stolen."""
    for hold in handling.holds_of_incident(incident.id):
        if hold.state in HELD and hold.analysis == AnalysisState.AGREED:
            recalls.open_recall(hold.id, ANALYST)


def _sanction(incident: Incident) -> None:
    """The prosecutor sanctions it."""
    for recall in _recalls(incident, RecallState.PROSECUTOR_PENDING):
        recalls.sanction(recall.id, sanctioned=True, reason=REASON, by=PROSECUTOR)


def _recalls(incident: Incident, *states: RecallState) -> list[handling.Recall]:
    return handling.recalls(Wanted(incident=incident.id, states=states), MOST)
