"""A gateway for the simulator's tests: it answers every payment by a rule, and refuses those without a purpose."""

from collections.abc import Callable
from datetime import UTC, datetime

import msgspec

from arasha.client.schemas import (
    Answer,
    Answers,
    Batch,
    ItemProblem,
    OutcomeAnswer,
    OutcomeAnswers,
    Outcomes,
    Payment,
    Problem,
    Reason,
    Text,
    Verdict,
)
from tests.client.gateway import Behaviour, Handler

LARGE, REFUSED = 10_000_000, 66_666_600
BECAUSE = Reason(code="LARGE", weight=300, text=Text(kk="Үлкен", ru="Большой", en="Large"))


def answer_to(payment: Payment) -> Answer:
    """Large payments are held; the score is the amount in hundreds of tenge, as far as it goes."""
    verdict: Verdict = "hold" if payment.amount >= LARGE else "allow"
    return Answer(
        id=payment.id, verdict=verdict, tier="none", score=min(1000, payment.amount // 10_000),
        reasons=[BECAUSE] if verdict == "hold" else [], expires_at=datetime(2027, 1, 1, tzinfo=UTC), sequence=1,
    )  # fmt: skip


def answers_to(payments: list[Payment]) -> Answers:
    """Payments of exactly one amount are refused."""
    problem = Problem(type="about:blank", title="Malformed", status=422, detail="too round a sum", field="amount")
    return Answers(
        answers=[None if payment.amount == REFUSED else answer_to(payment) for payment in payments],
        problems=[
            ItemProblem(index=index, id=payment.id, problem=problem)
            for index, payment in enumerate(payments)
            if payment.amount == REFUSED
        ],
    )


def judges(handler: Handler) -> None:
    """Answer what was asked."""
    handler.answer(200, msgspec.json.encode(DOORS[handler.asked.path](handler.asked.body)))


def taken(outcomes: Outcomes) -> OutcomeAnswers:
    return OutcomeAnswers(outcomes=[OutcomeAnswer(id=outcome.id, status="recorded") for outcome in outcomes.outcomes])


DOORS: dict[str, Callable[[bytes], object]] = {
    "/v1/payments/screen": lambda body: answer_to(msgspec.json.decode(body, type=Payment)),
    "/v1/payments/screen-batch": lambda body: answers_to(msgspec.json.decode(body, type=Batch).payments),
    "/v1/payments/outcome": lambda body: taken(msgspec.json.decode(body, type=Outcomes)),
}
JUDGES: Behaviour = judges
