"""The people of a centre at work, by the same actions as on their screens: what they do, they do some minutes later.

An analyst asks back what a bank holds and agrees to be stolen; above the threshold a second one does so too; the
prosecutor sanctions; objections that a bank shares are upheld; what two houses speak against is listed.
"""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import NamedTuple, TypeVar

from arasha.domains.recovery.actions import appeals, recalls
from arasha.domains.recovery.facts.handling import AnalysisState, HoldState
from arasha.domains.recovery.facts.returning import AppealState, RecallState
from arasha.domains.recovery.queries import handling
from arasha.domains.recovery.queries.handling import Hold, Wanted
from arasha.domains.recovery.rules.states import HELD
from arasha.domains.registry import actions as registry
from arasha.domains.registry import queries as registered
from arasha.domains.registry.actions import Evidence
from arasha.domains.registry.facts import EvidenceKind
from arasha.kernel import clock
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.errors import ArashaError
from arasha.kernel.outbox.append import By

ANALYST, SECOND, SUPERVISOR, PROSECUTOR = (
    By(f"person:{name}", Purpose.RECOVERY) for name in ("aigerim", "asel", "daniyar", "timur")
)
REVIEWER = By("person:daniyar", Purpose.REVIEW)
W = TypeVar("W")
MOST = 500
SANCTIONED = "Ақша ұрланған, оны сақтап тұрған банк келіседі."
UPHELD = "Банк ақшаның адал табылғанын растады."
DISMISSED = "Банк ақшаның ұрланғанын растады."


class Pace(NamedTuple):
    """How many minutes people take."""

    recall: float = 30.0
    sanction: float = 120.0
    appeal: float = 240.0
    listing: float = 60.0


USUAL = Pace()


class Staff:
    """People who do what waits for them; `lists`: do they put accounts into the registry?"""

    def __init__(self, pace: Pace = USUAL, *, lists: bool = True) -> None:
        self._pace, self._lists = pace, lists
        self._seen: dict[str, datetime] = {}
        self._listed: set[int] = set()

    def look(self) -> None:
        """Do what has waited long enough."""
        holds = [hold for hold in _holds(HELD) if hold.analysis == AnalysisState.AGREED]
        for hold in self._ripe(holds, self._pace.recall, "hold"):
            _ask_back(hold.id, ANALYST)
        for recall in self._ripe(_recalls(RecallState.OPEN), self._pace.recall, "open"):
            _ask_back(recall.hold_id, SECOND)
        for recall in self._ripe(_recalls(RecallState.PROSECUTOR_PENDING), self._pace.sanction, "sanction"):
            with suppress(ArashaError):
                recalls.sanction(recall.id, sanctioned=True, reason=SANCTIONED, by=PROSECUTOR)
        for appeal in self._ripe(handling.appeals(Wanted(), MOST), self._pace.appeal, "appeal"):
            _decide(appeal)
        if self._lists:
            agreed = [hold for hold in _holds(()) if hold.analysis == AnalysisState.AGREED]
            for hold in self._ripe(agreed, self._pace.listing, "listing"):
                self._list(hold)

    def _ripe(self, waiting: Iterable[W], minutes: float, what: str) -> list[W]:
        """Those that have been seen to wait so many minutes ago or more."""
        now, found = clock.now(), []
        for each in waiting:
            since = self._seen.setdefault(f"{what} {each}", now)
            if now - since >= timedelta(minutes=minutes):
                found.append(each)
        return found

    def _list(self, hold: Hold) -> None:
        """One bank reported that stolen money went to an account, and its own bank agrees: two speak against it."""
        if hold.id in self._listed or hold.institution is None:
            return
        self._listed.add(hold.id)
        piece = Evidence(EvidenceKind.INSTITUTION_REPORT, f"institution:{hold.institution.code}", str(hold))
        for entry in registered.of_token(hold.account)[:1]:
            with suppress(ArashaError):
                registry.add_evidence(entry.id, piece, REVIEWER)
                registry.confirm_entry(entry.id, REVIEWER)


def _ask_back(number: int, by: By) -> None:
    with suppress(ArashaError):
        recalls.open_recall(number, by)


def _decide(appeal: handling.Appeal) -> None:
    """Uphold what the bank shares; above the threshold two people do."""
    upheld = appeal.hold.analysis == AnalysisState.DISAGREED
    with suppress(ArashaError):
        decided = appeals.decide(appeal.id, upheld, UPHELD if upheld else DISMISSED, SUPERVISOR)
        if decided.state == AppealState.SECOND_LOOK:
            appeals.decide(appeal.id, upheld, UPHELD, SECOND)


def _recalls(state: RecallState) -> list[handling.Recall]:
    return handling.recalls(Wanted(states=(state,), oldest_first=True), MOST)


def _holds(states: tuple[HoldState, ...]) -> list[Hold]:
    return handling.holds(Wanted(states=states, oldest_first=True), MOST)
