"""Saying who one is: by the digital signature, through the national log-in, or, in a demonstration, by a stand-in."""

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from arasha.interfaces.public import identified, openid, signing, typed
from arasha.interfaces.public.identified import Identified, Strength
from arasha.interfaces.public.openid import NotConfirmed
from arasha.interfaces.public.pages import page, shown, signing_page
from arasha.interfaces.public.signing_words import WRONG
from arasha.interfaces.public.visitors import Deed, count
from arasha.kernel.errors import Malformed, NotFound, Unavailable
from arasha.kernel.settings import current
from arasha.kernel.signatures.signer import WrongSignature

LONGEST_BACK = 300
LONGEST_NAME = 100


@signing_page
def show(request: HttpRequest) -> HttpResponse:
    """GET offers the ways; POST takes a signature."""
    back = identified.safe(request.POST.get("next", "") or request.GET.get("next", "")[:LONGEST_BACK])
    if request.method != "POST":
        return _offered(request, back)
    try:
        signed = signing.signed_by_somebody(request, _text())
    except WrongSignature as error:
        return _offered(request, back, {"signature": str(WRONG[error.why])})
    except Unavailable:
        return _offered(request, back, {"signature": _("Signatures cannot be checked at the moment. Try later.")})
    assert signed.signer is not None
    return _known(identified.named(signed.signer.iin, signed.signer.name, Strength.SIGNATURE), back)


@require_POST
@page
def text(request: HttpRequest) -> HttpResponse:
    """The text that is to be signed, as a file: for signing it with another program."""
    content = signing.shown_in(request).encode()
    return HttpResponse(content, "text/plain; charset=utf-8", headers={
        "Content-Disposition": 'attachment; filename="arasha-to-sign.txt"'
    })  # fmt: skip


@require_safe
@page
def through_openid(request: HttpRequest) -> HttpResponse:
    """To the provider of the national log-in."""
    count(request, Deed.SIGN)
    return openid.begin(request, identified.safe(request.GET.get("next", "")[:LONGEST_BACK]))


@require_safe
@signing_page
def from_openid(request: HttpRequest) -> HttpResponse:
    """Back from the provider."""
    count(request, Deed.SIGN)
    try:
        found, back = openid.finish(request)
    except NotConfirmed:
        said = _("The log-in did not confirm who you are. Try again.")
        return openid.ended(_offered(request, reverse("public:front"), {"openid": said}))
    return openid.ended(_known(found, back))


@require_POST
@signing_page
def stand_in(request: HttpRequest) -> HttpResponse:
    """Be somebody of a demonstration; a real centre has no such thing."""
    if not current().demonstration:
        raise NotFound
    back = identified.safe(request.POST.get("next", ""))
    try:
        found = identified.named(
            typed.text(request.POST, "iin", 40), typed.text(request.POST, "name", LONGEST_NAME), Strength.STAND_IN
        )
    except Malformed:
        return _offered(request, back, {"iin": _("An IIN has twelve digits. Copy it again, whole.")})
    return _known(found, back)


@require_POST
@page
def leave(request: HttpRequest) -> HttpResponse:  # noqa: ARG001 - Django calls it so
    """Sign out, for whoever sits at a shared machine."""
    return identified.leave(HttpResponseRedirect(reverse("public:front")))


def _text() -> str:
    """What is signed to say who one is."""
    return _("I sign in to Arasha's pages for citizens. I agree to nothing else by this signature.")


def _known(found: Identified, back: str) -> HttpResponse:
    return identified.grant(HttpResponseRedirect(back), found)


def _offered(request: HttpRequest, back: str, errors: dict[str, str] | None = None) -> HttpResponse:
    context = {
        "next": back,
        "errors": errors or {},
        "challenge": signing.challenge_for(request, _text()) if current().trust_anchors else None,
        "provider": openid.title(),
        "demonstration": current().demonstration,
        "values": {"iin": request.POST.get("iin", ""), "name": request.POST.get("name", "")},
    }
    return shown(request, "public/sign_in.html", context, status=422 if errors else 200)
