"""The person's own extract: everything that the register holds of him, with proofs that a court can check."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import get_language

from arasha.domains.credit.actions import bundles
from arasha.domains.credit.actions.acting import PUBLIC
from arasha.domains.credit.queries.bundle import Whom
from arasha.interfaces.public.credit import Acting, own
from arasha.interfaces.public.pages import page, shown
from arasha.interfaces.public.visitors import Deed, count
from arasha.kernel.identifiers import IIN
from arasha.kernel.store import vault
from arasha.kernel.tokens import as_uuid

NAME = "arasha-extract.zip"


@page
@own
def extract(request: HttpRequest, acting: Acting) -> HttpResponse:
    """GET says what is in it; POST gives it out."""
    if request.method != "POST":
        context = {"who": acting.who, "ward": acting.ward, "mask": acting.mask, "back": reverse("public:credit-mine")}
        return shown(request, "public/credit_extract.html", context)
    count(request, Deed.UPLOAD)
    made = bundles.make(_whom(acting), get_language() or "kk", PUBLIC)
    headers = {"Content-Disposition": f'attachment; filename="{NAME}"'}
    return HttpResponse(made, "application/zip", headers=headers)


def _whom(acting: Acting) -> Whom:
    """The person at the page, or his ward, whose number is in the vault."""
    if acting.ward is None:
        return Whom(as_uuid(acting.who.person), acting.who.iin, acting.who.name)
    known = vault.open_values([acting.ward.ward]).get(acting.ward.ward)
    return Whom(acting.ward.ward, known.canonical if isinstance(known, IIN) else "")
