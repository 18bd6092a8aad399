"""The trusted person, as whoever named him sees it: named, awaited, kept, released."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from arasha.domains.credit.actions import trusted
from arasha.domains.credit.actions.acting import PUBLIC
from arasha.domains.credit.queries.refusals import Trusted
from arasha.domains.credit.queries.signing import to_release
from arasha.interfaces.public import identified, typed
from arasha.interfaces.public.credit import Acting, own
from arasha.interfaces.public.pages import page, shown, signing_page
from arasha.interfaces.public.views.credit import about
from arasha.interfaces.public.views.credit_lift import signed_errors
from arasha.interfaces.public.visitors import Deed, count
from arasha.kernel import terms
from arasha.kernel.clock import now
from arasha.kernel.errors import Conflict, Forbidden, Unavailable
from arasha.kernel.signatures.signer import WrongSignature
from arasha.kernel.terms import Code

LONGEST_NAME, LONGEST_PHONE = 120, 40


@page
@own
def show(request: HttpRequest, acting: Acting) -> HttpResponse:
    """GET shows who is trusted or asks for somebody; POST names him, and shows the code if nobody else can bring it."""
    values = {
        "name": typed.text(request.POST, "name", LONGEST_NAME),
        "phone": typed.text(request.POST, "phone", LONGEST_PHONE),
        "called": typed.text(request.POST, "called", LONGEST_NAME) or acting.who.name,
    }
    errors = _wrong(values) if request.method == "POST" else {}
    context = {**about(acting), "values": values, "errors": errors, "back": reverse("public:credit-mine")}
    if request.method == "POST" and not errors:
        count(request, Deed.SEND)
        try:
            invitation = trusted.invite(
                acting.actor(), Trusted(values["name"], values["phone"], values["called"]), PUBLIC
            )
        except Conflict:
            return HttpResponseRedirect(reverse("public:credit-trusted"))
        return shown(request, "public/credit_trusted_named.html", {**context, "code": invitation.code})
    context |= {"standing": acting.standing}
    return shown(request, "public/credit_trusted.html", context, status=422 if errors else 200)


@require_POST
@page
@own
def withdraw(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Take the invitation back."""
    count(request, Deed.SEND)
    standing = acting.standing
    if standing.trusted is not None and standing.trusted_since is None:
        trusted.withdraw(acting.actor(), PUBLIC)
    return HttpResponseRedirect(reverse("public:credit-trusted"))


@signing_page
@own
def release(request: HttpRequest, acting: Acting) -> HttpResponse:
    """GET shows what to sign; POST asks that the trusted person is asked no longer, in a week."""
    texts = to_release(acting.standing)
    if not texts:
        return HttpResponseRedirect(reverse("public:credit-trusted"))
    text = texts[get_language() or "kk"]
    errors = _released(request, acting, text) if request.method == "POST" else {}
    if request.method == "POST" and not errors:
        return HttpResponseRedirect(reverse("public:credit-trusted"))
    context = {
        **about(acting), "challenge": identified.challenge(request, text), "act": True, "errors": errors,
        "standing": acting.standing, "days": terms.term(Code.TRUSTED_RELEASE, now()).amount,
        "back": reverse("public:credit-trusted"),
    }  # fmt: skip
    return shown(request, "public/credit_trusted_release.html", context, status=422 if errors else 200)


@require_POST
@page
@own
def keep(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Keep the trusted person after all."""
    count(request, Deed.SEND)
    if acting.standing.release_at is not None:
        trusted.keep_trusted(acting.actor(), PUBLIC)
    return HttpResponseRedirect(reverse("public:credit-trusted"))


def _wrong(values: dict[str, str]) -> dict[str, str]:
    asked = {
        "name": _("Write the name of somebody whom you trust."),
        "phone": _("Write the telephone of that person."),
        "called": _("Write how that person calls you."),
    }
    return {field: said for field, said in asked.items() if not values[field]}


def _released(request: HttpRequest, acting: Acting, text: str) -> dict[str, str]:
    try:
        trusted.ask_release(acting.actor(identified.signed_request(request, text)), PUBLIC)
    except (WrongSignature, Unavailable) as error:
        return signed_errors(error)
    except Forbidden:
        return {"signature": _("Only your guardian can do this.")}
    return {}
