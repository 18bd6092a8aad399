"""The headers of every page: nothing foreign, nothing inline, nothing kept."""

import re
from pathlib import Path

import pytest
from django.test import Client as Browser

from arasha.interfaces.ui.security import POLICY

INTERFACES = Path(__file__).parents[3] / "src" / "arasha" / "interfaces"
TEMPLATES = sorted(INTERFACES.rglob("templates/**/*.html"))
INLINE = re.compile(r"<script(?![^>]*\ssrc=)|<style|\sstyle=|\son\w+=", re.IGNORECASE)


def test_the_policy_allows_nothing_unsafe_and_nobody_else() -> None:
    assert "unsafe" not in POLICY
    assert "default-src 'none'" in POLICY
    assert not re.search(r"https?:|\*", POLICY)


@pytest.mark.parametrize("path", ["/en/log-in/", "/en/nowhere/", "/"])
def test_every_page_carries_the_policy_and_is_not_kept(db: None, path: str) -> None:
    headers = Browser().get(path).headers
    assert headers["Content-Security-Policy"] == POLICY
    assert headers["Cache-Control"] == "no-store"
    assert headers["X-Frame-Options"] == "DENY"


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: path.name)
def test_no_template_has_a_script_or_a_style_of_its_own(template: Path) -> None:
    assert not INLINE.search(template.read_text())
