"""One tree of errors, each with a status and a sentence for the person who mends it."""

import pytest

from arasha.kernel import errors
from arasha.kernel.errors import ArashaError, Conflict, Malformed, RateLimited, Unavailable


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (errors.Malformed, 422), (errors.TooLarge, 413), (errors.Unauthenticated, 401), (errors.Forbidden, 403),
        (errors.NotFound, 404), (errors.MethodNotAllowed, 405), (errors.UnsupportedMedia, 415),
        (errors.Conflict, 409), (errors.RateLimited, 429), (errors.Unavailable, 503), (errors.ArashaError, 500),
    ],
)  # fmt: skip
def test_statuses_are_those_of_the_http_standard(error: type[ArashaError], status: int) -> None:
    """RFC 9110 §15 and RFC 6585 §4."""
    assert error.status == status


def test_the_detail_names_the_remedy_and_the_field_the_place() -> None:
    error = Malformed("an amount is whole tiyn", field="payments[3].amount")
    assert (error.detail, error.field, str(error)) == (
        "an amount is whole tiyn", "payments[3].amount", "an amount is whole tiyn",
    )  # fmt: skip


def test_without_a_detail_the_title_speaks() -> None:
    assert str(Conflict()) == Conflict().detail == Conflict.title
    assert Conflict().field is None


@pytest.mark.parametrize("error", [RateLimited, Unavailable])
def test_what_passes_says_when_to_come_back(error: type[RateLimited] | type[Unavailable]) -> None:
    assert error(retry_after_s=7).retry_after_s == 7
    assert error().retry_after_s == 1
