"""Lenders, a credit bureau and the state's portal at work, each through its own connection to the centre.

People refuse credit through the portal, loans are applied for, lenders ask before they lend (one of them not always),
and the bureau reports which loans were given, by which it is found out.
"""

import time
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import httpx
import msgspec

from arasha.client import Client, Problem
from arasha.client.credit_desks import BureauDesk, LendingDesk
from arasha.client.lending import CorrectionDone, Dispute, Loan, LoanOutcome, LoanOutcomes, Loans, Mark, Marks, WriteOff
from arasha.client.portal import CreditPortal
from arasha.client.refusing import Confirmation, LiftWanted, PersonAsked, Refuse
from arasha.simulator import applications
from arasha.simulator.applications import CARELESS, GRANDMOTHER, PEOPLE, WIDOW, Application, person

APPLICATION_EVERY_S = 6.0
OPENING_EVERY_S = 1.0
BUREAU_EVERY_S = 30.0
LOOK_EVERY_S = 1.0
REFUSES_ONE_IN = 4
MARKED_ONE_IN = 9
NEW_REFUSAL_EVERY = 15  # applications

SCOPES = (["all"], ["remote"], ["micro_lenders", "remote"], ["above"])
ABOVE = 500_000 * applications.TENGE


class Lender(NamedTuple):
    """How a lender reaches the centre: the gateway to ask, the API to say what it did."""

    gateway: Client
    desk: LendingDesk


class Kept(msgspec.Struct):
    """How far it has come: people who have been dealt with, applications, reports, and loans the bureau has to tell."""

    people: int = 0
    application: int = 0
    report: int = 0
    loans: list[Loan] = []


class Lenders:
    """Plays them all; where it has come to is kept in a file, so that it goes on there next time."""

    def __init__(self, lenders: Mapping[str, Lender], bureau: BureauDesk, portal: CreditPortal, folder: Path) -> None:
        self._lenders, self._bureau, self._portal = lenders, bureau, portal
        self._file = folder / "lending.json"
        self._kept = msgspec.json.decode(self._file.read_bytes(), type=Kept) if self._file.exists() else Kept()
        self._next_application = self._next_report = time.monotonic()

    @property
    def told(self) -> int:
        """How many applications there have been."""
        return self._kept.application

    def play(self, stopped: Callable[[], bool], beside: Callable[[], None] = lambda: None) -> None:
        """Go on until stopped; `beside` is called between two looks at what there is to do."""
        while not stopped():
            self.look()
            beside()
            time.sleep(LOOK_EVERY_S)

    def look(self) -> None:
        """Do what is due; what fails comes again."""
        try:
            while self._kept.people < PEOPLE:
                self._begin(self._kept.people)
                self._kept.people += 1
                self._keep()
            if time.monotonic() >= self._next_application:
                self.apply()
            if time.monotonic() >= self._next_report:
                self.report()
        except (Problem, httpx.TransportError):
            self._next_application = time.monotonic() + APPLICATION_EVERY_S

    def apply(self) -> None:
        """The next application."""
        number = self._kept.application
        self._decide(applications.application(number))
        if number % NEW_REFUSAL_EVERY == NEW_REFUSAL_EVERY - 1:
            self._refuse(3 + number % (PEOPLE - 3), f"later-{number}")
        self._kept.application += 1
        self._keep()
        pause = OPENING_EVERY_S if number + 1 < len(applications.OPENING) else APPLICATION_EVERY_S
        self._next_application = time.monotonic() + pause

    def report(self) -> None:
        """The bureau tells which loans were given, and strikes what was written off; the careless lender answers."""
        if self._kept.loans:
            self._bureau.loans(Loans(id=f"loans-{self._kept.report}", loans=self._kept.loans[:1_000]))
            self._kept.loans = self._kept.loans[1_000:]
            self._kept.report += 1
            self._keep()
        self._correct()
        self._answer_claims()
        self._next_report = time.monotonic() + BUREAU_EVERY_S

    def _begin(self, place: int) -> None:
        """Before anybody applies: some people refuse, some stand at the bureau; a widow lifts before an officer."""
        if place % REFUSES_ONE_IN == 0 or place == WIDOW:
            token = self._refuse(place, f"begin-{place}")
            if place == WIDOW:
                self._portal.ask_lift(token, LiftWanted(id="lift", in_person=True))
                self._portal.confirm_lift(token, Confirmation(id="confirm", in_person=True))
        elif place % MARKED_ONE_IN == 0:
            mark = Mark(person=person(place), scopes=["all"], set_at=datetime.now(UTC))
            self._bureau.marks(Marks(id=f"mark-{place}", marks=[mark]))

    def _refuse(self, place: int, own_id: str) -> str:
        token = self._portal.person(PersonAsked(id=own_id, iin=person(place))).person
        scopes = ["all"] if place in {GRANDMOTHER, WIDOW} else SCOPES[place % len(SCOPES)]
        above = ABOVE if "above" in scopes else None
        self._portal.refuse(token, msgspec.convert({"id": own_id, "scopes": scopes, "above": above}, Refuse))
        return token

    def _decide(self, applied: Application) -> None:
        """A lender asks, and lends or not; what it has lent it reports to the bureau."""
        lender, check = self._lenders[applied.lender], applied.check
        answer = lender.gateway.credit_check(check).answer if applied.asks else "allow"
        lent = applied.lends and (answer == "allow" or not applied.heeds)
        now = datetime.now(UTC)
        if applied.heeds:
            said = LoanOutcome(application=check.id, lent=lent, at=now)
            if lent:
                said = msgspec.structs.replace(said, person=check.person, amount=check.amount, contract=f"K-{check.id}")
            lender.desk.outcomes(LoanOutcomes(id=f"outcome-{check.id}", outcomes=[said]))
        if lent and check.amount is not None:
            self._kept.loans.append(Loan(
                lender=applied.lender, contract=f"K-{check.id}", person=check.person, amount=check.amount, at=now,
                application=check.id if applied.asks else None,
            ))  # fmt: skip

    def _correct(self) -> None:
        for each in self._bureau.corrections().corrections:
            self._bureau.corrected(each.reference, CorrectionDone(id=f"struck-{each.number}", said="corrected"))

    def _answer_claims(self) -> None:
        """The careless lender gives in, disputes, or lets the clock run: turn by turn, so that all can be seen."""
        desk = self._lenders[CARELESS].desk
        for place, claim in enumerate(desk.claims().claims):
            if claim.state != "open" or place % 3 == 0:
                continue
            if place % 3 == 1:
                desk.write_off(claim.reference, WriteOff(id=f"off-{claim.reference}"))
            else:
                desk.dispute(
                    claim.reference, Dispute(id=f"no-{claim.reference}", reason="other", note="Клиент өзі келді.")
                )

    def _keep(self) -> None:
        draft = self._file.with_suffix(".new")
        draft.write_bytes(msgspec.json.encode(self._kept))
        draft.replace(self._file)
