"""What both clients share: the calls and what their answers mean, patience, and the stand-in policy. No network here.

Every call may be repeated without harm, because the gateway answers the same id and body with the same verdict. So what
fails for a passing reason is tried again, a little later each time, until the deadline; and when no verdict comes in
time the institution's own stand-in policy decides, and the answer says so.
"""

import random
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, NamedTuple, TypeVar, cast
from urllib.parse import quote

import msgspec

from arasha.client import credit, documents, handling, hash_lists, protecting, schemas
from arasha.client.schemas import Answer, Payment, Verdict

A = TypeVar("A")

# Statuses that pass by themselves: too many requests, a gateway that restarts or cannot record.
PASSING = frozenset({429, 502, 503, 504})
FIRST_PAUSE_S, LONGEST_PAUSE_S = 0.02, 1.0
STAND_IN_HOLDS = timedelta(hours=1)

StandIn = Callable[[Payment], Verdict]


class Problem(Exception):
    """There is no answer to a call: `problem` has the code, the field and the remedy (RFC 9457)."""

    def __init__(self, problem: schemas.Problem) -> None:
        super().__init__(f"{problem.status} {problem.detail}")
        self.problem = problem


class Call(NamedTuple, Generic[A]):
    """A request, and how its answer is read."""

    method: str
    path: str
    body: bytes | None
    read: Callable[[bytes], A]


class Reply(NamedTuple):
    """What came back: a status, seconds to wait if the gateway said so, the body. Status 0: nothing came back."""

    status: int
    retry_after: float | None
    body: bytes


NOTHING = Reply(0, None, b"")


def screen(payment: Payment) -> Call[Answer]:
    """Ask about one payment."""
    return post("/v1/payments/screen", payment, Answer)


def screen_batch(payments: Sequence[Payment]) -> Call[schemas.Answers]:
    """Ask about up to a thousand payments."""
    return post("/v1/payments/screen-batch", schemas.Batch(payments=list(payments)), schemas.Answers)


def report(outcomes: Sequence[schemas.OutcomeReport]) -> Call[schemas.OutcomeAnswers]:
    """Say what was done with payments."""
    return post("/v1/payments/outcome", schemas.Outcomes(outcomes=list(outcomes)), schemas.OutcomeAnswers)


def check(identifiers: Sequence[schemas.Identifier], *, counters: bool = False) -> Call[schemas.RegistryAnswer]:
    """Look identifiers up in the registry."""
    asked = schemas.RegistryCheck(identifiers=list(identifiers), counters=counters)
    return post("/v1/registry/check", asked, schemas.RegistryAnswer)


def credit_check(check: credit.CreditCheck) -> Call[credit.CreditAnswer]:
    """Ask before lending."""
    return post("/v1/credit/check", check, credit.CreditAnswer)


def credit_checks(checks: Sequence[credit.CreditCheck]) -> Call[credit.CreditAnswers]:
    """Ask about up to a thousand applications."""
    return post("/v1/credit/check-batch", credit.CreditChecks(checks=list(checks)), credit.CreditAnswers)


def credit_checked(lender: str, application: str) -> Call[credit.StoredCheck]:
    """Get an answer again, with its receipt in the log."""
    return get(f"/v1/credit/checks/{quote(lender, safe='')}/{quote(application, safe='')}", credit.StoredCheck)


def stored(institution: str, payment_id: str) -> Call[schemas.StoredVerdict]:
    """Get a verdict again, with its receipt."""
    path = f"/v1/payments/{quote(institution, safe='')}/{quote(payment_id, safe='')}"
    return Call("GET", path, None, msgspec.json.Decoder(schemas.StoredVerdict).decode)


def risk_changes(after: int, limit: int) -> Call[schemas.RiskChanges]:
    """How the standing risk of one's own accounts changed."""
    path = f"/v1/accounts/risk-changes?after={after}&limit={limit}"
    return Call("GET", path, None, msgspec.json.Decoder(schemas.RiskChanges).decode)


def report_theft(report: handling.TheftReport) -> Call[handling.TheftTaken]:
    """Report a theft."""
    return post("/api/v1/thefts", report, handling.TheftTaken)


def theft(reference: str) -> Call[handling.Theft]:
    """What became of a report."""
    return get(f"/api/v1/thefts/{quote(reference, safe='')}", handling.Theft)


def theft_document(reference: str, document: documents.Document) -> Call[documents.DocumentKept]:
    """Lay a document to a report."""
    return post(f"/api/v1/thefts/{quote(reference, safe='')}/documents", document, documents.DocumentKept)


def holds(state: str | None, after: int, limit: int) -> Call[handling.Holds]:
    """Holds at one's own institution."""
    wanted = f"&state={quote(state, safe='')}" if state else ""
    return get(f"/api/v1/holds?after={after}&limit={limit}{wanted}", handling.Holds)


def hold(reference: str) -> Call[handling.Hold]:
    """One hold."""
    return get(f"/api/v1/holds/{quote(reference, safe='')}", handling.Hold)


def answer_hold(reference: str, answer: handling.HoldAnswer) -> Call[handling.Hold]:
    """Say what is held."""
    return post(f"/api/v1/holds/{quote(reference, safe='')}/answer", answer, handling.Hold)


def analyse_hold(reference: str, analysis: handling.HoldAnalysis) -> Call[handling.Hold]:
    """Say whether the money is stolen."""
    return post(f"/api/v1/holds/{quote(reference, safe='')}/analysis", analysis, handling.Hold)


def hold_document(reference: str, document: documents.HoldDocument) -> Call[documents.DocumentKept]:
    """Lay a document to a hold."""
    return post(f"/api/v1/holds/{quote(reference, safe='')}/documents", document, documents.DocumentKept)


