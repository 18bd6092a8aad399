"""Both clients, asynchronous and not, against a gateway that misbehaves in every way it can."""

import asyncio
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import Any

import msgspec
import pytest

from arasha.client import Answer, AsyncClient, Client, Identifier, OutcomeReport, Payment, Problem
from arasha.client.schemas import (
    Answers,
    OutcomeAnswer,
    OutcomeAnswers,
    RegistryAnswer,
    Standing,
    StoredVerdict,
)
from tests.client.gateway import (
    Behaviour,
    MisbehavingGateway,
    drips,
    hangs_up_half_way,
    problem,
    resets,
    says,
    says_bytes,
    slow,
)
from tests.support.cast import NOON, payment
from tests.support.centre import free_port

KEY = "arasha_abcdefghjk_secret"
AMPLE_S, SHORT_S = 10.0, 0.3
VERDICT = Answer(
    id="P-1",
    verdict="hold",
    tier="high",
    score=700,
    reasons=[],
    expires_at=datetime(2026, 11, 21, tzinfo=UTC),
    sequence=7,
)

Ask = Callable[..., Any]


def with_threads(url: str, call: str, *arguments: object, **options: Any) -> Any:
    with Client(url, KEY, **options) as client:
        return getattr(client, call)(*arguments)


def on_a_loop(url: str, call: str, *arguments: object, **options: Any) -> Any:
    async def ask() -> Any:
        async with AsyncClient(url, KEY, **options) as client:
            return await getattr(client, call)(*arguments)

    # In a thread of its own: where a browser was opened before, this one has a loop already.
    with ThreadPoolExecutor(1) as elsewhere:
        return elsewhere.submit(lambda: asyncio.run(ask())).result()


@pytest.fixture
def gateway() -> Iterator[MisbehavingGateway]:
    with MisbehavingGateway() as running:
        yield running


@pytest.fixture(params=[with_threads, on_a_loop])
def ask(request: pytest.FixtureRequest, gateway: MisbehavingGateway) -> Ask:
    """Makes one call with one of the clients."""

    def asked(call: str, *arguments: object, **options: Any) -> Any:
        return request.param(
            gateway.url, call, *arguments, **({"deadline_s": AMPLE_S, "patience_s": AMPLE_S} | options)
        )

    return asked


def test_a_verdict_is_handed_over_as_it_was_given(ask: Ask, gateway: MisbehavingGateway) -> None:
    gateway.does(says(VERDICT))
    assert ask("screen", payment()) == VERDICT


def test_a_question_carries_the_key_the_time_left_and_the_payment(ask: Ask, gateway: MisbehavingGateway) -> None:
    gateway.does(says(VERDICT))
    ask("screen", payment())
    (asked,) = gateway.asked
    assert (asked.method, asked.path) == ("POST", "/v1/payments/screen")
    assert asked.headers["authorization"] == f"Bearer {KEY}"
    assert asked.headers["content-type"] == "application/json"
    assert 1 <= int(asked.headers["arasha-deadline-ms"]) <= AMPLE_S * 1000
    assert msgspec.json.decode(asked.body, type=Payment) == payment()


CALLS: dict[str, tuple[tuple[object, ...], str, str, object]] = {
    "screen_batch": (([payment("P-1"), payment("P-2")],), "POST", "/v1/payments/screen-batch",
                     Answers(answers=[VERDICT, None], problems=[])),
    "report": (([OutcomeReport(id="P-1", outcome="executed", time=NOON)],), "POST", "/v1/payments/outcome",
               OutcomeAnswers(outcomes=[OutcomeAnswer(id="P-1", status="recorded")])),
    "check": (([Identifier(kind="phone", value="+77011234567")],), "POST", "/v1/registry/check",
              RegistryAnswer(answers=[Standing(tier="high", ground="report")], as_of=4)),
    "stored": (("ALDARKZA", "a/b ?#ә"), "GET", "/v1/payments/ALDARKZA/a%2Fb%20%3F%23%D3%99",
               StoredVerdict(answer=VERDICT, institution="ALDARKZA", decided_at=NOON)),
}  # fmt: skip


