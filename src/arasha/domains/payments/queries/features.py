"""What the engine knew when it gave a verdict: the feature row, with the meaning of each figure."""

from collections.abc import Sequence
from typing import NamedTuple

from arasha.domains.payments.hot import group
from arasha.domains.payments.models import Payment
from arasha.domains.payments.queries.books import conditions_of
from arasha.domains.payments.rules.behaviour_catalogue import OF_AN_ACCOUNT
from arasha.domains.payments.rules.catalogue import CATALOGUE, About
from arasha.domains.payments.rules.features import F
from arasha.domains.payments.rules.units import Unit

__all__ = ["About", "Column", "Figure", "Unit", "columns", "figures_of"]


class Column(NamedTuple):
    """A column of the feature row in words; `title` is a marked English text."""

    name: str
    about: About
    unit: Unit
    title: str


def columns() -> list[Column]:
    """Every column of the feature row, in its order."""
    return [Column(feature.name, *CATALOGUE[feature]) for feature in F]


class Figure(NamedTuple):
    """One figure; `title` is a marked English text.

    `told` says that a reason of this verdict rests on it; `of_months`, that it tells how an account behaves over
    months: for the model rather than for the eye.
    """

    name: str
    about: About
    unit: Unit
    title: str
    value: int
    told: bool
    of_months: bool


def figures_of(payment: Payment, codes: Sequence[str]) -> list[Figure]:
    """Every figure of a verdict whose reasons have these codes, in the order of the feature row."""
    (row,) = group.unpack(bytes(payment.features), 1).tolist()
    looked_at = {name for code in codes for name in conditions_of(payment.book_id, code)}
    return [
        Figure(name, *CATALOGUE[F[name]], row[F[name]], name in looked_at, name[2:] in OF_AN_ACCOUNT)
        for name in F.__members__
    ]
