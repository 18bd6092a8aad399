"""Somebody who fills in the form without a script: Django's test client, page by page."""

from typing import Any

from django.test import Client as Browser

from tests.domains.complaints.reports import CALLER
from tests.support.cast import ALDAR, DROP, PENSIONER

PAYMENT = {"amount": "150 000", "when": "today"}
RECEIVER = {"to": DROP.account, "bank": ALDAR.code, "from": PENSIONER.account}
NAMES = f"{CALLER}\nhttps://bonus-payment.kz/win"
STORY = "Позвонили с +7 705 000 00 03 и велели перевести."
CONTACT = {"phone": "+7 701 000 00 01", "name": "Кадиша", "iin": ""}

PAGES: tuple[tuple[str, dict[str, str]], ...] = (
    ("situation/", {"situation": "scam"}),
    ("payments/1/", PAYMENT),
    ("payments/1/receiver/", RECEIVER),
    ("payments/", {"more": "no"}),
    ("names/", {"names": NAMES}),
    ("story/", {"story": STORY}),
    ("contact/", CONTACT),
)


def post(browser: Browser, path: str, form: dict[str, str], language: str = "en") -> Any:
    """Send a page of the form."""
    return browser.post(f"/{language}/help/report/{path}", form)


def page(browser: Browser, path: str, language: str = "en") -> str:
    """A page as it stands."""
    answer = browser.get(f"/{language}/help/{path}")
    assert answer.status_code == 200, answer.headers.get("Location")
    return answer.content.decode()


def filled(browser: Browser, upto: int = len(PAGES), language: str = "en") -> Browser:
    """Fill in so many pages of the form."""
    post(browser, "", {}, language)
    for path, form in PAGES[:upto]:
        answer = post(browser, path, form, language)
        assert answer.status_code == 302, answer.content.decode()
    return browser


def sent(browser: Browser, language: str = "en") -> Any:
    """Fill in all of it and send it."""
    return post(filled(browser, language=language), "check/", {"true": "1"}, language)
