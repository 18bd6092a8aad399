"""Lifting a refusal: asked for, confirmed by a signature over a text, waited for, stopped at any moment."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.credit.actions import refusals
from arasha.domains.credit.actions.acting import PUBLIC
from arasha.domains.credit.facts.refusing import RefusalState
from arasha.domains.credit.queries.refusals import Refused, Scope
from arasha.domains.credit.queries.signing import to_lift
from arasha.interfaces.public import credit_words, identified
from arasha.interfaces.public.credit import Acting, own
from arasha.interfaces.public.pages import page, shown, signing_page
from arasha.interfaces.public.signing_words import WRONG
from arasha.interfaces.public.views.credit import about, form, in_words, wished
from arasha.interfaces.public.visitors import Deed, count
from arasha.kernel import terms
from arasha.kernel.clock import now
from arasha.kernel.errors import Conflict, Forbidden, Malformed, Unavailable
from arasha.kernel.signatures.signer import WrongSignature
from arasha.kernel.terms import Code

NOTHING = Refused(Scope.NONE)


@page
@own
def ask(request: HttpRequest, acting: Acting) -> HttpResponse:
    """GET asks how much is to be lifted; POST asks for the lift and goes on to what is missing."""
    if acting.standing.state not in {RefusalState.ACTIVE, RefusalState.SET_PENDING}:
        return HttpResponseRedirect(reverse("public:credit-mine"))
    errors = _asked(request, acting) if request.method == "POST" else {}
    if request.method == "POST" and not errors:
        return HttpResponseRedirect(reverse("public:credit-lift-confirm"))
    context = {
        **about(acting), **form(request, "how_much", errors), "choices": credit_words.HOW_MUCH,
        "refused": in_words(acting.standing.refused), "back": reverse("public:credit-mine"),
        "hours": terms.term(Code.LIFT_COOLING, now()).amount, "trusted": acting.standing.trusted_since,
    }  # fmt: skip
    return shown(request, "public/credit_lift.html", context, status=422 if errors else 200)


@signing_page
@own
def confirm(request: HttpRequest, acting: Acting) -> HttpResponse:
    """GET shows the text to sign; POST confirms the lift by the signature."""
    standing = acting.standing
    texts = to_lift(standing)
    if not texts:
        return HttpResponseRedirect(reverse("public:credit-mine"))
    text = texts[get_language() or "kk"]
    errors = _confirmed(request, acting, text) if request.method == "POST" else {}
    if request.method == "POST" and not errors:
        return HttpResponseRedirect(reverse("public:credit-mine"))
    context = {
        **about(acting), "challenge": identified.challenge(request, text), "act": True, "errors": errors,
        "standing": standing, "back": reverse("public:credit-mine"),
        "hours": terms.term(Code.LIFT_COOLING, now()).amount,
    }  # fmt: skip
    return shown(request, "public/credit_lift_confirm.html", context, status=422 if errors else 200)


@require_POST
@page
@own
def cancel(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Stop the lift; asked again when there is none any more, nothing happens."""
    count(request, Deed.SEND)
    if acting.standing.lifting is not None:
        refusals.cancel_lift(acting.actor(), PUBLIC)
    return HttpResponseRedirect(reverse("public:credit-mine"))


def signed_errors(error: WrongSignature | Unavailable) -> dict[str, str]:
    """What is wrong with a signature, for its field."""
    if isinstance(error, WrongSignature):
        return {"signature": str(WRONG[error.why])}
    return {"signature": _("Signatures cannot be checked at the moment. Try later.")}


def _asked(request: HttpRequest, acting: Acting) -> dict[str, str]:
    count(request, Deed.SEND)
    keep = wished(request.POST, "how_much", "whole")
    if not isinstance(keep, Refused):
        return keep
    try:
        refusals.ask_lift(acting.actor(), NOTHING if Scope.ALL in keep.scope else keep, PUBLIC)
    except Forbidden:
        return {"how_much": _("Only your guardian can lift this refusal.")}
    except Malformed:
        return {"scopes": _("Choose less than what is refused now.")}
    except Conflict:
        return {"how_much": _("A lift is under way already, or nothing is refused. Go back and look.")}
    return {}


def _confirmed(request: HttpRequest, acting: Acting, text: str) -> dict[str, str]:
    try:
        signed = identified.signed_request(request, text)
        refusals.confirm_lift(acting.actor(signed), PUBLIC)
    except (WrongSignature, Unavailable) as error:
        return signed_errors(error)
    except Forbidden:
        return {"signature": _("Only your guardian can lift this refusal.")}
    return {}
