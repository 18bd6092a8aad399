"""Payments as rows of a list: with their strongest reasons, masked accounts, and who has them in hand."""

from collections.abc import Sequence
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from arasha.domains.payments.actions.review import holder
from arasha.domains.payments.facts import ReviewOrigin, Verdict
from arasha.domains.payments.queries import books
from arasha.domains.payments.queries.payments import Payment
from arasha.domains.payments.queries.queue import Review
from arasha.interfaces.ui.text import Text
from arasha.interfaces.ui.titles import title_of
from arasha.interfaces.workspace import words
from arasha.interfaces.workspace.people import in_reading, names_of
from arasha.kernel import clock
from arasha.kernel.identifiers import Identifier, Unread
from arasha.kernel.store import vault

STRONGEST = 2

Known = dict[UUID, Identifier | Unread]


class Reason(NamedTuple):
    """Why a verdict was given, in the reader's language; a negative weight speaks for the payer."""

    code: str
    weight: int
    title: str
    text: str


class Row(NamedTuple):
    """A payment of the queue, ready to be shown."""

    review: Review
    payment: Payment
    verdict: str
    kind: Text
    reasons: list[str]
    more: int
    asker: str
    holder: str
    mine: bool
    listed_later: bool


def rows_of(reviews: Sequence[Review], actor: str) -> tuple[list[Row], Known]:
    """The rows of a page and what the vault knows of their accounts."""
    known = vault.open_values(token for each in reviews for token in (each.payment.debtor, each.payment.creditor))
    now = clock.now()
    names = names_of(holder(review, now) for review in reviews)
    return [_row(review, holder(review, now), names, actor) for review in reviews], known


def _row(review: Review, held_by: str, names: dict[str, str], actor: str) -> Row:
    reasons = [reason.title for reason in reasons_of(review.payment) if reason.weight > 0]
    return Row(
        review=review,
        payment=review.payment,
        verdict=Verdict(review.verdict).word,
        kind=words.KINDS[review.payment.kind],
        reasons=reasons[:STRONGEST],
        more=max(0, len(reasons) - STRONGEST),
        asker=title_of(review.asker),
        holder=names[held_by] if held_by else "",
        mine=held_by == actor,
        listed_later=review.origin == ReviewOrigin.LISTED_LATER,
    )


def reasons_of(payment: Payment) -> list[Reason]:
    """A verdict's reasons, those against the payment first, heaviest first."""
    fired = books.kept(payment.book_id).fired(payment.fired)
    return sorted((_reason(line) for line in fired), key=lambda reason: -reason.weight)


def _reason(line: books.Line) -> Reason:
    text = _("This rule is no longer in use.") if line.gone else in_reading(line.told.reason)
    return Reason(line.code, line.weight, in_reading(line.told.title), text)
