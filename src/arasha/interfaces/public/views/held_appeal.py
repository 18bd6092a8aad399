"""Object to a hold: say why the money is yours, and lay documents to it; a person decides within the day."""

from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from arasha.domains.recovery.actions import appeals, evidence
from arasha.domains.recovery.actions.appeals import Filing
from arasha.domains.recovery.actions.evidence import EvidenceKind, File
from arasha.domains.recovery.queries import handling
from arasha.domains.recovery.queries.handling import Appeal, Evidence
from arasha.interfaces.public import typed
from arasha.interfaces.public.pages import page, shown
from arasha.interfaces.public.views import held
from arasha.interfaces.public.visitors import Deed, count
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.errors import Conflict, Malformed, TooLarge
from arasha.kernel.outbox.append import By

CITIZENS = By("process:public", Purpose.APPEAL)
LONGEST_TEXT, LONGEST_NAME = 4_000, 120

# What a file is, by its first bytes: what a browser says of it is no proof.
SIGNS = {b"%PDF-": "application/pdf", b"\xff\xd8\xff": "image/jpeg", b"\x89PNG\r\n\x1a\n": "image/png"}
NAMES = {"application/pdf": "PDF", "image/jpeg": "JPEG", "image/png": "PNG"}
LONGEST_SIGN = max(map(len, SIGNS))


@page
def appeal(request: HttpRequest) -> HttpResponse:
    """GET asks why; POST files the appeal and goes on to the documents."""
    hold = held.open_hold(request)
    if hold is None or not held.is_kept(hold):
        return HttpResponseRedirect(reverse("public:held"))
    if held.open_appeal(hold) is not None:
        return HttpResponseRedirect(reverse("public:held-evidence"))
    text = typed.text(request.POST, "text", LONGEST_TEXT)
    if request.method == "POST" and text:
        count(request, Deed.SEND)
        appeals.file(hold.id, Filing(text, get_language() or "kk"), CITIZENS)
        return HttpResponseRedirect(reverse("public:held-evidence"))
    wrong = {"text": _("Write why the money is yours.")} if request.method == "POST" else {}
    context = {"values": {"text": text}, "errors": wrong, "back": reverse("public:held")}
    return shown(request, "public/hold_appeal.html", context, status=422 if wrong else 200)


@page
def documents(request: HttpRequest) -> HttpResponse:
    """GET shows the documents so far and takes another; POST keeps it."""
    hold = held.open_hold(request)
    filed = held.open_appeal(hold) if hold else None
    if filed is None:
        return HttpResponseRedirect(reverse("public:held"))
    errors = _kept(request, filed) if request.method == "POST" else {}
    if request.method == "POST" and not errors:
        return HttpResponseRedirect(reverse("public:held-evidence"))
    context = {"appeal": filed, "files": [_file(row) for row in handling.evidence_of(str(filed))], "errors": errors}
    return shown(request, "public/hold_evidence.html", context, status=422 if errors else 200)


def _kept(request: HttpRequest, filed: Appeal) -> dict[str, str]:
    """Keep the document that was sent; what is wrong with it otherwise."""
    count(request, Deed.UPLOAD)
    sent = request.FILES.get("file")
    if not isinstance(sent, UploadedFile):
        return {"file": _("Choose a file of at most 5 MB.")}
    content = sent.read()
    kind = media_type(content)
    if kind is None:
        return {"file": _("Send a PDF, a JPEG or a PNG. This file is none of them.")}
    name = (sent.name or kind)[-LONGEST_NAME:]
    try:
        evidence.keep(str(filed), File(EvidenceKind.HOLDER, name, kind, content), CITIZENS)
    except TooLarge:
        return {"file": _("The file is larger than 5 MB. Send a smaller picture of it.")}
    except Malformed:
        return {"file": _("Send a PDF, a JPEG or a PNG. This file is none of them.")}
    except Conflict:
        return {"file": _("Twenty documents are with your objection already; no more are taken.")}
    return {}


def _file(row: Evidence) -> dict[str, Any]:
    """A document that is with the objection; its name is sealed, and the holder knows it."""
    return {"kind": NAMES[row.media_type], "size": row.size, "kept_at": row.kept_at}


def media_type(content: bytes) -> str | None:
    """What a file is, as its first bytes say; None when it is nothing that is taken."""
    return next((kind for sign, kind in SIGNS.items() if content[:LONGEST_SIGN].startswith(sign)), None)
