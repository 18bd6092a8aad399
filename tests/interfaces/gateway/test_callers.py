"""Who may knock: keys, scopes, other people's payments, allowances."""

import httpx
import pytest

from arasha.kernel.access import keys
from arasha.kernel.access.scopes import EVERYDAY, Scope
from tests.support.cast import ALDAR, NEIGHBOUR, PENSIONER, SHOP, TOSTIK, payment
from tests.support.door import Door, Doors, plain

HELD = {"id": "1", "outcome": "held", "time": "2026-11-20T07:00:00Z"}
SCREEN = "/v1/payments/screen"


def ask(door: Door, key: str | None, path: str = SCREEN, body: object = None) -> httpx.Response:
    """Ask with a key, or without one."""
    headers = {} if key is None else {"authorization": f"Bearer {key}"}
    return httpx.post(
        door.url + path, json=plain(payment("K-1")) if body is None else body, headers=headers, timeout=60
    )


def test_without_a_key_nobody_gets_an_answer(door: Door) -> None:
    reply = ask(door, None)
    assert (reply.status_code, reply.headers["www-authenticate"]) == (401, "Bearer")
    assert reply.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize("key", ["x", "arasha_x_y", pytest.param(keys.make().text, id="nobody"), "кілт"])
def test_a_wrong_key_is_refused(door: Door, key: str) -> None:
    reply = httpx.post(
        door.url + SCREEN, json=plain(payment("K-1")), headers={b"authorization": f"Bearer {key}".encode()}
    )
    assert reply.status_code == 401


def test_until_the_store_is_heard_known_keys_are_good_and_a_new_one_is_asked_to_come_back(doors: Doors) -> None:
    door, new = doors.open(heard=False), keys.make().text
    assert ask(door, door.keys[ALDAR.code]).status_code == 200
    early = ask(door, new)
    assert (early.status_code, early.headers["retry-after"]) == (503, "1")
    assert ask(door, None).status_code == 401
    door.gateway.callers.replace({})
    assert ask(door, new).status_code == 401


def test_a_key_that_has_expired_is_refused(door: Door) -> None:
    assert ask(door, door.let_in(ALDAR, *EVERYDAY, expires_us=1)).status_code == 401


def test_a_revoked_key_is_refused_from_the_moment_the_gateway_hears_of_it(doors: Doors) -> None:
    door = doors.open()
    assert ask(door, door.keys[ALDAR.code]).status_code == 200
    door.gateway.callers.replace({})
    assert ask(door, door.keys[ALDAR.code]).status_code == 401


@pytest.mark.parametrize(
    ("scope", "path", "body"),
    [
        (Scope.SCREEN, SCREEN, None),
        (Scope.SCREEN, "/v1/payments/screen-batch", {"payments": [plain(payment("K-2"))]}),
        (Scope.OUTCOME, "/v1/payments/outcome", {"outcomes": [HELD]}),
        (Scope.REGISTRY, "/v1/registry/check", {"identifiers": [{"kind": "phone", "value": "+77010000000"}]}),
    ],
)  # fmt: skip
def test_a_key_does_what_its_scopes_say_and_no_more(door: Door, scope: Scope, path: str, body: object) -> None:
    lacking = door.let_in(ALDAR, *(one for one in EVERYDAY if one is not scope))
    reply = ask(door, lacking, path, body)
    assert reply.status_code == 403
    assert scope.value in reply.json()["detail"]
    assert ask(door, door.let_in(ALDAR, scope), path, body).status_code == 200


def test_an_institution_asks_about_its_own_customers_payments_only(door: Door) -> None:
    ours, theirs = payment("K-3"), payment("K-4", debtor=SHOP, creditor=NEIGHBOUR)
    assert ask(door, door.keys[ALDAR.code], body=plain(ours)).status_code == 200
    reply = ask(door, door.keys[ALDAR.code], body=plain(theirs))
    assert (reply.status_code, reply.json()["field"]) == (403, "debtor.institution")
    assert ask(door, door.keys[ALDAR.code], body=plain(theirs) | {"side": "incoming"}).status_code == 200


def test_an_incoming_payment_is_asked_about_by_the_payees_institution(door: Door) -> None:
    incoming = plain(payment("K-5", debtor=SHOP, creditor=PENSIONER, side="incoming"))
    assert ask(door, door.keys[TOSTIK.code], body=incoming).json()["field"] == "creditor.institution"


def test_another_institutions_verdict_does_not_exist(door: Door) -> None:
    ask(door, door.keys[ALDAR.code], body=plain(payment("K-6")))
    with door.http(TOSTIK) as tostik:
        there = tostik.get(f"/v1/payments/{ALDAR.code}/K-6")
        nowhere = tostik.get(f"/v1/payments/{ALDAR.code}/never-asked")
    assert (there.status_code, there.json()) == (404, nowhere.json())


def test_who_asks_more_than_his_allowance_is_told_when_to_come_back(doors: Doors) -> None:
    door = doors.open(payments_per_second=10)
    with door.http() as http:
        batch = {"payments": [plain(payment(f"R-{number}")) for number in range(10)]}
        assert http.post("/v1/payments/screen-batch", json=batch).status_code == 200
        refused = http.post("/v1/payments/screen-batch", json=batch)
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "1")
    with door.http(TOSTIK) as http:  # the allowance of one takes nothing from another
        theirs = plain(payment("R-theirs", debtor=SHOP, creditor=NEIGHBOUR))
        assert http.post(SCREEN, json=theirs).status_code == 200
