"""The clients for programs with threads."""

import time
from collections.abc import Sequence
from types import TracebackType
from typing import Self, TypeVar

import httpx

from arasha.client import calls, documents, handling, hash_lists, protecting, schemas
from arasha.client.calls import Call, Reply, StandIn
from arasha.client.credit import CreditAnswer, CreditAnswers, CreditCheck, StoredCheck
from arasha.client.handling import TheftReport
from arasha.client.schemas import Answer, Payment

A = TypeVar("A")


class Connection:
    """A connection to the centre, to be kept open and shared between threads.

    `patience_s` is how long a call that nobody waits for may take, all attempts together.
    """

    def __init__(self, url: str, key: str, *, patience_s: float = 30.0) -> None:
        self._http = httpx.Client(base_url=url, timeout=httpx.Timeout(10.0, connect=2.0))
        self._key, self._patience_s = key, patience_s

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _type: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connections."""
        self._http.close()

    def _insist(self, call: Call[A]) -> A:
        return calls.read(call, self._attempt(call, time.monotonic() + self._patience_s))

    def _attempt(self, call: Call[A], deadline: float) -> Reply:
        """The first reply that is final, or the last one before the deadline."""
        reply = self._send(call, deadline)
        for pause in calls.pauses(deadline):
            if not calls.passing(reply):
                break
            time.sleep(max(pause, calls.wanted_pause(reply, deadline)))
            reply = self._send(call, deadline)
        return reply

    def _send(self, call: Call[A], deadline: float) -> Reply:
        left = max(0.001, deadline - time.monotonic())
        headers = calls.headers(self._key, round(left * 1000))
        try:
            with self._http.stream(
                call.method, call.path, content=call.body, timeout=left, headers=headers
            ) as response:
                parts = []
                for part in response.iter_bytes():  # each part may take as long as `left`, so the clock is asked again
                    parts.append(part)
                    if time.monotonic() > deadline:
                        return calls.NOTHING
        except httpx.RequestError:
            return calls.NOTHING
        return calls.as_reply(response.status_code, response.headers.get("retry-after"), b"".join(parts))


class Client(Connection):
    """A connection to the gateway.

    `deadline_s` is how long a payment may wait for its verdict, all attempts together; after it `stand_in` decides, and
    the answer says `degraded`. `patience_s` is the same for calls that nobody waits for.
    """

    def __init__(
        self,
        url: str,
        key: str,
        *,
        deadline_s: float = 0.5,
        stand_in: StandIn = lambda _: "warn",
        patience_s: float = 30.0,
    ) -> None:
        super().__init__(url, key, patience_s=patience_s)
        self._deadline_s, self._stand_in = deadline_s, stand_in

    def screen(self, payment: Payment) -> Answer:
        """The verdict on a payment, or the stand-in when none comes in time; `Problem` when the payment is refused."""
        call = calls.screen(payment)
        reply = self._attempt(call, time.monotonic() + self._deadline_s)
        return calls.verdict(call, reply, payment, self._stand_in)

    def screen_batch(self, payments: Sequence[Payment]) -> schemas.Answers:
        """The verdicts on up to a thousand payments, in their order."""
        return self._insist(calls.screen_batch(payments))

    def report(self, outcomes: Sequence[schemas.OutcomeReport]) -> schemas.OutcomeAnswers:
        """Say what was done with payments."""
        return self._insist(calls.report(outcomes))

    def check(self, identifiers: Sequence[schemas.Identifier], *, counters: bool = False) -> schemas.RegistryAnswer:
        """What the registry knows of identifiers; with `counters` how often they were reported."""
        return self._insist(calls.check(identifiers, counters=counters))

    def credit_check(self, check: CreditCheck) -> CreditAnswer:
        """Ask before lending; without an answer in time `deny`, marked `degraded`: no receipt means refuse."""
        call = calls.credit_check(check)
        reply = self._attempt(call, time.monotonic() + self._deadline_s)
        return calls.credit_answer(call, reply, check)

    def credit_checks(self, checks: Sequence[CreditCheck]) -> CreditAnswers:
        """Ask about up to a thousand applications, in their order."""
        return self._insist(calls.credit_checks(checks))

    def credit_checked(self, lender: str, application: str) -> StoredCheck:
        """An answer as it was given to you, with its receipt in the log."""
        return self._insist(calls.credit_checked(lender, application))

    def stored(self, institution: str, payment_id: str) -> schemas.StoredVerdict:
        """A verdict as it was given, with its receipt."""
        return self._insist(calls.stored(institution, payment_id))

    def risk_changes(self, after: int = 0, limit: int = 500) -> schemas.RiskChanges:
        """How the standing risk of your own accounts changed; `after` is the `next` of the answer before."""
        return self._insist(calls.risk_changes(after, limit))


class FraudDesk(Connection):
    """A connection to the API, for the fraud desk: report thefts, get messages, answer."""

    def report_theft(self, report: TheftReport) -> handling.TheftTaken:
        """Report a theft; hand reference and code over to the victim. The same report gets the same answer."""
        return self._insist(calls.report_theft(report))

    def theft(self, reference: str) -> handling.Theft:
        """What became of a report of yours."""
        return self._insist(calls.theft(reference))

    def theft_document(self, reference: str, document: documents.Document) -> documents.DocumentKept:
        """Lay a document to a report of yours."""
        return self._insist(calls.theft_document(reference, document))

    def messages(self, after: int = 0, limit: int = 100) -> handling.Messages:
        """The messages behind number `after`; by asking you say that you have kept those up to it."""
        return self._insist(calls.messages(after, limit))

    def holds(self, state: handling.HoldState | None = None, after: int = 0, limit: int = 100) -> handling.Holds:
        """Holds at your institution, the oldest first, all or those in one state."""
        return self._insist(calls.holds(state, after, limit))

    def hold(self, reference: str) -> handling.Hold:
        """One hold as it stands now."""
        return self._insist(calls.hold(reference))

    def answer_hold(self, reference: str, answer: handling.HoldAnswer) -> handling.Hold:
        """Say what you hold of what you were asked to."""
        return self._insist(calls.answer_hold(reference, answer))

    def analyse_hold(self, reference: str, analysis: handling.HoldAnalysis) -> handling.Hold:
        """Say whether you agree that the money is stolen."""
        return self._insist(calls.analyse_hold(reference, analysis))

    def hold_document(self, reference: str, document: documents.HoldDocument) -> documents.DocumentKept:
        """Lay a document to a hold, or to its holder's objection."""
        return self._insist(calls.hold_document(reference, document))

    def answer_recall(self, reference: str, answer: handling.RecallAnswer) -> handling.Recall:
        """Say how much you return."""
        return self._insist(calls.answer_recall(reference, answer))

    def refund_paid(self, reference: str, paid: handling.RefundPaid) -> handling.Refund:
        """Say that you have paid to the victim."""
        return self._insist(calls.refund_paid(reference, paid))

    def protect(self, wish: protecting.Protect) -> protecting.Protection:
        """Let everything that leaves a client's account wait: he may be paying under coercion."""
        return self._insist(calls.protect(wish))

    def protections(self, after: int = 0, limit: int = 100) -> protecting.Protections:
        """The protections of your clients that run, the oldest first."""
        return self._insist(calls.protections(after, limit))

    def protection(self, reference: str) -> protecting.Protection:
        """One protection as it stands now."""
        return self._insist(calls.protection(reference))

    def end_protection(self, reference: str, ended: protecting.ProtectionEnd) -> protecting.Protection:
        """End it on the word of the person whom the client trusts; his payments go again at once."""
        return self._insist(calls.end_protection(reference, ended))

    def hash_list(self, name: hash_lists.ListName, since: int = 0) -> hash_lists.HashList:
        """A list of the registry to check at home (`HomeList`), whole or as a change since a version."""
        return self._insist(calls.hash_list(name, since))

    def removal_done(self, reference: str, done: handling.RemovalDone) -> handling.Removal:
        """Say that you have forgotten an entry of the registry."""
        return self._insist(calls.removal_done(reference, done))
