"""The queue: payments that a person should look at, narrowed and sorted as asked; no query reads more than a page."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import reduce
from operator import or_
from typing import NamedTuple

from django.db.models import BigIntegerField, Count, F, Q, QuerySet, Sum, Value
from django.db.models.expressions import CombinedExpression
from django.db.models.functions import Coalesce

from arasha.domains.payments.facts import Decision
from arasha.domains.payments.models import Review
from arasha.domains.payments.queries.books import bits_of
from arasha.domains.payments.rules.masks import words_of

__all__ = ["Order", "Review", "State", "Totals", "Wanted", "counts", "found", "newer", "page", "totals"]

UNREAD = ("payment__sealed", "payment__features", "payment__request_sha256")
MOST_COUNTED = 1_000


class State(StrEnum):
    """What has become of a payment in the queue."""

    OPEN = "open"
    UNCLEAR = "unclear"
    FRAUD = "fraud"
    LEGITIMATE = "legitimate"


class Order(StrEnum):
    """What stands first."""

    LOSS = "loss"
    OLDEST = "oldest"
    NEWEST = "newest"


class Place(NamedTuple):
    """Where a page ended: the last row's sort key and its payment's sequence."""

    key: int
    sequence: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What to show; amounts in hundredths of the currency; whatever is None or empty narrows nothing."""

    state: State = State.OPEN
    order: Order = Order.LOSS
    verdict: int | None = None
    tier: int | None = None
    reason: str = ""
    institution: str = ""
    amount_from: int | None = None
    amount_to: int | None = None
    since: datetime | None = None
    until: datetime | None = None
    holder: str = ""
    now: datetime | None = None


class Totals(NamedTuple):
    """How much waits."""

    payments: int
    at_risk: int


_STATES: dict[State, Q] = {
    State.OPEN: Q(decided_at=None),
    State.UNCLEAR: Q(decision=Decision.UNCLEAR),
    State.FRAUD: Q(decision=Decision.FRAUD),
    State.LEGITIMATE: Q(decision=Decision.LEGITIMATE),
}

_ORDERS: dict[Order, tuple[str, ...]] = {
    Order.LOSS: ("-at_risk", "-payment_id"),
    Order.OLDEST: ("payment_id",),
    Order.NEWEST: ("-payment_id",),
}

_AFTER: dict[Order, Callable[[Place], Q]] = {
    Order.LOSS: lambda place: Q(at_risk__lte=place.key) & (Q(at_risk__lt=place.key) | Q(payment_id__lt=place.sequence)),
    Order.OLDEST: lambda place: Q(payment_id__gt=place.sequence),
    Order.NEWEST: lambda place: Q(payment_id__lt=place.sequence),
}


def found(wanted: Wanted) -> QuerySet[Review]:
    """The reviews that are wanted, in no order."""
    narrowing = {
        "verdict": wanted.verdict,
        "tier__gte": wanted.tier,
        "asker__code": wanted.institution or None,
        "amount__gte": wanted.amount_from,
        "amount__lte": wanted.amount_to,
        "paid_at__gte": wanted.since,
        "paid_at__lt": wanted.until,
        "claimed_by": wanted.holder or None,
        "claimed_until__gt": wanted.now if wanted.holder else None,
    }
    rows = Review.objects.filter(_STATES[wanted.state], **{k: v for k, v in narrowing.items() if v is not None})
    return _with_reason(rows, wanted.reason) if wanted.reason else rows


def page(wanted: Wanted, size: int, after: Place | None = None) -> list[Review]:
    """One page with its payments and askers, from where the last one ended."""
    rows = found(wanted).select_related("payment", "asker").defer(*UNREAD)
    if after is not None:
        rows = rows.filter(_AFTER[wanted.order](after))
    return list(rows.order_by(*_ORDERS[wanted.order])[:size])


def these(sequences: Sequence[int]) -> list[Review]:
    """The reviews of some payments, in the order of their payments."""
    rows = Review.objects.filter(payment_id__in=sequences).select_related("payment", "asker").defer(*UNREAD)
    return list(rows.order_by("payment_id"))


def place_of(review: Review) -> Place:
    """Where a page that ends with this row ends."""
    return Place(review.at_risk, review.payment_id)


def newer(wanted: Wanted, sequence: int) -> int:
    """How many of the wanted payments came after this sequence, counted up to a thousand."""
    rows = found(wanted).filter(payment_id__gt=sequence)
    return rows.order_by().values("payment_id")[: MOST_COUNTED + 1].count()


def latest(wanted: Wanted) -> int:
    """The highest sequence among the wanted payments; -1 when there is none."""
    return found(wanted).order_by("-payment_id").values_list("payment_id", flat=True).first() or -1


def totals(wanted: Wanted) -> Totals:
    """How many payments are wanted, and the loss that is expected of them."""
    row = found(wanted).aggregate(
        payments=Count("payment_id"), at_risk=Coalesce(Sum("at_risk"), 0, output_field=BigIntegerField())
    )
    return Totals(row["payments"], row["at_risk"])


def counts() -> dict[int, Totals]:
    """How much waits undecided, by verdict."""
    rows = Review.objects.filter(decided_at=None).values_list("verdict")
    return {
        verdict: Totals(payments, loss)
        for verdict, payments, loss in rows.annotate(Count("payment_id"), Sum("at_risk")).order_by("verdict")
    }


def in_hand(actor: str, now: datetime) -> Sequence[int]:
    """The payments that somebody has in hand."""
    rows = Review.objects.filter(claimed_by=actor, claimed_until__gt=now, decided_at=None)
    return list(rows.order_by("payment_id").values_list("payment_id", flat=True))


def _with_reason(rows: QuerySet[Review], code: str) -> QuerySet[Review]:
    """Those whose mask has the rule's bit, which differs from book to book."""
    bits = bits_of(code)
    if not bits:
        return rows.none()
    masks = {f"bit_{bit}": _bit(bit) for bit in set(bits.values())}
    said = (Q(book_id=version) & ~Q(**{f"bit_{bit}": Value(0)}) for version, bit in bits.items())
    return rows.alias(**masks).filter(reduce(or_, said))


def _bit(bit: int) -> CombinedExpression:
    """One bit of a review's mask, in the word that holds it."""
    words = words_of(1 << bit)
    return F("reasons").bitand(words.first) if words.first else F("reasons_more").bitand(words.more)
