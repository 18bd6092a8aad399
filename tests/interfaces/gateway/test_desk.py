"""When judging itself fails the gateway stops answering: it never guesses what it has recorded."""

import httpx
import pytest

from tests.support.cast import payment
from tests.support.door import Doors, plain

SCREEN = "/v1/payments/screen"


def test_a_failure_that_nobody_foresaw_ends_the_gateway_and_a_new_one_goes_on(
    doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = doors.open()
    told: list[bool] = []
    door.gateway.desk.when_broken = lambda: told.append(True)
    journal = door.gateway.screening.journal
    with door.http() as http:
        before = http.post(SCREEN, json=plain(payment("F-1"))).json()

        def fail() -> None:
            raise OSError(5, "Input/output error")

        monkeypatch.setattr(journal, "sync", fail)
        failed = http.post(SCREEN, json=plain(payment("F-2")))
        monkeypatch.undo()
        after = http.post(SCREEN, json=plain(payment("F-3")))
    assert [reply.status_code for reply in (failed, after)] == [503, 503]
    assert failed.json()["type"] == "urn:arasha:problem:restarting"
    assert failed.headers["retry-after"] == "3"
    assert told == [True]
    door.close()

    again = doors.open()
    with again.http() as http:
        assert http.post(SCREEN, json=plain(payment("F-1"))).json() == before
        assert http.post(SCREEN, json=plain(payment("F-2"))).status_code == 200
    assert httpx.get(f"{again.url}/health").status_code == 200


def test_an_outcome_that_cannot_be_recorded_for_an_unforeseen_reason_ends_the_gateway_too(
    doors: Doors, monkeypatch: pytest.MonkeyPatch
) -> None:
    door = doors.open()
    report = {"outcomes": [{"id": "F-4", "outcome": "held", "time": "2026-11-20T07:00:00Z"}]}
    with door.http() as http:
        http.post(SCREEN, json=plain(payment("F-4")))

        def fail() -> None:
            raise OSError(5, "Input/output error")

        monkeypatch.setattr(door.gateway.screening.journal, "sync", fail)
        assert http.post("/v1/payments/outcome", json=report).status_code == 500
        monkeypatch.undo()
        assert http.post("/v1/payments/outcome", json=report).status_code == 503, "nothing is recorded any more"
    door.close()
    with doors.open().http() as http:
        assert http.post("/v1/payments/outcome", json=report).json()["outcomes"][0]["status"] == "recorded"
