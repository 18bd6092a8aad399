"""The API described for machines (OpenAPI 3.1), and held to its description by schemathesis over real HTTP."""

import json
from typing import Any

import httpx
import pytest
import schemathesis
from django.test import Client as Browser
from hypothesis import settings
from pytest_django.live_server_helper import LiveServer
from schemathesis.checks import load_all_checks

from arasha.interfaces.api import operations
from arasha.kernel.openapi import document
from tests.interfaces.api.conftest import Desk
from tests.support.cast import ALDAR
from tests.support.centre import connect

load_all_checks()

DOCUMENT: dict[str, Any] = json.loads(document(operations.ABOUT, operations.OPERATIONS))

# Whether a well-formed report is accepted depends on what was reported before and on the clock; a schema cannot say.
BEYOND_SCHEMAS: list[Any] = [schemathesis.checks.CHECKS.get_one("positive_data_acceptance")]

described = schemathesis.openapi.from_dict(DOCUMENT)


@pytest.fixture
def web(transactional_db: None, live_server: LiveServer) -> tuple[str, str]:
    """The address of the web and a key."""
    return str(live_server.url), connect(ALDAR)


@described.parametrize()
@settings(max_examples=25)
def test_every_answer_is_one_that_the_description_foresees(web: tuple[str, str], case: schemathesis.Case[Any]) -> None:
    url, key = web
    case.call_and_validate(base_url=url, headers={"Authorization": f"Bearer {key}"}, excluded_checks=BEYOND_SCHEMAS)


def test_the_description_is_served_to_anybody(db: None) -> None:
    served = json.loads(Browser().get("/api/v1/openapi.json").content)
    assert served == DOCUMENT
    assert served["openapi"] == "3.1.0"


def test_every_address_that_answers_is_described_and_the_other_way_round(web: tuple[str, str]) -> None:
    for path, methods in DOCUMENT["paths"].items():
        for method in methods:
            reply = httpx.request(method, web[0] + path.format(reference="C-000001-6"))
            assert reply.status_code in {200, 401}, (method, path)


def test_every_operation_has_a_name_of_its_own(aldar: Desk) -> None:
    names = [found["operationId"] for methods in DOCUMENT["paths"].values() for found in methods.values()]
    assert len(names) == len(set(names)) == len(operations.OPERATIONS)