@pytest.mark.parametrize("call", CALLS)
def test_every_call_has_its_address_and_its_answer(ask: Ask, gateway: MisbehavingGateway, call: str) -> None:
    arguments, method, path, answer = CALLS[call]
    gateway.does(says(answer))
    assert ask(call, *arguments) == answer
    assert (gateway.asked[0].method, gateway.asked[0].path) == (method, path)


PASSING: dict[str, Behaviour] = {
    "overloaded": problem(503, "unavailable", retry_after="0"),
    "too many": problem(429, "rate-limited"),
    "a proxy's page": says_bytes(b"<html>Bad gateway</html>", 502),
    "a proxy's patience": says_bytes(b"", 504),
    "reset": resets,
    "half an answer": hangs_up_half_way,
}


@pytest.mark.parametrize("behaviour", PASSING)
def test_what_passes_by_itself_is_tried_again_with_the_same_id_and_body(
    ask: Ask, gateway: MisbehavingGateway, behaviour: str
) -> None:
    """The gateway answers the same question with the same verdict, so asking again can do no harm."""
    gateway.does(PASSING[behaviour], PASSING[behaviour], says(VERDICT))
    assert ask("screen", payment()) == VERDICT
    assert len(gateway.asked) == 3
    assert len({asked.body for asked in gateway.asked}) == 1
    left = [int(asked.headers["arasha-deadline-ms"]) for asked in gateway.asked]
    assert left == sorted(left, reverse=True), "each attempt says how much time is left"


@pytest.mark.parametrize("behaviour", PASSING)
def test_calls_that_nobody_waits_for_are_tried_again_too(ask: Ask, gateway: MisbehavingGateway, behaviour: str) -> None:
    arguments, _, _, answer = CALLS["report"]
    gateway.does(PASSING[behaviour], says(answer))
    assert ask("report", *arguments) == answer


OWN_POLICY = {7_000: "hold"}

SILENT: dict[str, Behaviour] = {
    **PASSING,
    "slow": slow(says(VERDICT)),
    "dripping": drips,
    "broken inside": problem(500, "internal"),
    "broken inside without a word": says_bytes(b"", 500),
    "no JSON": says_bytes(b"\xff\x00<html>"),
    "another message": says({"answer": 42}),
    "an unknown verdict": says(msgspec.to_builtins(VERDICT) | {"verdict": "perhaps"}),
    "nothing": says_bytes(b""),
    "wrongly packed": says_bytes(b"no gzip", content_encoding="gzip"),
    "elsewhere": says_bytes(b"", 302, location="http://127.0.0.1:9/"),
}


@pytest.mark.parametrize("behaviour", SILENT)
def test_when_no_verdict_comes_in_time_the_institution_s_own_policy_decides_and_says_so(
    ask: Ask, gateway: MisbehavingGateway, behaviour: str
) -> None:
    gateway.does(SILENT[behaviour])
    began, before = time.monotonic(), datetime.now(UTC)
    answer = ask(
        "screen", payment(amount=7_000), deadline_s=SHORT_S, stand_in=lambda asked: OWN_POLICY[asked.amount]
    )  # fmt: skip
    assert time.monotonic() - began < 5.0
    assert (answer.id, answer.verdict, answer.degraded) == ("P-1", "hold", True)
    assert (answer.score, answer.reasons, answer.receipt, answer.sequence) == (0, [], None, None)
    assert answer.expires_at > before


def test_without_a_policy_silence_warns(ask: Ask, gateway: MisbehavingGateway) -> None:
    gateway.does(resets)
    assert ask("screen", payment(), deadline_s=SHORT_S).verdict == "warn"


