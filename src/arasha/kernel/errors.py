"""One tree of errors; each has a code and an HTTP status, and is shown outside as RFC 9457.

A message is written for the person who has to mend the request: it names the field and the remedy, and
never repeats a value that the caller sent, because errors are logged and values may be personal.
"""

from typing import ClassVar


class ArashaError(Exception):
    """Anything that Arasha refuses or fails to do.

    `code` is stable and machine-readable; `status` is the HTTP status it is answered with; `title` is
    the sentence that goes with the code.
    """

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500
    title: ClassVar[str] = "Something went wrong on our side."

    def __init__(self, detail: str = "", *, field: str | None = None) -> None:
        super().__init__(detail or self.title)
        self.detail = detail or self.title
        self.field = field


class Malformed(ArashaError):
    """The request cannot be understood; `field` says where."""

    code, status, title = "malformed", 422, "The request cannot be read."


class TooLarge(ArashaError):
    """The body or the batch is larger than the bound that the documentation states."""

    code, status, title = "too-large", 413, "The request is larger than allowed."


class Unauthenticated(ArashaError):
    """No key, an unknown key, or a key that was revoked or has expired."""

    code, status, title = "unauthenticated", 401, "The key is missing, unknown, expired or revoked."


class Forbidden(ArashaError):
    """The key or the person is known, but may not do this."""

    code, status, title = "forbidden", 403, "This key or person may not do that."


class NotFound(ArashaError):
    """There is no such thing, or it is not yours to see: the answer is the same."""

    code, status, title = "not-found", 404, "There is nothing here under this name."


class MethodNotAllowed(ArashaError):
    """The address exists, the method does not; `allowed` are those that do."""

    code, status, title = "method-not-allowed", 405, "This address does not take that method."

    def __init__(self, *allowed: str) -> None:
        super().__init__(f"this address takes {', '.join(allowed)}")
        self.allowed = allowed


class UnsupportedMedia(ArashaError):
    """The body is declared as something other than JSON."""

    code, status, title = "unsupported-media-type", 415, "Send the body as application/json."


class Conflict(ArashaError):
    """The same id was used before with another body, or the state has moved on."""

    code, status, title = "conflict", 409, "This contradicts what is already recorded."


class RateLimited(ArashaError):
    """The caller asks more often than its allowance; it may come back after `retry_after_s` seconds."""

    code, status, title = "rate-limited", 429, "More requests than this key may send."

    def __init__(self, detail: str = "", *, field: str | None = None, retry_after_s: int = 1) -> None:
        super().__init__(detail, field=field)
        self.retry_after_s = retry_after_s


class Unavailable(ArashaError):
    """We cannot keep our promises now (overload, no room on the disk, no store); nothing was recorded."""

    code, status, title = "unavailable", 503, "The centre cannot answer this now; nothing was recorded."

    def __init__(self, detail: str = "", *, field: str | None = None, retry_after_s: int = 1) -> None:
        super().__init__(detail, field=field)
        self.retry_after_s = retry_after_s
