"""The door of the API: keys, scopes, bounds, and problems that say what to do and repeat nothing."""

import json
from typing import Any

import msgspec
import pytest
from django.db import OperationalError
from django.http import HttpResponse
from django.test import Client as Browser
from hypothesis import given
from hypothesis import strategies as st

from arasha.interfaces.api import door
from arasha.kernel import clock
from arasha.kernel.access import actions as access
from arasha.kernel.access.models import Institution
from arasha.kernel.access.scopes import Scope
from arasha.kernel.deliveries import actions as deliveries
from arasha.kernel.settings import Settings, current
from tests.interfaces.api.conftest import Desk
from tests.support.cast import SAULE

THEFT = {"id": "T-1", "situation": "scam", "payments": [{"payment_id": "P-1"}]}


def problem(response: HttpResponse) -> tuple[int, str, str | None]:
    """Status, code and field of a problem."""
    said = json.loads(response.content)
    assert response.headers["Content-Type"] == "application/problem+json"
    assert (said["status"], bool(said["detail"])) == (response.status_code, True)
    return said["status"], said["type"].removeprefix("urn:arasha:problem:"), said.get("field")


@pytest.mark.parametrize("authorization", [None, "", "Bearer ", "Bearer arasha_x_y", "Basic YTpi", "bearer"])
def test_without_a_good_key_nobody_is_let_in(db: None, authorization: str | None) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    assert problem(Browser().get("/api/v1/messages", headers=headers))[:2] == (401, "unauthenticated")  # type: ignore[arg-type]


def test_a_revoked_key_is_refused_at_once(aldar: Desk) -> None:
    assert aldar.get("messages").status_code == 200
    access.revoke_key(aldar.key.split("_")[1], SAULE)
    assert aldar.get("messages").status_code == 401


def test_a_key_may_do_what_its_scopes_say(aldar: Desk) -> None:
    bank = Institution.objects.get(number=aldar.number)
    reading = Desk(aldar.bank, access.issue_key(bank, SAULE, scopes=[Scope.THEFTS]))
    assert problem(reading.get("messages"))[:2] == (403, "forbidden")
    assert problem(Desk(aldar.bank, access.issue_key(bank, SAULE, scopes=[Scope.HANDLING])).post("thefts", THEFT))[
        :2
    ] == (403, "forbidden")


def test_an_address_says_which_methods_it_takes(aldar: Desk) -> None:
    response = aldar.post("messages", {})
    assert problem(response)[:2] == (405, "method-not-allowed")
    assert response.headers["Allow"] == "GET"
    assert aldar.get("thefts").headers["Allow"] == "POST"
    assert problem(Browser().post("/api/v1/openapi.json"))[0] == 405  # type: ignore[arg-type]


@pytest.mark.parametrize("path", ["", "v1", "v1/", "v2/messages", "v1/messages/", "v1/thefts/C-000001-4/more"])
def test_an_address_that_is_none_is_a_problem_not_a_page(db: None, path: str) -> None:
    assert problem(Browser().get(f"/api/{path}"))[:2] == (404, "not-found")  # type: ignore[arg-type]


def test_a_body_is_json_by_its_own_word_and_within_its_bound(aldar: Desk) -> None:
    assert problem(aldar.post("thefts", b"<xml/>", content_type="application/xml"))[0] == 415
    assert problem(aldar.post("thefts", b" " * (current().max_body_bytes + 1)))[0] == 413


@pytest.mark.parametrize(
    ("body", "field"),
    [
        (b" ", None), (b"[", None), (b"\xff", None), (b"[" * 100_000, None), (b'{"id": "T-1"}', None),
        (msgspec.json.encode(THEFT | {"situation": "КУПЮРА"}), "situation"),
        (msgspec.json.encode(THEFT | {"unheard": 1}), None),
        (msgspec.json.encode(THEFT | {"payments": []}), "payments"),
        (msgspec.json.encode(THEFT | {"payments": [{"amount": -1}]}), "payments[0].amount"),
        (msgspec.json.encode(THEFT | {"payments": [{"amount": 100}]}), "payments[0]"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_names_the_field_and_never_the_value(aldar: Desk, body: bytes, field: str | None) -> None:
    response = aldar.post("thefts", body)
    status, _, found = problem(response)
    assert status == 422
    assert field is None or (found or "").startswith(field)
    assert "КУПЮРА".encode() not in response.content


def test_the_character_nul_is_refused_and_a_text_that_only_spells_it_is_not(aldar: Desk) -> None:
    assert problem(aldar.post("thefts", THEFT | {"story": "a\x00b"}))[0] == 422
    assert problem(aldar.post("thefts", THEFT | {"id": "\\\x00"}))[0] == 422
    assert aldar.post("thefts", THEFT | {"story": r"he wrote \u0000 and \\u0000"}).status_code == 200


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@given(value=values, field=st.sampled_from([*THEFT, "story", "victim", "used", "unheard"]))
def test_any_json_in_any_field_is_answered_in_words(aldar: Desk, value: Any, field: str) -> None:
    response = aldar.post("thefts", THEFT | {field: value})
    assert response.status_code in {200, 409, 422}, response.content


@pytest.mark.parametrize("text", ["-1", "x", "1.5", "", "9" * 30, "٣", "1e3"])
def test_a_number_behind_the_question_mark_is_whole_and_within_its_bounds(aldar: Desk, text: str) -> None:
    assert problem(aldar.get(f"messages?after={text}")) == (422, "malformed", "after")
    assert problem(aldar.get(f"messages?limit={text}")) == (422, "malformed", "limit")


def test_a_slip_in_a_name_behind_the_question_mark_is_not_passed_over(aldar: Desk) -> None:
    assert problem(aldar.get("messages?afer=3")) == (422, "malformed", "query")
    assert problem(aldar.post("thefts?urgent=1", THEFT)) == (422, "malformed", "query")


def test_who_asks_too_often_is_told_when_to_come_back(aldar: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    fixed = clock.now()
    monkeypatch.setattr(door, "current", lambda: Settings(requests_per_second=2))
    monkeypatch.setattr(clock, "now", lambda: fixed)
    answers = [aldar.get("messages").status_code for _ in range(5)]
    assert answers == [200, 200, 200, 200, 429], "an allowance may be saved up for two seconds"
    assert aldar.get("messages").headers["Retry-After"] == "1"


def test_a_store_that_is_away_is_said_so(aldar: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise OperationalError("password of somebody")

    monkeypatch.setattr(deliveries, "collect", away)
    response = aldar.get("messages")
    assert problem(response)[:2] == (503, "unavailable")
    assert response.headers["Retry-After"]


def test_what_breaks_inside_is_not_shown_outside(aldar: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def breaks(*_: object) -> None:
        raise ZeroDivisionError("the account KZ119910000000000001")

    monkeypatch.setattr(deliveries, "collect", breaks)
    response = aldar.get("messages")
    assert problem(response)[:2] == (500, "internal")
    assert b"KZ11" not in response.content


def test_answers_carry_no_cookie_and_are_never_kept(aldar: Desk) -> None:
    response = aldar.get("messages")
    assert not response.cookies
    assert response.headers["Cache-Control"] == "no-store"


def test_another_site_cannot_forge_a_request_because_a_key_is_no_cookie(aldar: Desk) -> None:
    browser = Browser(enforce_csrf_checks=True)
    response = browser.post("/api/v1/thefts", data=THEFT, content_type="application/json")
    assert problem(response)[0] == 401  # type: ignore[arg-type]
