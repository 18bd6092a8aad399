"""The filters of the list of drop candidates as they stand in the address: read without ever refusing a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from uuid import UUID

from django.http import QueryDict

from arasha.domains.payments.queries.account_risk import Candidate, Order, Place, Sign, Wanted, place_of
from arasha.interfaces.workspace import addresses
from arasha.kernel import clock
from arasha.kernel.tiers import Tier
from arasha.kernel.tokens import HEX

NAMES = ("order", "tier", "institution", "sign", "unseen")
TIERS = {tier.word: tier for tier in Tier if tier}
LAST_US = 253_402_300_799_000_000  # the end of the year 9999, the last that an instant can be in


@dataclass(frozen=True, slots=True)
class Filters:
    """What the address asks for; `values` fill the form again."""

    wanted: Wanted
    values: Mapping[str, str]

    def address(self, **changes: str) -> str:
        """The query of the same view with some filters changed."""
        return addresses.written(self.values, **changes)

    @property
    def narrowed(self) -> bool:
        """Is anything but the order asked for?"""
        return any(self.values[name] for name in NAMES[1:])


def read(query: QueryDict) -> Filters:
    """The filters of a page's address."""
    values = addresses.read(query, NAMES)
    wanted = Wanted(
        order=Order(values["order"]) if values["order"] in set(Order) else Order.RISK,
        tier=TIERS.get(values["tier"]),
        institution=values["institution"],
        sign=values["sign"] if values["sign"] in set(Sign) else "",
        unseen=bool(values["unseen"]),
    )
    return Filters(wanted, values)


def after(last: Candidate) -> str:
    """Where a page ended, as the address says it."""
    place = place_of(last)
    return f"{place.risk}.{clock.to_us(place.since)}.{place.token.hex}"


def place(text: str) -> Place | None:
    """Where the page before ended; None when the address says nothing usable."""
    risk, at, token = (*text.split("."), "", "")[:3]
    points, instant = addresses.whole(risk), addresses.whole(at)
    if points is None or instant is None or instant > LAST_US or not HEX.fullmatch(token):
        return None
    return Place(points, clock.from_us(instant), UUID(hex=token))
