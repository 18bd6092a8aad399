"""What every page for citizens keeps to: no log-in, no script, three languages, light, nothing for others to see."""

from contextlib import closing

import pytest
from django.test import Client as Browser

from arasha.interfaces.public import urls
from arasha.interfaces.public.pages import SHEETS
from arasha.interfaces.ui.assets import asset
from arasha.kernel.log import ledger
from arasha.kernel.settings import Settings
from tests.domains.complaints.reports import taken
from tests.domains.recovery.stolen import held
from tests.interfaces.public.forms import page

pytestmark = pytest.mark.usefixtures("db")

OPEN = ("", "report/", "status/", "transparency/")


@pytest.mark.parametrize("path", OPEN)
@pytest.mark.parametrize("language", ["kk", "ru", "en"])
def test_a_page_needs_no_log_in_and_no_script(language: str, path: str) -> None:
    answer = Browser().get(f"/{language}/help/{path}")
    shown = answer.content.decode()
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in shown
    assert "<script" not in shown
    assert "script-src 'none'" in answer.headers["Content-Security-Policy"]
    assert "no-store" in answer.headers["Cache-Control"]


def test_no_address_can_carry_anything_of_a_person() -> None:
    for pattern in urls.urlpatterns:
        kinds = {type(converter).__name__ for converter in pattern.pattern.converters.values()}
        assert kinds <= {"IntConverter"}, pattern


def test_a_page_is_a_hundred_kilobytes_at_most_with_its_fonts() -> None:
    fonts = [
        f"vendor/onest/onest-{part}-wght-normal.woff2" for part in ("latin", "latin-ext", "cyrillic", "cyrillic-ext")
    ]
    weight = 0
    for path in (*SHEETS, *fonts):
        with closing(Browser().get(asset(path), headers={"accept-encoding": "gzip"})) as answer:
            weight += len(b"".join(answer))
    shown = Browser().get("/kk/help/report/", headers={"accept-encoding": "gzip"})
    assert weight + len(shown.content) <= 110_000


def test_what_to_do_at_once_stands_first_and_names_no_number_that_was_not_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shown = page(Browser(), "")
    assert shown.index("Call your bank at once.") < shown.index("button-start")
    assert "tel:" not in shown
    monkeypatch.setattr("arasha.interfaces.public.pages.current", lambda: Settings(hotline="+7 7172 00 00 00"))
    assert 'href="tel:+77172000000"' in page(Browser(), "")


def test_everybody_may_check_the_log() -> None:
    assert "Nothing has been signed yet." in page(Browser(), "transparency/")
    taken()
    signed = ledger.sign_checkpoint()
    shown = page(Browser(), "transparency/")
    assert str(ledger.signer().verifier) in shown
    file = Browser().get(f"/en/help/transparency/checkpoints/{signed.size}/")
    assert file.content.decode() == signed.note
    assert Browser().get("/en/help/transparency/checkpoints/999999/").status_code == 404


def test_the_clocks_of_institutions_are_published() -> None:
    held()
    shown = page(Browser(), "transparency/")
    assert "Bank TOSTIKZA" in shown
    assert "under a minute" in shown
    assert "100\N{NO-BREAK SPACE}% · 1 of 1" in shown
    assert "150\N{NO-BREAK SPACE}000" in shown
