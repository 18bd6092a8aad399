"""The feed of account risk at the door: what may be asked, and what is said when the store is away."""

import httpx
import pytest

from tests.support.cast import ALDAR
from tests.support.door import Door


def asked(door: Door, query: str = "", key: str = ALDAR.code) -> httpx.Response:
    return httpx.get(
        f"{door.url}/v1/accounts/risk-changes{query}", headers={"Authorization": f"Bearer {door.keys.get(key, key)}"}
    )


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("?after=-1", "after"),
        ("?after=1.5", "after"),
        ("?after=", "after"),
        ("?after=1&after=2", "after"),
        ("?after=9223372036854775808", "after"),
        ("?after=٣", "after"),
        ("?limit=0", "limit"),
        ("?limit=1001", "limit"),
    ],
)
def test_a_cursor_that_is_none_is_refused_by_its_name(door: Door, query: str, field: str) -> None:
    problem = asked(door, query)
    assert problem.status_code == 422
    assert problem.json()["field"] == field
    assert "whole number" in problem.json()["detail"]


def test_without_a_key_there_is_no_feed(door: Door) -> None:
    assert asked(door, key="nobody").status_code == 401


def test_only_reading_is_offered(door: Door) -> None:
    reply = httpx.post(f"{door.url}/v1/accounts/risk-changes")
    assert (reply.status_code, reply.headers["allow"]) == (405, "GET")
