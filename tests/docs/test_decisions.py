"""Decisions: numbered without gaps, titled by a sentence, each of the same form; and the one on lints is complete."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.docs.pages import ROOT

FOLDER = ROOT / "docs" / "decisions"
PAGES = sorted(FOLDER.glob("*.md"))
NAME = re.compile(r"(\d{4})-[a-z0-9]+(-[a-z0-9]+)*\.md")
LINTS = FOLDER / "0016-lints-and-line-length.md"
LONGEST_LINES, MOST_WORDS = 100, 1_100


def test_decisions_are_numbered_without_gaps() -> None:
    numbers = [int(page.name[:4]) for page in PAGES]
    assert numbers == list(range(1, len(PAGES) + 1))
    assert all(NAME.fullmatch(page.name) for page in PAGES)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_decision_has_a_sentence_as_title_and_says_why_what_and_instead_of_what(page: Path) -> None:
    text = page.read_text()
    title = text.splitlines()[0]
    assert title.startswith(f"# {page.name[:4]}. ")
    assert len(title.split()) > 5
    assert "**Status:**" in text
    for heading in ("## Context", "## Decision", "## Alternatives"):
        assert heading in text, heading
    assert "## Consequences" in text or "## When to reconsider" in text


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_a_decision_fits_a_page(page: Path) -> None:
    text = page.read_text()
    assert len(text.splitlines()) <= LONGEST_LINES
    assert len(text.split()) <= MOST_WORDS


def test_every_lint_that_is_off_has_its_reason_on_the_page() -> None:
    lint = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["ruff"]["lint"]
    off = set(lint["ignore"]).union(*lint["per-file-ignores"].values())
    told = set(re.findall(r"`([A-Z]+[0-9]*)`", LINTS.read_text()))
    assert off <= told, f"without a reason: {off - told}"
    assert {code for code in told if any(map(str.isdigit, code))} <= off, f"not off any more: {told - off}"
