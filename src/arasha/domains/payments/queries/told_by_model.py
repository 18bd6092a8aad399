"""What the model said of an account's latest payments, and on which themes its word rested."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import F as Of

from arasha.domains.payments.hot import group
from arasha.domains.payments.hot.model import themes_told
from arasha.domains.payments.models import Payment
from arasha.domains.payments.rules.features import F
from arasha.domains.payments.rules.themes import TITLES
from arasha.kernel import clock

LOOKED_BACK = timedelta(days=30)


class Told(NamedTuple):
    """A payment that the model took for a drop's: its answer in parts of 10 000, and marked English titles of themes,
    the one that pushed most first.
    """

    sequence: int
    paid_at: datetime
    amount: int
    credit: bool
    score: int
    themes: tuple[str, ...]


def told_by_model(token: UUID, most: int = 8) -> list[Told]:
    """The latest payments of an account of which the model gave themes, newest first, each once."""
    rows = [row for own in ("debtor", "creditor") for row in _side(token, own, most)]
    found = {row.sequence: row for row in rows}
    return sorted(found.values(), key=lambda row: (row.paid_at, row.sequence), reverse=True)[:most]


def _side(token: UUID, own: str, most: int) -> list[Told]:
    since = clock.now() - LOOKED_BACK
    rows = Payment.objects.filter(**{own: token}, paid_at__gte=since, first=Of("sequence")).exclude(why=0)
    columns = ("sequence", "paid_at", "amount", "why", "features")
    found = rows.order_by("-paid_at").values_list(*columns)[:most]
    return [
        Told(
            sequence,
            at,
            amount,
            own == "creditor",
            _score(features),
            tuple(TITLES[theme] for theme in themes_told(why)),
        )
        for sequence, at, amount, why, features in found
    ]


def _score(features: bytes) -> int:
    return int(group.unpack(bytes(features), 1)[0, F.DROP_SCORE])


def _themes(why: int) -> tuple[str, ...]:
    return tuple(TITLES[theme] for theme in themes_told(why))
