"""Every setting is documented, and does something."""

import ast
import runpy
from typing import Any

import msgspec
import pytest

from arasha.kernel.settings import PREFIX, Settings
from tests.architecture.code import ROOT, sources

PAGE = ROOT / "docs" / "reference" / "settings.md"


@pytest.fixture(scope="module")
def reference() -> dict[str, Any]:
    """The script that makes the reference pages."""
    return runpy.run_path(str(ROOT / "scripts" / "reference.py"))


def test_the_page_of_settings_is_up_to_date(reference: dict[str, Any]) -> None:
    assert PAGE.read_text() == reference["settings"](), (
        "python scripts/reference.py settings > docs/reference/settings.md"
    )


def test_every_setting_is_on_the_page_with_its_meaning() -> None:
    rows = [line.split(" | ") for line in PAGE.read_text().splitlines() if line.startswith(f"| `{PREFIX}")]
    documented = {row[0].strip("| `"): row[3].rstrip(" |") for row in rows}
    assert documented.keys() == {PREFIX + name.upper() for name in Settings.__struct_fields__}
    assert all(meaning.endswith(".") and len(meaning) > 20 for meaning in documented.values()), documented


def test_a_setting_that_nothing_reads_is_no_setting() -> None:
    read = {
        node.attr
        for source in sources("src")
        for node in ast.walk(source.tree)
        if isinstance(node, ast.Attribute) and isinstance(node.ctx, ast.Load)
    }
    unread = set(Settings.__struct_fields__) - read
    assert not unread


def test_a_setting_without_a_description_does_not_reach_the_page(reference: dict[str, Any]) -> None:
    undocumented = msgspec.defstruct("Undocumented", [("port", int, 1)])
    with pytest.raises(AssertionError, match="port has no description"):
        list(reference["rows_of"](undocumented))
