"""The addresses of the API; they carry no language."""

from typing import Any

from django.urls import URLPattern, path, re_path

from arasha.client import documents as d
from arasha.client import handling as h
from arasha.client import protecting as p
from arasha.interfaces.api import lending_operations, portal_operations
from arasha.interfaces.api.door import Act, Acting, Read, door, nothing, safely
from arasha.interfaces.api.operations import described
from arasha.interfaces.api.views import documents, holds, messages, protections, registry, thefts
from arasha.kernel.access.scopes import Scope

PAGES = ("after", "limit")
TOLD = (Scope.HANDLING, Scope.CREDIT_CHECK, Scope.CREDIT_PORTAL, Scope.CREDIT_BUREAU)  # who gets messages


def act(address: str, name: str, takes: type[Any], acting: Acting, scope: Scope = Scope.HANDLING) -> URLPattern:
    """An address where something is done."""
    return path(address, door(post=Act(scope, name, takes, acting)))


def document(address: str, name: str, takes: type[Any], acting: Acting, scope: Scope) -> URLPattern:
    """An address where a document is laid down; it may be larger than other requests."""
    return path(address, door(post=Act(scope, name, takes, acting, d.LARGEST_REQUEST)))


urlpatterns = [
    path("v1/openapi.json", safely(described)),
    path("v1/messages", door(get=Read(TOLD, messages.following, PAGES))),
    act("v1/thefts", "theft", h.TheftReport, thefts.report, Scope.THEFTS),
    path("v1/thefts/<str:name>", door(get=Read(Scope.THEFTS, thefts.state))),
    document("v1/thefts/<str:name>/documents", "theft document", d.Document, documents.to_theft, Scope.THEFTS),
    path("v1/holds", door(get=Read(Scope.HANDLING, holds.following, (*PAGES, "state")))),
    path("v1/holds/<str:name>", door(get=Read(Scope.HANDLING, holds.one))),
    act("v1/holds/<str:name>/answer", "hold answer", h.HoldAnswer, holds.answer),
    act("v1/holds/<str:name>/analysis", "hold analysis", h.HoldAnalysis, holds.analyse),
    document("v1/holds/<str:name>/documents", "hold document", d.HoldDocument, documents.to_hold, Scope.HANDLING),
    act("v1/recalls/<str:name>/answer", "recall answer", h.RecallAnswer, holds.answer_recall),
    act("v1/refunds/<str:name>/paid", "refund paid", h.RefundPaid, holds.paid),
    path(
        "v1/protections",
        door(
            get=Read(Scope.HANDLING, protections.following, PAGES),
            post=Act(Scope.HANDLING, "protection", p.Protect, protections.protect),
        ),
    ),
    path("v1/protections/<str:name>", door(get=Read(Scope.HANDLING, protections.one))),
    act("v1/protections/<str:name>/end", "protection end", p.ProtectionEnd, protections.end),
    path("v1/registry/prefixes", door(get=Read(Scope.REGISTRY, registry.prefixes, ("list", "since")))),
    act("v1/registry/removals/<str:name>/confirm", "removal", h.RemovalDone, registry.removal_done, Scope.REGISTRY),
    *portal_operations.ADDRESSES,
    *lending_operations.ADDRESSES,
    re_path("", safely(nothing)),
]
