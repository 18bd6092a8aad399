"""Who an account deals with: one row a counterparty, both ways together."""

from collections.abc import Iterable
from datetime import datetime
from typing import NamedTuple
from uuid import UUID

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.queries.legs import Leg


class Counterparty(NamedTuple):
    """What an account received from and sent to another one, in tiyn and payments; `worst` is the gravest verdict
    each way. Payments that were stopped count: they show where money was to go.
    """

    token: UUID
    institution: str
    received: int
    sent: int
    times_in: int
    times_out: int
    worst_in: Verdict
    worst_out: Verdict
    last_at: datetime

    @property
    def amount(self) -> int:
        """Both ways together."""
        return self.received + self.sent


def counterparties(legs: Iterable[Leg]) -> list[Counterparty]:
    """The counterparties of some legs, the one with the most money first."""
    found: dict[UUID, list[Leg]] = {}
    for leg in legs:
        found.setdefault(leg.other, []).append(leg)
    return sorted((_row(token, rows) for token, rows in found.items()), key=lambda row: (-row.amount, row.token))


def _row(token: UUID, legs: list[Leg]) -> Counterparty:
    came, went = ([leg for leg in legs if leg.credit is way] for way in (True, False))
    return Counterparty(
        token=token,
        institution=legs[-1].institution,
        received=sum(leg.amount for leg in came),
        sent=sum(leg.amount for leg in went),
        times_in=len(came),
        times_out=len(went),
        worst_in=max((leg.verdict for leg in came), default=Verdict.ALLOW),
        worst_out=max((leg.verdict for leg in went), default=Verdict.ALLOW),
        last_at=max(leg.at for leg in legs),
    )
