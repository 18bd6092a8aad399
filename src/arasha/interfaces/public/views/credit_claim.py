"""I did not take this loan: the person tells of it, and it is held against what its lender was told."""

from datetime import datetime, time, timedelta

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from arasha.domains.credit.actions.acting import PUBLIC
from arasha.domains.credit.actions.lent import Disowned, disown
from arasha.interfaces.public import typed
from arasha.interfaces.public.credit import Acting, own
from arasha.interfaces.public.pages import page, shown
from arasha.interfaces.public.views.credit import about
from arasha.interfaces.public.visitors import Deed, count
from arasha.interfaces.ui import written
from arasha.interfaces.ui.titles import title_of
from arasha.kernel import clock
from arasha.kernel.access.models import InstitutionKind
from arasha.kernel.access.queries import institutions
from arasha.kernel.errors import Conflict, Malformed

FIELDS = ("lender", "amount", "day", "month", "year", "contract")
LENDERS = (InstitutionKind.BANK, InstitutionKind.MICRO_LENDER)
LONGEST = 64
OLDEST = timedelta(days=10 * 366)
NOON = time(12)


@page
@own
def tell(request: HttpRequest, acting: Acting) -> HttpResponse:
    """GET asks for the loan; POST tells of it, and shows what it leads to on the person's page."""
    values = {name: typed.text(request.POST, name, LONGEST) for name in FIELDS}
    found = _read(values) if request.method == "POST" else {}
    if isinstance(found, Disowned):
        found = _told(request, acting, found)
        if not found:
            return HttpResponseRedirect(reverse("public:credit-mine"))
    context = {
        **about(acting), "values": values, "errors": found, "lenders": _lenders(), "back": reverse("public:credit-mine")
    }  # fmt: skip
    return shown(request, "public/credit_claim.html", context, status=422 if found else 200)


def _read(values: dict[str, str]) -> Disowned | dict[str, str]:
    errors: dict[str, str] = {}
    if values["lender"] not in {code for code, _name in _lenders()}:
        errors["lender"] = _("Choose the lender.")
    amount = written.tiyn(values["amount"])
    if amount is None:
        errors["amount"] = _("Write the sum in digits, for example 150 000.")
    day = written.day_of(values["day"], values["month"], values["year"])
    today = clock.on_screen(clock.now()).date()
    if day is None or not today - OLDEST <= day <= today:
        errors["day"] = _("Write the day in digits, for example 15 3 2026. It is not after today.")
    if errors or amount is None or day is None:
        return errors
    lent_at = min(datetime.combine(day, NOON, clock.ALMATY), clock.now())
    return Disowned(values["lender"], values["contract"], amount, lent_at)


def _told(request: HttpRequest, acting: Acting, loan: Disowned) -> dict[str, str]:
    count(request, Deed.SEND)
    try:
        disown(acting.actor().person, loan, PUBLIC)
    except Conflict:
        said = _(
            "The lender had asked us, and was told that nothing speaks against it. If a thief took the loan, go to the "
            "police, and report the theft of money here."
        )
        return {"lender": said}
    except Malformed as error:
        field = error.field if error.field in FIELDS else "lender"
        return {str(field): _("This does not fit. Check it for slips.")}
    return {}


def _lenders() -> list[tuple[str, str]]:
    """Those who lend, by their names in the reader's language."""
    named = [(each.code, title_of(each)) for each in institutions() if each.kind in LENDERS]
    return sorted(named, key=lambda pair: pair[1].casefold())
