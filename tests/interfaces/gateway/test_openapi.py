"""The gateway described for machines (OpenAPI 3.1), and held to its description by schemathesis."""

import json
from typing import Any

import httpx
import schemathesis
from hypothesis import settings
from schemathesis.checks import load_all_checks

from arasha.interfaces.gateway import openapi
from tests.support.cast import KEREMET
from tests.support.door import Door

load_all_checks()

DOCUMENT: dict[str, Any] = json.loads(openapi.document())

# Whether a well-formed payment is accepted depends on who asks and on the clock, which a schema cannot say.
BEYOND_SCHEMAS: list[Any] = [schemathesis.checks.CHECKS.get_one("positive_data_acceptance")]

# What lies in the store is asked for in tests that have one.
described = schemathesis.openapi.from_dict(DOCUMENT).exclude(
    path=["/v1/payments/{institution}/{id}", "/v1/accounts/risk-changes"]
)


@described.parametrize()
@settings(max_examples=40)
def test_every_answer_is_one_that_the_description_foresees(door: Door, case: schemathesis.Case[Any]) -> None:
    headers = {"Authorization": f"Bearer {door.keys[KEREMET.code]}"}
    if isinstance(case.body, dict) and case.body.get("counters") is True:
        case.body["counters"] = False  # they lie in the store too
    case.call_and_validate(base_url=door.url, headers=headers, excluded_checks=BEYOND_SCHEMAS)


def test_the_description_is_served(door: Door) -> None:
    served = httpx.get(f"{door.url}/v1/openapi.json").json()
    assert served == DOCUMENT
    assert served["openapi"] == "3.1.0"


def test_every_address_that_answers_is_described(door: Door) -> None:
    for path, methods in DOCUMENT["paths"].items():
        for method in methods:
            reply = httpx.request(method, door.url + path.format(institution="X", lender="X", id="Y"))
            assert reply.status_code not in {404, 405}, (method, path)
