"""Errors as institutions see them: RFC 9457 problem details, with the field and the remedy, and never a value."""

import re
from typing import Any

import msgspec

from arasha.kernel.errors import ArashaError, Malformed, RateLimited, Unavailable

TYPE = "urn:arasha:problem:"
MEDIA_TYPE = "application/problem+json"


def words_of(error: ArashaError) -> dict[str, Any]:
    """The error in the words of RFC 9457: the members of a problem."""
    return {
        "type": TYPE + error.code,
        "title": error.title,
        "status": error.status,
        "detail": error.detail,
        "field": error.field,
    }


def retry_after(error: ArashaError) -> int | None:
    """Seconds after which the caller may come back, for the errors that pass."""
    return error.retry_after_s if isinstance(error, RateLimited | Unavailable) else None


def unreadable(error: msgspec.MsgspecError) -> Malformed:
    """What msgspec says of a body, as an error of ours: the path is the field, and no value is repeated."""
    message, _, path = str(error).partition(" - at `")
    field = path.removesuffix("`").removeprefix("$").removeprefix(".") or None
    return Malformed(_without_values(message), field=field)


def _without_values(message: str) -> str:
    """Msgspec names a wrong enum value or an unknown field; the one is the caller's data, the other is not."""
    if message.startswith("Invalid enum value"):
        return "the value is not one of those that the documentation lists"
    return re.sub(r"\s+", " ", message)