@pytest.mark.parametrize("caller", [with_threads, on_a_loop])
def test_where_there_is_no_gateway_the_policy_decides(caller: Ask) -> None:
    answer = caller(f"http://127.0.0.1:{free_port()}", "screen", payment(), deadline_s=0.2)
    assert (answer.verdict, answer.degraded) == ("warn", True)


REFUSED = {
    "unreadable": (problem(422, "malformed", "amount"), 422, "amount"),
    "another body under this id": (problem(409, "conflict", "id"), 409, "id"),
    "a revoked key": (problem(401, "unauthenticated"), 401, None),
    "not allowed": (problem(403, "forbidden"), 403, None),
    "too large": (problem(413, "too-large"), 413, None),
}


@pytest.mark.parametrize("case", REFUSED)
@pytest.mark.parametrize("call", ["screen", "report"])
def test_what_was_refused_for_good_is_said_with_field_and_remedy_and_not_tried_again(
    ask: Ask, gateway: MisbehavingGateway, case: str, call: str
) -> None:
    behaviour, status, field = REFUSED[case]
    gateway.does(behaviour)
    arguments = (payment(),) if call == "screen" else CALLS[call][0]
    with pytest.raises(Problem, match=f"{status} mend it") as refused:
        ask(call, *arguments)
    assert (refused.value.problem.status, refused.value.problem.field) == (status, field)
    assert len(gateway.asked) == 1


def test_a_refusal_without_a_readable_reason_is_still_a_refusal(ask: Ask, gateway: MisbehavingGateway) -> None:
    gateway.does(says_bytes(b"<html>who are you?</html>", 401))
    with pytest.raises(Problem, match="401 The gateway gave no readable answer"):
        ask("screen", payment())


UNANSWERED = {
    "no JSON": (says_bytes(b"<html>"), 200, "no readable answer"),
    "another message": (says({"answer": 42}), 200, "no readable answer"),
    "broken inside": (problem(500, "internal"), 500, "mend it"),
    "reset": (resets, 0, "could not be reached"),
    "slow": (slow(says(VERDICT)), 0, "could not be reached"),
    "dripping": (drips, 0, "could not be reached"),
}


@pytest.mark.parametrize("case", UNANSWERED)
def test_a_call_without_a_stand_in_says_why_there_is_no_answer(
    ask: Ask, gateway: MisbehavingGateway, case: str
) -> None:
    behaviour, status, words = UNANSWERED[case]
    gateway.does(behaviour)
    with pytest.raises(Problem, match=words) as failed:
        ask("check", *CALLS["check"][0], patience_s=SHORT_S)
    assert failed.value.problem.status == status


def test_a_gateway_that_asks_to_be_left_alone_is_left_alone(ask: Ask, gateway: MisbehavingGateway) -> None:
    arguments, _, _, answer = CALLS["report"]
    gateway.does(problem(503, "disk-full", retry_after="2"), says(answer))
    began = time.monotonic()
    assert ask("report", *arguments) == answer
    assert time.monotonic() - began >= 2.0
    assert len(gateway.asked) == 2


def test_but_not_beyond_the_deadline_of_a_payment(ask: Ask, gateway: MisbehavingGateway) -> None:
    gateway.does(problem(503, "disk-full", retry_after="60"))
    began = time.monotonic()
    assert ask("screen", payment(), deadline_s=SHORT_S).degraded
    assert time.monotonic() - began < 5.0


def test_one_client_serves_many_threads(gateway: MisbehavingGateway) -> None:
    gateway.does(says(VERDICT))
    with Client(gateway.url, KEY, deadline_s=AMPLE_S) as client, ThreadPoolExecutor(8) as threads:
        answers = list(threads.map(client.screen, [payment(f"P-{number}") for number in range(40)]))
    assert answers == [VERDICT] * 40
    assert {msgspec.json.decode(asked.body)["id"] for asked in gateway.asked} == {f"P-{number}" for number in range(40)}
