"""Everything that the API does, one line an address: for the router, for machines, and for the reference page."""

from django.http import HttpRequest, HttpResponse

from arasha import __version__
from arasha.client import documents as d
from arasha.client import handling as h
from arasha.client import protecting as p
from arasha.client.hash_lists import HashList
from arasha.client.schemas import Problem
from arasha.interfaces.api import lending_operations, portal_operations
from arasha.interfaces.api.door import CURSORS, JSON
from arasha.interfaces.api.foreseen import ACTING, CURSOR, NAMED, READING
from arasha.interfaces.api.views.holds import STATES
from arasha.interfaces.api.views.registry import LISTS
from arasha.kernel.errors import MethodNotAllowed
from arasha.kernel.openapi import About, Choice, Operation, Parameter, document

PROBLEMS = {
    401: "The key is missing, unknown, expired or revoked",
    403: "The key may not do this",
    404: "There is nothing under this name, or it is not yours",
    405: "The address does not take this method",
    409: "The id was used before for something else, or the state has moved on",
    413: "The body is larger than allowed",
    415: "The body is not JSON",
    422: "The request cannot be read; `field` says where",
    429: "More than this key may send; come back after Retry-After seconds",
    503: "The store is away, or what is asked for is being made; nothing was recorded; come back after Retry-After",
}
STATE = Choice("state", "Only those in this state.", STATES)
LIST = Choice("list", "Identifiers that warn, or those that hold.", LISTS, needed=True)
SINCE = Parameter("since", "The version that you have; 0: the whole list.", CURSORS, 0)

OPERATIONS: tuple[Operation, ...] = (
    Operation("/api/v1/thefts", "post", "Report a theft", h.TheftReport, h.TheftTaken, ACTING),
    Operation("/api/v1/thefts/{reference}", "get", "What became of a report", None, h.Theft, (*READING, 404)),
    Operation(
        "/api/v1/thefts/{reference}/documents", "post", "Lay a document to it", d.Document, d.DocumentKept, NAMED
    ),
    Operation("/api/v1/holds", "get", "Holds at your institution", None, h.Holds, READING, query=(STATE, *CURSOR)),
    Operation("/api/v1/holds/{reference}", "get", "One hold", None, h.Hold, (*READING, 404)),
    Operation("/api/v1/holds/{reference}/answer", "post", "Say what you hold", h.HoldAnswer, h.Hold, NAMED),
    Operation("/api/v1/holds/{reference}/analysis", "post", "Say whether it is stolen", h.HoldAnalysis, h.Hold, NAMED),
    Operation(
        "/api/v1/holds/{reference}/documents", "post", "Lay a document to a hold", d.HoldDocument, d.DocumentKept, NAMED
    ),
    Operation("/api/v1/recalls/{reference}/answer", "post", "Say how much you return", h.RecallAnswer, h.Recall, NAMED),
    Operation("/api/v1/refunds/{reference}/paid", "post", "Say that you have paid", h.RefundPaid, h.Refund, NAMED),
    Operation("/api/v1/protections", "post", "Let a coerced client's payments wait", p.Protect, p.Protection, ACTING),
    Operation("/api/v1/protections", "get", "Your clients' protections", None, p.Protections, READING, query=CURSOR),
    Operation("/api/v1/protections/{reference}", "get", "One protection", None, p.Protection, (*READING, 404)),
    Operation(
        "/api/v1/protections/{reference}/end", "post", "Say that he agrees", p.ProtectionEnd, p.Protection, NAMED
    ),
    Operation(
        "/api/v1/registry/prefixes",
        "get",
        "A list to check at home",
        None,
        HashList,
        (*READING, 404),
        query=(LIST, SINCE),
    ),
    Operation(
        "/api/v1/registry/removals/{reference}/confirm",
        "post",
        "Say that you have forgotten an entry",
        h.RemovalDone,
        h.Removal,
        NAMED,
    ),
    *portal_operations.OPERATIONS,
    *lending_operations.OPERATIONS,
    Operation("/api/v1/messages", "get", "Messages to you", None, h.Messages, READING, query=CURSOR),
    Operation("/api/v1/openapi.json", "get", "This document", None, None, (405,), secured=False),
)

ABOUT = About(
    title="Arasha API",
    version=__version__,
    description="For the fraud desks of institutions: from a theft to the money back. Amounts are whole tiyn.",
    problems=PROBLEMS,
    problem=Problem,
)


def described(request: HttpRequest) -> HttpResponse:
    """The OpenAPI document."""
    if request.method not in {"GET", "HEAD"}:
        raise MethodNotAllowed("GET")
    return HttpResponse(document(ABOUT, OPERATIONS), content_type=JSON)
