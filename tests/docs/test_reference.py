"""The reference tells all: every address, field and error of the gateway, and nothing that is not there."""

import importlib
import pkgutil
import re
from pathlib import Path

import msgspec
import pytest

import arasha
from arasha.client import credit, schemas
from arasha.domains.credit.rules.answers import Reason
from arasha.domains.payments.facts import Outcome, Verdict
from arasha.interfaces.gateway.openapi import OPERATIONS
from arasha.kernel.errors import ArashaError
from arasha.kernel.settings import PREFIX, Settings
from tests.docs.pages import ROOT, rows

API = ROOT / "docs" / "reference" / "gateway-api.md"
SETTING = re.compile(rf"`({PREFIX}[A-Z_]+)")
NOT_SETTINGS = {"ARASHA_TEST_DATABASE_URL", "ARASHA_REQUIRE_BROWSER"}
FIELDS: list[tuple[str, type[msgspec.Struct]]] = [
    ("field", schemas.Payment),
    ("field of a party", schemas.Party),
    ("field of a session", schemas.Session),
    ("field of a question", credit.CreditCheck),
]


def errors() -> dict[str, tuple[str, str]]:
    """Status and title of every error of the project, by code."""
    for module in pkgutil.walk_packages(arasha.__path__, "arasha."):
        if not module.name.startswith(("arasha.__main__", "arasha.app.wsgi")):
            importlib.import_module(module.name)
    classes, waiting = {ArashaError}, [ArashaError]
    while waiting:
        children = [each for each in waiting.pop().__subclasses__() if each.__module__.startswith("arasha.")]
        classes.update(children)
        waiting.extend(children)
    return {each.code: (str(each.status), each.title) for each in classes}


def names(cell: str) -> set[str]:
    """The names in a cell of a table."""
    return set(re.findall(r"`([a-z_]+)`", cell))


def test_the_table_of_errors_is_complete_and_true() -> None:
    told = {row[0].strip("`"): (row[1], row[2]) for row in rows(API, "code")}
    assert told == errors()


def test_every_error_says_what_to_do() -> None:
    assert all(row[3] for row in rows(API, "code"))


def test_every_address_stands_on_the_page_with_its_method() -> None:
    told = {row[0].strip("`") for row in rows(API, "address")}
    assert told == {f"{operation.method.upper()} {operation.path}" for operation in OPERATIONS}


@pytest.mark.parametrize(("heading", "message"), FIELDS)
def test_every_field_of_a_question_stands_on_the_page(heading: str, message: type[msgspec.Struct]) -> None:
    told = set().union(*(names(row[0]) for row in rows(API, heading)))
    assert told == set(message.__struct_fields__)


def test_every_field_of_an_answer_to_a_lender_stands_on_the_page() -> None:
    told = set().union(*(names(row[0]) for row in rows(API, "field of an answer")))
    assert told == set(credit.CreditAnswer.__struct_fields__) - {"id", "degraded"}
    assert {row[0].strip("`") for row in rows(API, "reason")} == {str(reason.name) for reason in Reason if reason}


def test_every_field_of_an_answer_stands_on_the_page() -> None:
    page = API.read_text()
    answer = page.partition("## An answer")[2].partition("## Before lending")[0]
    told = set().union(*(names(line.split("|")[1]) for line in answer.splitlines() if line.startswith("| `")))
    assert told == set(schemas.Answer.__struct_fields__) - {"id"}
    assert {word.word for word in Verdict} | {word.word for word in Outcome} <= names(answer)


@pytest.mark.parametrize("page", sorted((ROOT / "docs").rglob("*.md")), ids=lambda page: page.name)
def test_every_setting_that_a_page_names_exists(page: Path) -> None:
    named = set(SETTING.findall(page.read_text())) - NOT_SETTINGS
    assert named <= {PREFIX + name.upper() for name in Settings.__struct_fields__}
