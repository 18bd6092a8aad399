"""Instants that no store keeps and no calendar shows are refused at the door, by field."""

from typing import Any

import pytest

from tests.interfaces.api.conftest import Desk
from tests.interfaces.api.test_door import problem


def outcomes(at: str) -> dict[str, Any]:
    return {"id": "O-1", "outcomes": [{"application": "A-1", "lent": False, "at": at}]}


@pytest.mark.parametrize(
    "at",
    [
        "2026-05-01T07:34:08+18:33", "2026-05-01T07:34:08-14:01", "0001-01-01T00:00:00+10:00",
        "1899-12-31T23:59:59Z", "2200-01-01T00:00:00Z", "9999-12-31T23:59:59-12:00",
    ],
)  # fmt: skip
def test_an_instant_out_of_bounds_is_named_by_its_field(aldar: Desk, at: str) -> None:
    assert problem(aldar.post("credit/outcomes", outcomes(at))) == (422, "malformed", "outcomes[0].at")


@pytest.mark.parametrize("at", ["2026-05-01T07:34:08+14:00", "2026-05-01T07:34:08-12:00", "1900-01-01T00:00:00Z"])
def test_every_zone_on_earth_is_taken(aldar: Desk, at: str) -> None:
    assert aldar.post("credit/outcomes", outcomes(at)).status_code == 200