def answer_recall(reference: str, answer: handling.RecallAnswer) -> Call[handling.Recall]:
    """Say how much is returned."""
    return post(f"/api/v1/recalls/{quote(reference, safe='')}/answer", answer, handling.Recall)


def refund_paid(reference: str, paid: handling.RefundPaid) -> Call[handling.Refund]:
    """Say that a victim was paid."""
    return post(f"/api/v1/refunds/{quote(reference, safe='')}/paid", paid, handling.Refund)


def protect(wish: protecting.Protect) -> Call[protecting.Protection]:
    """Let a client's payments wait."""
    return post("/api/v1/protections", wish, protecting.Protection)


def protections(after: int, limit: int) -> Call[protecting.Protections]:
    """The protections of one's own clients that run."""
    return get(f"/api/v1/protections?after={after}&limit={limit}", protecting.Protections)


def protection(reference: str) -> Call[protecting.Protection]:
    """One protection."""
    return get(f"/api/v1/protections/{quote(reference, safe='')}", protecting.Protection)


def end_protection(reference: str, ended: protecting.ProtectionEnd) -> Call[protecting.Protection]:
    """Say that the trusted person agrees."""
    return post(f"/api/v1/protections/{quote(reference, safe='')}/end", ended, protecting.Protection)


def hash_list(name: hash_lists.ListName, since: int) -> Call[hash_lists.HashList]:
    """A list of the registry, to be checked at home."""
    return get(f"/api/v1/registry/prefixes?list={name}&since={since}", hash_lists.HashList)


def removal_done(reference: str, done: handling.RemovalDone) -> Call[handling.Removal]:
    """Say that an entry of the registry was forgotten."""
    return post(f"/api/v1/registry/removals/{quote(reference, safe='')}/confirm", done, handling.Removal)


def messages(after: int, limit: int) -> Call[handling.Messages]:
    """Messages to one's own institution."""
    return get(f"/api/v1/messages?after={after}&limit={limit}", handling.Messages)


def read(call: Call[A], reply: Reply) -> A:
    """What a call's final reply means; `Problem` when the gateway refused it, or what came cannot be read."""
    if reply.status == 200:
        with suppress(msgspec.MsgspecError):
            return call.read(reply.body)
    raise Problem(_problem(reply))


def verdict(call: Call[Answer], reply: Reply, payment: Payment, policy: StandIn) -> Answer:
    """The verdict on a payment, or the stand-in when there is none; `Problem` when the gateway refused the question."""
    refused = 400 <= reply.status < 500 and not passing(reply)
    try:
        return read(call, reply)
    except Problem:
        if refused:
            raise
        return stand_in_answer(payment, policy)


def credit_answer(call: Call[credit.CreditAnswer], reply: Reply, check: credit.CreditCheck) -> credit.CreditAnswer:
    """The register's answer, or a refusal when there is none; `Problem` when the gateway refused the question."""
    refused = 400 <= reply.status < 500 and not passing(reply)
    try:
        return read(call, reply)
    except Problem:
        if refused:
            raise
        return credit.stand_in(check)


def passing(reply: Reply) -> bool:
    """May the same call succeed a little later?"""
    return reply.status == 0 or reply.status in PASSING


def pauses(deadline: float) -> Iterator[float]:
    """How long to wait before each further attempt, doubling and jittered, until the deadline (of `time.monotonic`)."""
    pause = FIRST_PAUSE_S
    while True:
        wait = pause * random.uniform(0.5, 1.0)  # noqa: S311 - jitter, no secret
        if time.monotonic() + wait >= deadline:
            return
        yield wait
        pause = min(2 * pause, LONGEST_PAUSE_S)


def as_reply(status: int, retry_after: str | None, body: bytes) -> Reply:
    """A reply as it came."""
    return Reply(status, float(retry_after) if retry_after and retry_after.isdigit() else None, body)


def wanted_pause(reply: Reply, deadline: float) -> float:
    """How long the gateway asked to be left alone, as far as the deadline leaves time for it."""
    return max(0.0, min(reply.retry_after or 0.0, deadline - time.monotonic() - FIRST_PAUSE_S))


def stand_in_answer(payment: Payment, policy: StandIn) -> Answer:
    """The institution's own decision, marked as such."""
    return Answer(
        id=payment.id,
        verdict=policy(payment),
        tier="none",
        score=0,
        reasons=[],
        expires_at=datetime.now(UTC) + STAND_IN_HOLDS,
        degraded=True,
    )


def headers(key: str, deadline_ms: int | None = None) -> dict[str, str]:
    """The headers of a call."""
    fixed = {"authorization": f"Bearer {key}", "content-type": "application/json"}
    return fixed if deadline_ms is None else fixed | {"arasha-deadline-ms": str(max(1, min(deadline_ms, 60_000)))}


def post(path: str, message: Any, answer: type[A]) -> Call[A]:
    """A call that says something."""
    decoder = msgspec.json.Decoder(answer)
    return Call("POST", path, msgspec.json.encode(message), cast("Callable[[bytes], A]", decoder.decode))


def get(path: str, answer: type[A]) -> Call[A]:
    """A call that asks."""
    decoder = msgspec.json.Decoder(answer)
    return Call("GET", path, None, cast("Callable[[bytes], A]", decoder.decode))


def _problem(reply: Reply) -> schemas.Problem:
    try:
        return msgspec.json.decode(reply.body, type=schemas.Problem)
    except msgspec.MsgspecError:
        title = "The gateway could not be reached." if reply.status == 0 else "The gateway gave no readable answer."
        return schemas.Problem(type="about:blank", title=title, status=reply.status, detail=title)
