"""What payments, outcomes and findings say of the accounts that took part in them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, assert_never

from arasha.domains.payments.actions.account_risk import Word
from arasha.domains.payments.actions.screened import Screened
from arasha.domains.payments.facts import Decision, Outcome
from arasha.domains.payments.hot import group
from arasha.domains.payments.models import Payment, Review, RuleBook
from arasha.domains.payments.rules.account_risk import CLEARED, Evidence, Sign
from arasha.domains.payments.rules.accusations import (
    CLEARED_BY_RELEASE,
    MONEY_RETURNED,
    PAID_FOR_FRAUD,
    TOOK_PART,
    Accused,
    Told,
    accused_by,
    weights_of,
)
from arasha.domains.payments.rules.features import F
from arasha.domains.payments.rules.masks import bits_of, mask_of
from arasha.kernel import clock

MODEL = [F.DROP_LEVEL, F.DROP_SCORE, F.UNUSUAL]
HEARD = (Outcome.RETURNED, Outcome.RELEASED)


class Accusing(NamedTuple):
    """A rule of a book: its code, what it weighs, whom it accuses."""

    code: str
    weight: int
    accused: Accused


class Reading(NamedTuple):
    """How a book is read for what it says of accounts: its rules by bit, and the mask of those that say something."""

    rules: tuple[Accusing, ...]
    telling: int


@lru_cache(maxsize=64)
def reading(version: int) -> Reading:
    """The rules of a book as accusations. The model's own rules accuse nobody and are telling."""
    rules, telling = list[Accusing](), 0
    for bit, rule in enumerate(RuleBook.objects.get(version=version).content["rules"]):
        looked_at = {name for feature, _, _, of, _ in rule["when"] for name in (feature, of) if name}
        accused = accused_by(rule["code"], looked_at)
        rules.append(Accusing(rule["code"], rule["weight"], accused))
        if (rule["weight"] > 0 and any(accused)) or F.DROP_LEVEL.name in looked_at:
            telling |= 1 << bit
    return Reading(tuple(rules), telling)


def of_payments(rows: Sequence[Screened]) -> Iterator[Word]:
    """What the verdicts say; a payment that both sides asked about says it once."""
    telling = [
        row
        for row in rows
        if row.live and row.first == row.stated.sequence and row.live & reading(row.stated.book).telling
    ]
    for row, model in zip(telling, _model(telling), strict=True):
        rules = _fired(row.stated.book, row.live)
        told = Told({rule.code: rule.weight for rule in rules}, row.stated.tier, *model)
        weights = weights_of(told, {rule.code: rule.accused for rule in rules})
        at, asked = min(row.paid_at, row.stated.decided_at), row.asked
        if weights.debtor:
            yield Word(row.debtor, asked.debtor_institution, Evidence(at, weights.debtor))
        if weights.creditor:
            yield Word(row.creditor, asked.creditor_institution, Evidence(at, weights.creditor))


def of_outcomes(reported: Collection[tuple[int, Outcome]]) -> Iterator[Word]:
    """What institutions did, by the sequences of payments: money returned speaks against who was paid.

    A payment that the payer's own institution held and then released speaks for who was paid, a little; the receiver's
    institution cannot speak for its own customer.
    """
    heard = [(sequence, outcome) for sequence, outcome in reported if outcome in HEARD]
    payments = Payment.objects.defer("sealed", "features").in_bulk({sequence for sequence, _ in heard})
    for payment, outcome in ((payments[sequence], outcome) for sequence, outcome in heard if sequence in payments):
        told = Word(payment.creditor.bytes, payment.creditor_institution)
        if outcome is Outcome.RETURNED:
            yield told._replace(against=Evidence(clock.to_us(payment.paid_at), MONEY_RETURNED))
        elif not payment.incoming:
            yield told._replace(cleared=CLEARED_BY_RELEASE)


def of_reviews(reviews: Iterable[Review], decision: Decision) -> Iterator[Word]:
    """What a person found: of the account that was paid, and of the payer's where a rule accused it."""
    for payment in {review.payment.first: review.payment for review in reviews}.values():
        mask = mask_of(payment.reasons, payment.reasons_more)
        took_part = any(rule.accused.debtor for rule in _fired(payment.book_id, mask))
        yield from _found(decision, payment, payment.creditor.bytes, PAID_FOR_FRAUD)
        if took_part:
            yield from _found(decision, payment, payment.debtor.bytes, TOOK_PART)


def _found(decision: Decision, payment: Payment, token: bytes, weights: Mapping[Sign, int]) -> Iterator[Word]:
    creditor = token == payment.creditor.bytes
    told = Word(token, payment.creditor_institution if creditor else payment.debtor_institution)
    match decision:
        case Decision.FRAUD:
            yield told._replace(against=Evidence(clock.to_us(payment.paid_at), weights))
        case Decision.LEGITIMATE:
            yield told._replace(cleared=CLEARED)
        case Decision.UNCLEAR:
            return
        case _:
            assert_never(decision)


def _fired(book: int, mask: int) -> list[Accusing]:
    rules = reading(book).rules
    return [rules[bit] for bit in bits_of(mask)]


def _model(rows: Sequence[Screened]) -> list[list[int]]:
    """The model's columns of some rows."""
    if not rows:
        return []
    packed = b"".join(row.features for row in rows)
    found: list[list[int]] = group.unpack(packed, len(rows))[:, MODEL].tolist()
    return found
