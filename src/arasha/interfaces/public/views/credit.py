"""Refusing credit: what it is, the person's own page, and the form by which it is set at once."""

from typing import Any

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from arasha.domains.credit.actions import refusals
from arasha.domains.credit.actions.acting import PUBLIC
from arasha.domains.credit.facts.refusing import RefusalState
from arasha.domains.credit.queries import guardians
from arasha.domains.credit.queries.refusals import Refused, Scope, bureaus_of, scope_of
from arasha.domains.credit.queries.told import refused_words
from arasha.interfaces.public import credit_rows, credit_words, identified, typed
from arasha.interfaces.public.credit import Acting, own
from arasha.interfaces.public.pages import page, shown
from arasha.interfaces.public.visitors import Deed, count
from arasha.interfaces.ui.titles import titles_of
from arasha.kernel import terms
from arasha.kernel.clock import now
from arasha.kernel.terms import Code
from arasha.kernel.tokens import as_uuid

A_FEW = 5
LONGEST_SUM = 20


@page
def explain(request: HttpRequest) -> HttpResponse:
    """What refusing credit is, for whoever has not said who he is yet."""
    context = {"who": identified.who(request), "hours": terms.term(Code.LIFT_COOLING, now()).amount}
    return shown(request, "public/credit.html", context)


@page
@own
def mine(request: HttpRequest, acting: Acting) -> HttpResponse:
    """Where the person's refusal stands, and what can be done about it."""
    standing = acting.standing
    context = {
        **about(acting),
        "standing": standing,
        "said": credit_words.STATES[standing.state],
        "may_add": standing.state in {RefusalState.ACTIVE, RefusalState.SET_PENDING} and not _refuses_all(standing),
        "refused": in_words(standing.refused),
        "kept": in_words(standing.lifting.to) if standing.lifting and standing.lifting.to.scope else "",
        "asked": credit_rows.questions(acting, A_FEW),
        "lines": credit_rows.lines(acting, A_FEW),
        "claims": credit_rows.disputed(acting),
        "bureaus": sorted(titles_of(bureaus_of(as_uuid(acting.person))).values()),
        "guarded": bool(guardians.guardians_of(as_uuid(acting.person))),
    }
    return shown(request, "public/credit_mine.html", context)


@page
@own
def refuse(request: HttpRequest, acting: Acting) -> HttpResponse:
    """GET asks which loans; POST refuses them at once."""
    found = wished(request.POST, "which", "all") if request.method == "POST" else {}
    if isinstance(found, Refused):
        count(request, Deed.SEND)
        refusals.set_refusal(acting.actor(), found, PUBLIC)
        return HttpResponseRedirect(reverse("public:credit-mine"))
    context = {
        **about(acting), **form(request, "which", found), "choices": credit_words.WHICH, "errors": found,
        "refused": in_words(acting.standing.refused) if acting.standing.refused.scope else "",
        "back": reverse("public:credit-mine"),
    }  # fmt: skip
    return shown(request, "public/credit_refuse.html", context, status=422 if found else 200)


def about(acting: Acting) -> dict[str, Any]:
    """Whose page it is."""
    return {"who": acting.who, "ward": acting.ward, "mask": acting.mask}


def in_words(refused: Refused) -> str:
    """What is refused, in the reader's language."""
    return refused_words(refused.scope, refused.above)[get_language() or "kk"]


def wished(said: QueryDict, field: str, whole: str) -> Refused | dict[str, str]:
    """Which loans the form names: everything, or the ticked ones; what is to be mended otherwise."""
    if said.get(field) == whole:
        return Refused(Scope.ALL)
    scopes = [name for name in credit_words.SCOPES if name in said.getlist("scopes")]
    if said.get(field) != "some":
        return {field: _("Choose one of the two.")}
    if not scopes:
        return {"scopes": _("Tick at least one kind of loan.")}
    sum_ = typed.text(said, "above", LONGEST_SUM)
    above = int(sum_) if sum_ in set(map(str, credit_words.AMOUNTS)) else 0
    if "above" in scopes and not above:
        return {"above": _("Choose from which sum on.")}
    return Refused(scope_of(scopes), above if "above" in scopes else 0)


def form(request: HttpRequest, field: str, errors: dict[str, str]) -> dict[str, Any]:
    """What the form shows again."""
    ticked = request.POST.getlist("scopes")
    return {
        "field": field,
        "chosen": request.POST.get(field, ""),
        "scopes": [(name, said, name in ticked) for name, said in credit_words.SCOPES.items()],
        "amounts": [(amount, str(amount) == request.POST.get("above")) for amount in credit_words.AMOUNTS],
        "errors": errors,
    }


def _refuses_all(standing: Any) -> bool:
    return Scope.ALL in standing.refused.scope
