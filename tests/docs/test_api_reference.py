"""The page of the API tells all: every address and scope, every field of a report, and nothing that is not there."""

import re

import msgspec
import pytest

from arasha.client import handling
from arasha.interfaces.api import urls
from arasha.interfaces.api.operations import OPERATIONS
from arasha.kernel.access.scopes import Scope
from tests.docs.pages import ROOT, rows

API = ROOT / "docs" / "reference" / "api.md"


def test_every_address_stands_on_the_page_with_its_method() -> None:
    told = {row[0].strip("`") for row in rows(API, "address")}
    assert told == {f"{operation.method.upper()} {operation.path}" for operation in OPERATIONS}


def test_every_address_of_the_router_is_described() -> None:
    routes = {
        "/api/" + re.sub(r"<str:\w+>", "{reference}", str(route.pattern))
        for route in urls.urlpatterns
        if str(route.pattern)
    }
    assert routes == {operation.path for operation in OPERATIONS}


def test_the_scopes_of_the_page_are_scopes() -> None:
    told = {row[1].strip("`") for row in rows(API, "address")} - {"none"}
    assert told <= {scope.value for scope in Scope}


@pytest.mark.parametrize(
    ("heading", "message"), [("field", handling.TheftReport), ("field of a stolen payment", handling.StolenPayment)]
)
def test_every_field_of_a_report_stands_on_the_page(heading: str, message: type[msgspec.Struct]) -> None:
    told = set().union(*(set(re.findall(r"`([a-z_]+)`", row[0])) for row in rows(API, heading)))
    assert told == set(message.__struct_fields__)
