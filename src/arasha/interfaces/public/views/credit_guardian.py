"""Acting for a child or an incapable person: asked for with one's own signature, confirmed from the registers."""

import re

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.credit.actions import guardians
from arasha.domains.credit.actions.acting import PUBLIC, self_acting
from arasha.domains.credit.actions.guardians import Guarding
from arasha.domains.credit.facts.refusing import GuardianKind, GuardianState, Method
from arasha.domains.credit.queries import guardians as queries
from arasha.interfaces.public import credit_words, typed
from arasha.interfaces.public.credit import Acting, act_for, act_for_oneself, own, ward_mask
from arasha.interfaces.public.identified import Strength
from arasha.interfaces.public.pages import page, shown
from arasha.interfaces.public.views.credit import about
from arasha.interfaces.public.visitors import Deed, count
from arasha.kernel.errors import Conflict, Malformed, NotFound
from arasha.kernel.tokens import as_uuid

LONGEST = 80


@page
@own
def show(request: HttpRequest, acting: Acting) -> HttpResponse:
    """GET shows for whom the person acts, and asks for whom he wants to; POST asks."""
    values = {name: typed.text(request.POST, name, LONGEST) for name in ("ground", "ward", "document")}
    errors = _asked(request, acting, values) if request.method == "POST" else {}
    if request.method == "POST" and not errors:
        return HttpResponseRedirect(reverse("public:credit-guardian"))
    wards = [
        {
            "number": row.id, "mask": ward_mask(row), "state": credit_words.GUARDIAN_STATES[GuardianState(row.state)],
            "ground": credit_words.GROUNDS[GuardianKind(row.ground)].label, "ends_at": row.ends_at,
            "may": queries.acts_for(row.guardian, row.ward) and row.state == GuardianState.CONFIRMED,
            "runs": row.state in {GuardianState.ASKED, GuardianState.CONFIRMED},
        }
        for row in queries.wards_of(as_uuid(acting.who.person))
    ]  # fmt: skip
    context = {
        **about(acting), "wards": wards, "values": values, "errors": errors, "grounds": credit_words.GROUNDS,
        "strong": acting.who.strength is not Strength.OIDC, "back": reverse("public:credit-mine"),
    }  # fmt: skip
    return shown(request, "public/credit_guardian.html", context, status=422 if errors else 200)


@require_POST
@page
@own
def act(request: HttpRequest, acting: Acting, number: int) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """Act for a ward from now on."""
    back = HttpResponseRedirect(reverse("public:credit-mine"))
    try:
        row = queries.guardianship(number)
    except NotFound:
        return back
    mine = row.guardian == as_uuid(acting.who.person) and queries.acts_for(row.guardian, row.ward)
    return act_for(back, row) if mine else back


@require_POST
@page
def oneself(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
    """Act for oneself again."""
    return act_for_oneself(HttpResponseRedirect(reverse("public:credit-mine")))


@require_POST
@page
@own
def end(request: HttpRequest, acting: Acting, number: int) -> HttpResponse:
    """Give a guardianship up."""
    count(request, Deed.SEND)
    response = act_for_oneself(HttpResponseRedirect(reverse("public:credit-guardian")))
    try:
        guardians.end(number, PUBLIC, self_acting(acting.who.person, Method(acting.who.strength)))
    except (NotFound, Conflict):
        return response
    return response


def _asked(request: HttpRequest, acting: Acting, values: dict[str, str]) -> dict[str, str]:
    count(request, Deed.SEND)
    if acting.who.strength is Strength.OIDC:
        return {"ground": _("Sign out, and sign in with your digital signature.")}
    if values["ground"] not in set(GuardianKind):
        return {"ground": _("Choose one of the two.")}
    guarding = Guarding(re.sub(r"\s", "", values["ward"]), GuardianKind(values["ground"]), values["document"])
    said = {
        "ward": _(
            "Check the IIN: it must be the twelve digits of a child under 18, or of the person for whom you act."
        ),
        "document": _("Write the number of the document."),
    }
    try:
        guardians.ask(acting.actor().acting, Method(acting.who.strength), guarding, PUBLIC)
    except Malformed as error:
        field = error.field if error.field in said else "ward"
        return {str(field): said[str(field)]}
    return {}
