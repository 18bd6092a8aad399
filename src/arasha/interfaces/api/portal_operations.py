"""What the state's portal may ask: people who refuse credit, those whom they trust, their guardians."""

from typing import Any

from django.urls import URLPattern, path

from arasha.client import refusing as r
from arasha.interfaces.api.door import CURSORS, LIMITS, USUAL, Act, Acting, Read, door
from arasha.interfaces.api.foreseen import ACTING, CURSOR, NAMED, READING
from arasha.interfaces.api.views import guardians, refusal_history, refusals
from arasha.kernel.access.scopes import Scope
from arasha.kernel.openapi import Operation, Parameter

REFUSAL, GUARDIANS = "/api/v1/credit/refusals/{reference}", "/api/v1/credit/guardians"

BACKWARD = (
    Parameter("before", "The `next` of the answer before; left out at the very first.", CURSORS, CURSORS.stop - 1),
    Parameter("limit", "The most in the answer.", LIMITS, USUAL),
)

# What is done to a refusal: where, in a word, what it takes, who does it.
ACTS: tuple[tuple[str, str, type[Any], Acting], ...] = (
    ("set", "Refuse these loans, at once", r.Refuse, refusals.set_),
    ("lift", "Ask that less is refused", r.LiftWanted, refusals.lift),
    ("confirm", "Confirm the lift", r.Confirmation, refusals.confirm),
    ("cancel", "Stop the lift", r.Said, refusals.cancel),
    ("trusted", "Name a trusted person", r.TrustedNamed, refusals.name_trusted),
    ("trusted/withdraw", "Take the invitation back", r.Said, refusals.withdraw_trusted),
    ("trusted/release", "Release the trusted person", r.Confirmation, refusals.release_trusted),
    ("trusted/keep", "Keep the trusted person after all", r.Said, refusals.keep_trusted),
)

OPERATIONS: tuple[Operation, ...] = (
    Operation("/api/v1/credit/people", "post", "The token of a person", r.PersonAsked, r.PersonNamed, ACTING),
    Operation(REFUSAL, "get", "Where a person's refusal stands", None, r.RefusalTold, (*READING, 404)),
    *(Operation(f"{REFUSAL}/{deed}", "post", title, takes, r.RefusalTold, NAMED) for deed, title, takes, _ in ACTS),
    Operation(f"{REFUSAL}/history", "get", "What happened to it", None, r.History, (*READING, 404), query=BACKWARD),
    Operation(f"{REFUSAL}/asked", "get", "Who asked", None, r.Questions, (*READING, 404), query=BACKWARD),
    Operation(GUARDIANS, "get", "Guardianships to look up", None, r.GuardiansTold, READING, query=CURSOR),
    Operation(GUARDIANS, "post", "Somebody wants to act for another", r.GuardianWanted, r.GuardianTold, ACTING),
    Operation(
        f"{GUARDIANS}/{{reference}}/decide", "post", "What the registers say", r.GuardianDecided, r.GuardianTold, NAMED
    ),
    Operation(f"{GUARDIANS}/{{reference}}/end", "post", "It is no more", r.Ended, r.GuardianTold, NAMED),
)


def _act(address: str, name: str, takes: type[Any], acting: Acting) -> URLPattern:
    return path(address, door(post=Act(Scope.CREDIT_PORTAL, name, takes, acting)))


ADDRESSES: list[URLPattern] = [
    _act("v1/credit/people", "credit person", r.PersonAsked, refusals.person),
    path("v1/credit/refusals/<str:name>", door(get=Read(Scope.CREDIT_PORTAL, refusals.one))),
    *(_act(f"v1/credit/refusals/<str:name>/{deed}", f"credit {deed}", takes, act) for deed, _, takes, act in ACTS),
    path(
        "v1/credit/refusals/<str:name>/history",
        door(get=Read(Scope.CREDIT_PORTAL, refusal_history.events, ("before", "limit"))),
    ),
    path(
        "v1/credit/refusals/<str:name>/asked",
        door(get=Read(Scope.CREDIT_PORTAL, refusal_history.asked, ("before", "limit"))),
    ),
    path(
        "v1/credit/guardians",
        door(
            get=Read(Scope.CREDIT_PORTAL, guardians.waiting, ("after", "limit")),
            post=Act(Scope.CREDIT_PORTAL, "credit guardian", r.GuardianWanted, guardians.ask),
        ),
    ),
    _act("v1/credit/guardians/<str:name>/decide", "credit guardian decided", r.GuardianDecided, guardians.decide),
    _act("v1/credit/guardians/<str:name>/end", "credit guardian ended", r.Ended, guardians.end),
]
