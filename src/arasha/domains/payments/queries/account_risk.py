"""The standing risk of accounts: candidates for drops, why, since when, and what a hold would touch."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Sum

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.models import AccountReview, AccountRisk, AccountRiskChange, Payment
from arasha.domains.payments.rules import account_risk as rules
from arasha.domains.payments.rules.account_risk import QUANTA, TITLES, Sign, Standing, Strength
from arasha.kernel import clock
from arasha.kernel.settings import current
from arasha.kernel.tiers import Tier

__all__ = [
    "QUANTA", "TITLES", "Candidate", "Change", "Held", "Order", "Place", "Sign", "SignSeen", "Wanted", "all_of",
    "candidates", "changes", "counts", "history_of", "if_held", "place_of", "risk_of",
]  # fmt: skip

HELD_DAYS = 30


class SignSeen(NamedTuple):
    """One reason: its marked English title, what it adds to the risk (0…1000), how often and when last it was seen."""

    sign: Sign
    title: str
    points: int
    times: int
    last_at: datetime


class Candidate(NamedTuple):
    """An account and what stands against it as of now, gravest reason first; `since` is when it came to its tier.

    `cleared` says that a person lately found a payment of it to be in order; `recorded` is the risk as of `updated_at`.
    """

    token: UUID
    institution: str
    risk: int
    tier: Tier
    since: datetime
    updated_at: datetime
    signs: tuple[SignSeen, ...]
    cleared: bool
    recorded: int


class Change(NamedTuple):
    """An account's tier changed; `seen` is how many payments spoke against it in 3, 30 and 180 days, quantised."""

    sequence: int
    token: UUID
    institution: str
    before: Tier
    after: Tier
    signs: tuple[Sign, ...]
    seen: dict[str, str]
    at: datetime


class Held(NamedTuple):
    """What a hold on an account would have met in the last `days` days, amounts in tiyn.

    Payments to it and from it that were let through, how many different people paid it, how many accounts it paid.
    """

    days: int
    payments_in: int
    amount_in: int
    payers: int
    payments_out: int
    amount_out: int
    payees: int


class Order(StrEnum):
    """What stands first."""

    RISK = "risk"
    NEWEST = "newest"


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """Which accounts to list, of a tier above none; whatever is None or empty narrows nothing.

    `unseen`: those that nobody has looked into since they came to their tier.
    """

    order: Order = Order.RISK
    tier: int | None = None
    institution: str = ""
    sign: str = ""
    unseen: bool = False


class Place(NamedTuple):
    """Where a page ended."""

    risk: int
    since: datetime
    token: UUID


_ORDERS: dict[Order, tuple[str, str]] = {Order.RISK: ("-risk", "token"), Order.NEWEST: ("-since", "token")}

_AFTER: dict[Order, Callable[[Place], Q]] = {
    Order.RISK: lambda place: Q(risk__lte=place.risk) & (Q(risk__lt=place.risk) | Q(token__gt=place.token)),
    Order.NEWEST: lambda place: Q(since__lte=place.since) & (Q(since__lt=place.since) | Q(token__gt=place.token)),
}


def candidates(wanted: Wanted, size: int, after: Place | None = None) -> list[Candidate]:
    """One page of accounts that may be drops, in the order of the risk that was last recorded for them."""
    rows = _found(wanted)
    if after is not None:
        rows = rows.filter(_AFTER[wanted.order](after))
    return [candidate(row) for row in rows.order_by(*_ORDERS[wanted.order])[:size]]


def place_of(last: Candidate) -> Place:
    """Where a page that ends with this account ends."""
    return Place(last.recorded, last.since, last.token)


def counts() -> dict[Tier, int]:
    """How many accounts stand in each tier above none."""
    rows = AccountRisk.objects.filter(tier__gt=Tier.NONE).values_list("tier").annotate(Count("token"))
    return {Tier(tier): count for tier, count in rows.order_by("tier")}


def risk_of(token: UUID) -> Candidate | None:
    """What stands against an account; None when nothing was ever seen."""
    row = AccountRisk.objects.filter(token=token).first()
    return None if row is None else candidate(row)


def history_of(token: UUID, limit: int = 100) -> list[Change]:
    """The changes of an account's tier, newest first."""
    rows = AccountRiskChange.objects.filter(token=token).order_by("-sequence")[:limit]
    return [_change(row) for row in rows]


def changes(institution: str, after: int, limit: int) -> list[Change]:
    """The changes of the accounts that an institution keeps, oldest first, behind a sequence."""
    rows = AccountRiskChange.objects.filter(institution=institution, sequence__gt=after).order_by("sequence")[:limit]
    return [_change(row) for row in rows]


def if_held(token: UUID) -> Held:
    """Whom and what a hold on the account would have touched lately; each payment counts once."""
    since = clock.now() - timedelta(days=HELD_DAYS)
    moved = Payment.objects.filter(paid_at__gte=since, first=F("sequence"), verdict__lt=Verdict.HOLD)
    came, went = (
        moved.filter(**{own: token}).aggregate(
            payments=Count("sequence"), amount=Sum("amount"), others=Count(other, distinct=True)
        )
        for own, other in (("creditor", "debtor"), ("debtor", "creditor"))
    )
    return Held(
        HELD_DAYS,
        came["payments"], came["amount"] or 0, came["others"],
        went["payments"], went["amount"] or 0, went["others"],
    )  # fmt: skip


def candidate(row: AccountRisk) -> Candidate:
    """What a row says as of now."""
    half_life = current().account_risk_half_life_days
    now = rules.as_of(standing_of(row), rules.hour_of(clock.now_us()), half_life)
    return Candidate(
        token=row.token,
        institution=row.institution,
        risk=rules.risk_of(now),
        tier=Tier(row.tier),
        since=row.since,
        updated_at=row.updated_at,
        signs=_signs(now),
        cleared=now.cleared >= rules.POINT,
        recorded=row.risk,
    )


def standing_of(row: AccountRisk) -> Standing:
    """A row as the rules read it."""
    signs = {Sign(name): Strength(*strength) for name, strength in row.signs.items()}
    days = {int(day): count for day, count in row.days.items()}
    return Standing(row.hour, signs, row.cleared, days, Tier(row.tier))


def _signs(standing: Standing) -> tuple[SignSeen, ...]:
    seen = [
        SignSeen(
            sign, TITLES[sign], rules.contribution(sign, strength.points), strength.times,
            clock.from_us(strength.last_at),
        )
        for sign, strength in standing.signs.items()
    ]  # fmt: skip
    return tuple(sorted(seen, key=lambda each: (-each.points, each.sign)))


def _found(wanted: Wanted) -> QuerySet[AccountRisk]:
    least = Tier.LOW if wanted.tier is None else wanted.tier
    rows = AccountRisk.objects.filter(tier__gt=Tier.NONE, tier__gte=least)
    if wanted.institution:
        rows = rows.filter(institution=wanted.institution)
    if wanted.unseen:
        rows = rows.exclude(Exists(AccountReview.objects.filter(token=OuterRef("token"), at__gte=OuterRef("since"))))
    return rows.filter(signs__has_key=wanted.sign) if wanted.sign else rows


def _change(row: AccountRiskChange) -> Change:
    signs = tuple(Sign(name) for name in row.signs)
    return Change(row.sequence, row.token, row.institution, Tier(row.before), Tier(row.after), signs, row.seen, row.at)


def all_of(tokens: Sequence[UUID]) -> dict[UUID, Candidate]:
    """What stands against each of some accounts; those of which nothing was ever seen are left out."""
    return {row.token: candidate(row) for row in AccountRisk.objects.filter(token__in=list(tokens))}
