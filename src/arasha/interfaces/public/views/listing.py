"""A listing as the one whom it concerns reads it: what stands of him, why, until when; and contesting it."""

from contextlib import suppress

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arasha.domains.registry import actions, queries
from arasha.domains.registry.facts import EntryState
from arasha.domains.registry.queries import Concerning
from arasha.interfaces.public import listing_words, passes, typed
from arasha.interfaces.public.pages import page, shown
from arasha.interfaces.public.passes import Pass
from arasha.interfaces.public.visitors import Deed, count
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.errors import Conflict
from arasha.kernel.outbox.append import By
from arasha.kernel.references import Letter, reference

CITIZENS = By("process:public", Purpose.APPEAL)
LONGEST_WORDS = 4_000


@page
def show(request: HttpRequest) -> HttpResponse:
    """What stands of him."""
    held = passes.held(request, Letter.LISTING)
    if held is None:
        return HttpResponseRedirect(reverse("public:held"))
    entry = _entry(held)
    context = {
        "entry": entry,
        "said": listing_words.STATES[EntryState(entry.state)],
        "ground": listing_words.GROUNDS[entry.ground],
        "evidence": [(listing_words.EVIDENCE[kind], _house(house)) for kind, house in entry.evidence],
        "contests": [(contest, listing_words.CONTESTS[contest.state]) for contest in entry.contests],
    }
    return shown(request, "public/listing.html", context)


@page
def contest(request: HttpRequest) -> HttpResponse:
    """GET asks what is wrong about it; POST files the contest."""
    held = passes.held(request, Letter.LISTING)
    if held is None or not _entry(held).may_contest:
        return HttpResponseRedirect(reverse("public:listing"))
    text = typed.text(request.POST, "text", LONGEST_WORDS)
    if request.method == "POST" and text:
        count(request, Deed.SEND)
        return _filed(held, text)
    wrong = {"text": _("Write what is wrong about it.")} if request.method == "POST" else {}
    context = {"values": {"text": text}, "errors": wrong, "back": reverse("public:listing")}
    return shown(request, "public/listing_contest.html", context, status=422 if wrong else 200)


def _filed(held: Pass, text: str) -> HttpResponse:
    with suppress(Conflict):  # it was sent twice; the first one waits for its decision
        actions.file_contest(reference(Letter.LISTING, held.number), held.code, text, CITIZENS)
    return HttpResponseRedirect(reverse("public:listing"))


def _entry(held: Pass) -> Concerning:
    return queries.for_person(reference(Letter.LISTING, held.number), held.code)


def _house(reporter: str) -> str:
    """Who speaks against him: an institution by its code, citizens without a name."""
    kind, _colon, name = reporter.partition(":")
    if kind == "institution":
        return name
    return pgettext("who reported", "A citizen") if kind == "citizen" else pgettext("who reported", "The centre")
