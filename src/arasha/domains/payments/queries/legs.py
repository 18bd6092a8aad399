"""The payments of one account as legs, money in and money out: each payment once, whoever asked about it."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import OuterRef, Subquery

from arasha.domains.payments.facts import Outcome, Verdict
from arasha.domains.payments.models import Payment, ReportedOutcome

# A page never reads more questions a side; of a busier account it shows a shorter time, and says so.
MOST = 2_000
CURRENCY = "KZT"
MOVED = frozenset({Outcome.EXECUTED, Outcome.RELEASED})

_REPORT = ReportedOutcome.objects.filter(payment=OuterRef("sequence")).order_by("-sequence").values("outcome")[:1]


class Leg(NamedTuple):
    """One payment from the account's point of view.

    `sequence` is of its first question, `amount` in tiyn, `verdict` the gravest that either side was given, `outcome`
    what an institution reported last; a report that the money stood still outweighs the other side's.
    """

    sequence: int
    at: datetime
    credit: bool
    amount: int
    other: UUID
    institution: str
    verdict: Verdict
    outcome: Outcome | None

    @property
    def moved(self) -> bool:
        """Did the money move, as far as is known? Where nothing was reported, advice to hold counts as heeded."""
        return self.verdict < Verdict.HOLD if self.outcome is None else self.outcome in MOVED


class Legs(NamedTuple):
    """Legs, oldest first; they are complete from `since` on. `cut` says that there are more before it."""

    rows: list[Leg]
    since: datetime
    cut: bool


def legs(token: UUID, since: datetime, most: int = MOST) -> Legs:
    """The legs of an account from an instant on, in tenge; fewer days of an account with more than `most` a side."""
    sides = [_side(token, since, most, credit=credit) for credit in (False, True)]
    full = [side[-1].at for side in sides if len(side) == most]
    begins = max(full, default=since)
    rows = [leg for side in sides for leg in _folded(side) if leg.at >= begins]
    return Legs(sorted(rows, key=lambda leg: (leg.at, leg.sequence)), begins, cut=bool(full))


def _side(token: UUID, since: datetime, most: int, *, credit: bool) -> Sequence[Leg]:
    """One side's questions, newest first, straight from the index of that side."""
    own, other = ("creditor", "debtor") if credit else ("debtor", "creditor")
    rows = Payment.objects.filter(**{own: token}, paid_at__gte=since, currency=CURRENCY).order_by("-paid_at")
    columns = ("first", "paid_at", "amount", other, f"{other}_institution", "verdict")
    found: Iterable[tuple[Any, ...]] = rows.annotate(outcome=Subquery(_REPORT)).values_list(*columns, "outcome")[:most]
    return [
        Leg(first, at, credit, amount, party, institution, Verdict(verdict), None if said is None else Outcome(said))
        for first, at, amount, party, institution, verdict, said in found
    ]


def _folded(rows: Sequence[Leg]) -> Iterable[Leg]:
    """The questions of both sides about one payment taken together."""
    found: dict[int, Leg] = {}
    for row in rows:
        standing = found.get(row.sequence)
        found[row.sequence] = row if standing is None else _together(standing, row)
    return found.values()


def _together(one: Leg, other: Leg) -> Leg:
    still = [leg.outcome for leg in (one, other) if leg.outcome is not None and leg.outcome not in MOVED]
    said = [leg.outcome for leg in (one, other) if leg.outcome is not None]
    return one._replace(verdict=max(one.verdict, other.verdict), outcome=next(iter((*still, *said)), None))
