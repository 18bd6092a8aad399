"""The door of the API: every request passes here, and leaves with an answer or a problem, never with a stack trace."""

import re
from collections.abc import Callable, Collection
from typing import Any, Generic, NamedTuple, TypeVar

import msgspec
import structlog
from django.core.exceptions import BadRequest, SuspiciousOperation
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.request import UnreadablePostError
from django.views.decorators.csrf import csrf_exempt

from arasha.client.schemas import Problem
from arasha.interfaces.api import instants
from arasha.interfaces.api.callers import authenticate, count
from arasha.kernel.access.keys import Caller
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.scopes import Scope
from arasha.kernel.errors import (
    ArashaError,
    Malformed,
    MethodNotAllowed,
    NotFound,
    TooLarge,
    Unavailable,
    UnsupportedMedia,
)
from arasha.kernel.once.actions import Asked, once
from arasha.kernel.outbox.append import By
from arasha.kernel.problems import MEDIA_TYPE, retry_after, unreadable, words_of
from arasha.kernel.settings import current

logger = structlog.get_logger()

JSON = "application/json"
# What stands behind the question mark of lists: from where on, and how many at most.
CURSORS = range(2**53)
LIMITS = range(1, 201)
USUAL = 100
NUL = re.compile(rb"(?<!\\)(?:\\\\)*\\u0000")  # as JSON writes it; a backslash of the text itself stands before none

T = TypeVar("T")
View = Callable[..., HttpResponse]


class Visit(NamedTuple):
    """A request that was let in: who asks, and what stands behind the question mark."""

    caller: Caller
    query: dict[str, str]

    @property
    def by(self) -> By:
        """Who does what is asked, and what for."""
        return By(f"institution:{self.caller.code}", Purpose.RECOVERY)


Reading = Callable[..., Any]
Acting = Callable[..., Any]


class Read(NamedTuple):
    """A GET: the scope that it needs, and who answers it: `answer(visit, **names of the address)`.

    `query` are the names that may stand behind the question mark. Of several scopes any one will do.
    """

    scope: Scope | tuple[Scope, ...]
    answer: Reading
    query: tuple[str, ...] = ()


class Act(NamedTuple, Generic[T]):
    """A POST: its scope, the message that it takes, and who does it: `act(visit, message, **names)`, once.

    `name` is what it is called where requests are remembered; the message has the institution's own `id`. `most` is
    how many bytes it may have, if not as many as any other.
    """

    scope: Scope
    name: str
    takes: type[T]
    act: Acting
    most: int = 0


def door(*, get: Read | None = None, post: "Act[Any] | None" = None) -> View:
    """The view of one address."""
    allowed = [method for method, there in (("GET", get), ("POST", post)) if there]

    decoder = msgspec.json.Decoder(post.takes if post else None)

    def view(request: HttpRequest, **names: str) -> HttpResponse:
        if get is not None and request.method in {"GET", "HEAD"}:
            return said(get.answer(_let_in(request, get.scope, get.query), **names))
        if post is not None and request.method == "POST":
            return HttpResponse(_act(request, post, decoder, names), content_type=JSON)
        raise MethodNotAllowed(*allowed)

    return safely(view)


def safely(view: View) -> View:
    """A view whose errors are problems; no session, no cookie, so no forgery of another site's."""

    def answer(request: HttpRequest, **names: str) -> HttpResponse:
        try:
            return view(request, **names)
        except ArashaError as error:
            return problem(error)
        except OperationalError:
            logger.warning("store away; a request could not be answered")
            return problem(Unavailable())
        except Exception as error:  # noqa: BLE001 - nobody outside sees what broke
            logger.error("a request could not be answered", error=type(error).__name__)  # noqa: TRY400 - no values
            return problem(ArashaError())

    return csrf_exempt(answer)


def nothing(request: HttpRequest, **_names: str) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """There is no such address."""
    return problem(NotFound("this is no address of the API; /api/v1/openapi.json lists them"))


def said(message: Any) -> HttpResponse:
    """An answer."""
    return HttpResponse(msgspec.json.encode(message), content_type=JSON)


def problem(error: ArashaError) -> HttpResponse:
    """The error as RFC 9457 says it."""
    response = HttpResponse(
        msgspec.json.encode(Problem(**words_of(error))), status=error.status, content_type=MEDIA_TYPE
    )
    if (seconds := retry_after(error)) is not None:
        response.headers["Retry-After"] = str(seconds)
    if isinstance(error, MethodNotAllowed):
        response.headers["Allow"] = ", ".join(error.allowed)
    return response


def whole(visit: Visit, name: str, allowed: range, otherwise: int) -> int:
    """A whole number behind the question mark; `Malformed` when it is none, or out of bounds."""
    text = visit.query.get(name)
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdigit() and len(text) <= 19 and int(text) in allowed):
        raise Malformed(f"a whole number from {allowed.start} to {allowed.stop - 1}", field=name)
    return int(text)


def word(visit: Visit, name: str, allowed: Collection[str]) -> str | None:
    """A word behind the question mark, one of a few; `Malformed` otherwise."""
    text = visit.query.get(name)
    if text is not None and text not in allowed:
        raise Malformed(f"one of {', '.join(allowed)}", field=name)
    return text


def _act(request: HttpRequest, post: "Act[Any]", decoder: "msgspec.json.Decoder[Any]", names: dict[str, str]) -> bytes:
    visit = _let_in(request, post.scope)
    body = _body(request, post.most or current().max_body_bytes)
    try:
        message = decoder.decode(body)
    except msgspec.MsgspecError as error:
        raise unreadable(error) from None
    instants.check(message)
    # Equal requests are those that say the same, however they are spaced.
    told = msgspec.json.encode([names, message], order="sorted")
    if NUL.search(told):
        raise Malformed("no text may hold the character NUL: no store can keep it")
    asked = Asked(visit.caller.number, post.name, message.id, told)
    return once(asked, lambda: msgspec.json.encode(post.act(visit, message, **names)))


def _let_in(request: HttpRequest, scope: Scope | tuple[Scope, ...], known: Collection[str] = ()) -> Visit:
    caller = authenticate(request.headers.get("Authorization"), *((scope,) if isinstance(scope, Scope) else scope))
    count(caller, current().requests_per_second)
    if not set(request.GET) <= set(known):
        raise Malformed(f"behind the question mark may stand: {', '.join(known) or 'nothing'}", field="query")
    return Visit(caller, {name: str(value) for name, value in request.GET.items()})


def _body(request: HttpRequest, most: int) -> bytes:
    """The body, within its bound; read as a stream, because Django's own bound is one for all addresses."""
    if request.content_type != JSON:
        raise UnsupportedMedia
    if int(request.META.get("CONTENT_LENGTH") or 0) > most:
        raise TooLarge
    try:
        return request.read()
    except (BadRequest, SuspiciousOperation, UnreadablePostError):
        raise Malformed("the body did not arrive whole") from None
