"""The queue's filters as they stand in the address: read without ever refusing a page, written back into links."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import timedelta

from django.http import QueryDict
from django.utils.translation import gettext as _

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.queries.queue import Order, Place, State, Wanted
from arasha.interfaces.workspace import addresses
from arasha.interfaces.workspace.access import Visit
from arasha.kernel import clock, money
from arasha.kernel.tiers import Tier

PERIODS: dict[str, timedelta] = {
    "1h": timedelta(hours=1),
    "24h": timedelta(hours=24),
    "7d": timedelta(days=7),
    "30d": timedelta(days=30),
}
VERDICTS = {verdict.word: verdict for verdict in Verdict}
TIERS = {tier.word: tier for tier in Tier if tier}
NAMES = ("state", "order", "verdict", "tier", "reason", "institution", "from", "to", "period", "mine")


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; `values` fill the form again, `errors` name the fields that could not be used."""

    wanted: Wanted
    values: Mapping[str, str]
    errors: Mapping[str, str] = field(default_factory=dict)

    def address(self, **changes: str) -> str:
        """The query of the same view with some filters changed; an empty value takes one away."""
        return addresses.written(self.values, **changes)

    @property
    def narrowed(self) -> bool:
        """Is anything but state and order asked for?"""
        return any(self.values.get(name) for name in NAMES[2:])


def read(query: QueryDict, visit: Visit) -> Filters:
    """The filters of a page's address."""
    values = addresses.read(query, NAMES)
    errors: dict[str, str] = {}
    now = clock.now()
    period = PERIODS.get(values["period"])
    wanted = Wanted(
        state=State(values["state"]) if values["state"] in set(State) else State.OPEN,
        order=Order(values["order"]) if values["order"] in set(Order) else Order.LOSS,
        verdict=VERDICTS.get(values["verdict"]),
        tier=TIERS.get(values["tier"]),
        reason=values["reason"],
        institution=values["institution"],
        amount_from=_tenge("from", values, errors),
        amount_to=_tenge("to", values, errors),
        since=now - period if period else None,
        holder=f"person:{visit.user.username}" if values["mine"] else "",
        now=now,
    )
    return Filters(wanted, values, errors)


def place(text: str) -> Place | None:
    """Where the page before ended, as the address says it; None when it says nothing usable."""
    key, _dot, sequence = text.partition(".")
    return Place(int(key), int(sequence)) if _is_whole(key) and _is_whole(sequence) else None


def _tenge(name: str, values: Mapping[str, str], errors: dict[str, str]) -> int | None:
    digits = "".join(values[name].split())
    if not digits:
        return None
    if not _is_whole(digits):
        errors[name] = _("Whole tenge, in digits: 50 000")
        return None
    return money.tenge(int(digits))


def _is_whole(text: str) -> bool:
    """Digits only, and few enough for the store's numbers."""
    return text.isascii() and text.isdigit() and len(text) <= 15
