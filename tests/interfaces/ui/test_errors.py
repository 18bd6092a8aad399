"""Pages of errors: in the language of the address, with a remedy, and never with what was sent."""

import pytest
from django.core.exceptions import BadRequest
from django.db import OperationalError
from django.http import HttpRequest
from django.test import Client as Browser
from django.test import RequestFactory
from django.utils.translation import override

from arasha.interfaces.ui.views import errors
from arasha.kernel.errors import ArashaError, Conflict, Forbidden, NotFound, Unavailable

TITLES = {"kk": "Мұнда ештеңе жоқ", "ru": "Здесь ничего нет", "en": "There is nothing here"}


@pytest.mark.parametrize("language", TITLES)
def test_a_missing_page_says_so_in_the_language_of_its_address(db: None, language: str) -> None:
    answer = Browser().get(f"/{language}/nowhere/")
    assert answer.status_code == 404
    assert TITLES[language] in answer.content.decode()


def test_an_address_without_a_language_is_missing_too(db: None) -> None:
    assert Browser().get("/nowhere.php").status_code == 404


@pytest.mark.parametrize("error", [Conflict(), Forbidden(), NotFound(), Unavailable(), ArashaError()])
def test_an_error_of_ours_has_a_page_with_its_status(error: ArashaError) -> None:
    handle = errors.error_pages(lambda request: errors.page(request, 200))
    answer = handle.process_exception(_request(), error)  # type: ignore[attr-defined]
    assert answer.status_code == error.status
    assert str(errors.SAID[error.status].title) in answer.content.decode()


def test_an_error_of_a_part_of_a_page_is_a_notice_and_not_a_page_in_a_page() -> None:
    with override("en"):
        answer = errors.page(RequestFactory().get("/en/", headers={"HX-Request": "true"}), 500)
    assert answer.status_code == 500
    assert "Something broke on our side." in answer.content.decode()
    assert "<html" not in answer.content.decode()


def test_a_store_that_is_away_has_a_page_that_needs_no_store() -> None:
    handle = errors.error_pages(lambda request: errors.page(request, 200))
    with override("en"):
        answer = handle.process_exception(_request(), OperationalError("secret"))  # type: ignore[attr-defined]
    assert answer.status_code == 503
    assert "Its store is away" in answer.content.decode()
    assert "secret" not in answer.content.decode()


def test_an_error_of_others_is_left_to_django() -> None:
    handle = errors.error_pages(lambda request: errors.page(request, 200))
    assert handle.process_exception(_request(), ValueError()) is None  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("status", "answer"),
    [
        (400, lambda: errors.bad_request(_request(), BadRequest("secret"))),
        (403, lambda: errors.forbidden(_request(), PermissionError("secret"))),
        (403, lambda: errors.form_expired(_request(), "secret")),
        (500, lambda: errors.broken(_request())),
    ],
)
def test_django_s_own_errors_have_pages_that_tell_no_secrets(status: int, answer: object) -> None:
    with override("en"):
        page = answer()  # type: ignore[operator]
    assert page.status_code == status
    assert "secret" not in page.content.decode()


def test_a_form_from_another_site_is_refused_on_our_own_page(db: None) -> None:
    answer = Browser(enforce_csrf_checks=True).post("/en/log-in/", {"username": "x", "password": "y"})
    assert answer.status_code == 403
    assert "The form has expired" in answer.content.decode()


def _request() -> HttpRequest:
    return RequestFactory().get("/en/")
