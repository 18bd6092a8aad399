"""The registry's filters as they stand in the address: read without ever refusing a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.http import QueryDict

from arasha.domains.registry.facts import EntryState, Ground
from arasha.domains.registry.queries import Place, Wanted
from arasha.interfaces.workspace import addresses
from arasha.interfaces.workspace.access import Visit
from arasha.kernel import clock
from arasha.kernel.identifiers import Kind
from arasha.kernel.tiers import Tier

NAMES = ("state", "kind", "tier", "ground", "owner", "within", "others")
LIVE, ENDED, WAITING = "live", "ended", "waiting"
TERMS: dict[str, timedelta] = {
    "1d": timedelta(days=1),
    "7d": timedelta(days=7),
    "30d": timedelta(days=30),
    "90d": timedelta(days=90),
}
TIERS = {tier.word: tier for tier in Tier if tier}
GROUNDS = {ground.code: ground for ground in Ground}
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
        """Is anything asked for at all?"""
        return any(self.values.values())


def read(query: QueryDict, visit: Visit, now: datetime) -> Filters:
    """The filters of a page's address."""
    values = addresses.read(query, NAMES)
    state, kind = values["state"], values["kind"]
    wanted = Wanted(
        state=EntryState(state) if state in set(EntryState) else None,
        waiting=state == WAITING,
        live={LIVE: True, ENDED: False}.get(state),
        kind=kind if kind in set(Kind) else "",
        tier=TIERS.get(values["tier"]),
        ground=GROUNDS.get(values["ground"]),
        owner=values["owner"],
        not_by=f"person:{visit.user.username}" if values["others"] else "",
        within=TERMS.get(values["within"]),
        now=now,
    )
    return Filters(wanted, values)


def place(text: str) -> Place | None:
    """Where the page before ended, as the address says it; None when it says nothing usable."""
    at, _dot, number = text.partition(".")
    instant, entry = addresses.whole(at), addresses.whole(number)
    if instant is None or entry is None or instant > LAST_US:
        return None
    return Place(clock.from_us(instant), entry)
