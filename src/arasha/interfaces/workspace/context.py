"""What the templates of the workspace know: where one may go, who one is, what one works for."""

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse

from arasha.interfaces.workspace import tour, words
from arasha.interfaces.workspace.access import Visit, is_known, purpose_of
from arasha.interfaces.workspace.navigation import Place, places_of
from arasha.interfaces.workspace.sandbox import band
from arasha.kernel import clock
from arasha.kernel.access.roles import Right, Role


def workspace(request: HttpRequest) -> dict[str, Any]:
    """The template context of the workspace; nothing for those who have not logged in."""
    if not hasattr(request, "user") or not is_known(request):
        return {}
    visit = cast("Visit", request)
    return {
        "person": visit.user,
        "role": words.ROLES[Role(visit.user.role)],
        "purpose": words.PURPOSES[purpose_of(visit)],
        "may_reveal": visit.user.may(Right.REVEAL),
        "may_see_payments": visit.user.may(Right.SEE_PAYMENTS),
        "keys_off": visit.session.get("keys_off", False),
        "may": {right.name.lower() for right in Right if visit.user.may(right)},
        "may_decide": visit.user.may(Right.DECIDE_REVIEW),
        "places": [(place, _is_here(place, request.path)) for place in places_of(visit.user)],
        "tour": tour.card(visit),
        "tour_offered": tour.offered(),
        "sandbox": band(visit.user),
        "sandbox_now": clock.now(),
        "session_seconds": visit.session.get_expiry_age(),
    }


def _is_here(place: Place, path: str) -> bool:
    address = reverse(place.address)
    return path == address if place.address == "workspace:today" else path.startswith(address)
