"""The pages of rules and features say what the code does."""

import runpy
from pathlib import Path
from typing import Any

import pytest

from arasha.domains.payments.rules.features import F
from arasha.domains.payments.rules.language import (
    Condition,
    at_least,
    below,
    between,
    equals,
    other_than,
    share_between,
)

ROOT = Path(__file__).parents[4]


@pytest.fixture(scope="module")
def reference() -> dict[str, Any]:
    """The script that makes the pages."""
    return runpy.run_path(str(ROOT / "scripts" / "reference_rules.py"))


@pytest.mark.parametrize("page", ["rules", "features"])
def test_a_page_is_up_to_date(reference: dict[str, Any], page: str) -> None:
    written = (ROOT / "docs" / "reference" / f"{page}.md").read_text()
    assert written == reference[page](), f"python scripts/reference_rules.py {page} > docs/reference/{page}.md"


@pytest.mark.parametrize(
    ("condition", "written"),
    [
        (at_least(F.AMOUNT, 1_000), "AMOUNT ≥ 1,000"),
        (below(F.AMOUNT, 10), "AMOUNT ≤ 9"),
        (between(F.HOUR, 1, 5), "HOUR from 1 to 5"),
        (equals(F.KIND, 1), "KIND = 1"),
        (other_than(F.KIND, 1), "KIND ≠ 1"),
        (Condition(F.HOUR, 1, 5, outside=True), "HOUR not from 1 to 5"),
        (share_between(F.AMOUNT, 5, 10, of=F.D_LOAN_24H), "AMOUNT from 5 ‰ of D_LOAN_24H to 10 ‰ of D_LOAN_24H"),
    ],
)
def test_a_condition_is_written_as_people_write_it(
    reference: dict[str, Any], condition: Condition, written: str
) -> None:
    assert reference["condition"](condition) == written
