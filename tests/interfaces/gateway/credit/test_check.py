"""Lenders ask over HTTP: one, many, again; and what is refused is refused in words that name the field."""

import json
from collections.abc import Iterator

import httpx
import msgspec
import pytest

from arasha.client import Client
from arasha.client.credit import CreditCheck
from arasha.domains.credit.facts.register import RegisterChanged
from arasha.interfaces.gateway.server import answers_signer
from arasha.kernel import clock
from arasha.kernel.access.scopes import Scope
from arasha.kernel.facts import Recorded, new_id
from arasha.kernel.log import answers
from arasha.kernel.settings import current
from tests.support.cast import ALDAR, TOSTIK
from tests.support.credit import APAI, EVERYTHING, NURSE, STUDENT, check, token_of
from tests.support.door import Door, Doors


def refuse(door: Door, fact: int = 5) -> None:
    """The gateway hears that the grandmother refuses credit."""
    at = clock.now()
    said = Recorded(
        sequence=fact, id=new_id(), actor="", purpose="", occurred_at=at, recorded_at=at,
        fact=RegisterChanged(people=[token_of(APAI).hex()], effects=[EVERYTHING]),
    )  # fmt: skip
    door.gateway.lending.change([said], clock.now_us())


@pytest.fixture
def lender(door: Door) -> Iterator[Client]:
    with door.client(ALDAR) as client:
        yield client


def test_a_lender_asks_and_is_denied_with_a_receipt(door: Door, lender: Client) -> None:
    refuse(door)
    answer = lender.credit_check(check("denied"))
    assert (answer.answer, [reason.code for reason in answer.reasons]) == ("deny", ["REFUSAL"])
    signed = answers.parse(msgspec.json.encode(answer.receipt))
    verifier = answers_signer(current()).verifier
    assert answers.verify(signed, verifier).first == answer.sequence
    assert signed.statement["lender"] == ALDAR.code


def test_many_are_answered_in_their_order_and_what_cannot_be_read_alone_gets_a_problem(
    door: Door, lender: Client
) -> None:
    refuse(door)
    given = lender.credit_checks([check("M-1", NURSE), check("M-2", "550317400014"), check("M-3", APAI)])
    assert [one and one.answer for one in given.answers] == ["allow", None, "deny"]
    (problem,) = given.problems
    assert (problem.index, problem.id, problem.problem.status, problem.problem.field) == (1, "M-2", 422, "person")


def test_asked_again_the_same_question_gets_the_same_bytes(door: Door) -> None:
    body = msgspec.json.encode(check("again"))
    with door.http() as http:
        first, again = (http.post("/v1/credit/check", content=body) for _ in range(2))
        other = http.post("/v1/credit/check", content=msgspec.json.encode(check("again", amount=1)))
    assert first.content == again.content
    assert (other.status_code, other.json()["field"]) == (409, "id")


WRONG = {
    "no person": ({"id": "A", "channel": "remote"}, "person"),
    "no channel": ({"id": "A", "person": APAI}, "channel"),
    "a channel that is none": ({"id": "A", "person": APAI, "channel": "pigeon"}, "channel"),
    "nothing to lend": ({"id": "A", "person": APAI, "channel": "remote", "amount": 0}, "amount"),
    "a field that is none": ({"id": "A", "person": APAI, "channel": "remote", "colour": "red"}, "colour"),
    "an id that is too long": ({"id": "A" * 65, "person": APAI, "channel": "remote"}, "id"),
}


@pytest.mark.parametrize("sort", WRONG)
def test_what_is_wrong_is_told_with_its_field(door: Door, sort: str) -> None:
    body, field = WRONG[sort]
    with door.http() as http:
        reply = http.post("/v1/credit/check", json=body)
    assert reply.status_code == 422
    assert field in json.dumps(reply.json())
    assert APAI not in reply.text


def test_without_the_scope_nobody_asks(door: Door) -> None:
    key = door.let_in(ALDAR, Scope.SCREEN)
    headers = {"authorization": f"Bearer {key}"}
    reply = httpx.post(f"{door.url}/v1/credit/check", json={}, headers=headers)
    assert reply.status_code == 403


def test_when_no_answer_comes_the_lender_refuses_by_itself() -> None:
    with Client("http://127.0.0.1:9", "arasha_nobody", deadline_s=0.1) as client:
        answer = client.credit_check(CreditCheck(id="A-1", person=STUDENT, channel="remote"))
    assert (answer.answer, answer.degraded, answer.receipt) == ("deny", True, None)


def test_a_gateway_that_starts_again_answers_as_before(doors: Doors) -> None:
    first = doors.open()
    refuse(first)
    with first.client(ALDAR) as client:
        denied, allowed = client.credit_check(check("A-1")), client.credit_check(check("A-2", NURSE))
    first.close()
    second = doors.open()
    with second.client(ALDAR) as client:
        assert [client.credit_check(check("A-1")), client.credit_check(check("A-2", NURSE))] == [denied, allowed]
        later = client.credit_check(check("A-3"))
    with second.client(TOSTIK) as client:
        held = client.credit_check(check("A-4", NURSE))
    assert (later.answer, later.sequence, later.register) == ("deny", 3, 5)
    assert held.answer == "hold"


def test_the_gateway_counts_its_answers(door: Door, lender: Client) -> None:
    def counted(name: str) -> float:
        lines = httpx.get(f"{door.url}/metrics").text.splitlines()
        return float(next(line for line in lines if line.startswith(name)).split()[-1])

    names = 'arasha_credit_answers_total{answer="allow"}', 'arasha_gateway{what="credit_next_sequence"}'
    before = [counted(name) for name in names]
    lender.credit_check(check("counted", STUDENT))
    assert [counted(name) for name in names] == [number + 1 for number in before]
