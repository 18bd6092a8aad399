"""Static files: addressed by their content, compressed on the wire, and light."""

from contextlib import closing

import pytest
from django.test import Client as Browser

from arasha.interfaces.ui.assets import asset
from arasha.interfaces.ui.context import ELEMENTS, SHEETS

SCRIPT = "vendor/htmx/htmx.min.js"


def on_the_wire(path: str) -> int:
    answer = Browser().get(asset(path), headers={"accept-encoding": "gzip"})
    assert answer.status_code == 200
    assert answer.headers["Content-Encoding"] == "gzip"
    with closing(answer):
        return len(b"".join(answer))


def test_a_page_s_scripts_and_styles_are_sixty_kilobytes_at_most(db: None) -> None:
    assert 10_000 < sum(on_the_wire(path) for path in (SCRIPT, *SHEETS, *ELEMENTS)) <= 60_000


def test_an_address_changes_with_the_content_and_may_be_kept_for_a_year(db: None) -> None:
    address = asset("ui/base.css")
    assert "?v=" in address
    with closing(Browser().get(address)) as answer:
        assert "max-age=31536000" in answer.headers["Cache-Control"]


def test_a_file_that_is_not_there_is_a_mistake_of_ours() -> None:
    with pytest.raises(FileNotFoundError):
        asset("ui/none.css")
