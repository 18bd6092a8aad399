"""Language and theme: chosen by a form, remembered, and never a way to another site."""

import pytest
from django.test import Client as Browser


@pytest.mark.parametrize(
    ("asked", "address"), [("ru,en;q=0.5", "/ru/"), ("en-GB", "/en/"), ("de", "/kk/"), ("", "/kk/")]
)
def test_the_first_page_comes_in_the_language_that_the_browser_asks_for(asked: str, address: str) -> None:
    assert Browser().get("/", headers={"accept-language": asked}).headers["Location"] == address


def test_a_chosen_language_is_remembered_and_keeps_the_page() -> None:
    browser = Browser()
    answer = browser.post("/language/", {"language": "ru", "next": "/kk/log-in/?next=/kk/queue/"})
    assert answer.headers["Location"].startswith("/ru/log-in/?next=")
    assert browser.get("/").headers["Location"] == "/ru/"


def test_a_chosen_theme_is_remembered(db: None) -> None:
    browser = Browser()
    browser.post("/theme/", {"theme": "dark", "next": "/en/log-in/"})
    assert 'data-theme="dark"' in browser.get("/en/log-in/").content.decode()
    browser.post("/theme/", {"theme": "system"})
    assert "data-theme" not in browser.get("/en/log-in/").content.decode()


@pytest.mark.parametrize("address", ["/language/", "/theme/"])
@pytest.mark.parametrize("wanted", ["https://example.com/", "//example.com", "javascript:alert(1)", ""])
def test_nobody_is_led_to_another_site(address: str, wanted: str) -> None:
    answer = Browser().post(address, {"language": "en", "theme": "dark", "next": wanted})
    assert answer.headers["Location"] == "/"


def test_what_is_neither_language_nor_theme_changes_nothing() -> None:
    browser = Browser()
    browser.post("/language/", {"language": "xx", "next": "/"})
    browser.post("/theme/", {"theme": "pink", "next": "/"})
    assert not browser.cookies
