"""Recording what the gateway answered: rows, their group in the log, reviews, and the position, in one transaction."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import transaction
from msgspec import structs

from arasha.domains.payments.actions import account_risk, account_words, identifiers, patterns, tally
from arasha.domains.payments.actions.account_risk import Shift
from arasha.domains.payments.actions.patterns import Formed
from arasha.domains.payments.actions.review import at_risk
from arasha.domains.payments.actions.screened import Screened
from arasha.domains.payments.facts import (
    Outcome,
    PaymentHeld,
    PaymentRefused,
    PaymentsScreened,
    ReviewOrigin,
    TaintMoved,
    Verdict,
)
from arasha.domains.payments.models import DrainPosition, ReportedOutcome, RuleBook, VerdictGroup
from arasha.domains.payments.rules.end_to_end import mark
from arasha.domains.payments.rules.masks import words_of
from arasha.domains.payments.rules.statement import statement
from arasha.kernel import clock
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.facts import Fact, canonical_json
from arasha.kernel.keyring import Purpose as KeyPurpose
from arasha.kernel.keyring import keyring
from arasha.kernel.log import merkle
from arasha.kernel.outbox.append import By, append
from arasha.kernel.store.copying import copy_in
from arasha.kernel.tokens import Tokens, as_uuid

GATEWAY = By("process:gateway", Purpose.SCREENING)

# The columns of `payment` in the order in which `_payment_row` gives them, with their types for a binary COPY.
PAYMENT_COLUMNS = {
    "sequence": "int8", "first": "int8", "group_id": "int8", "asker_id": "int4", "payment_id": "varchar",
    "incoming": "bool", "decided_at": "timestamptz", "paid_at": "timestamptz", "expires_at": "timestamptz",
    "debtor": "uuid", "creditor": "uuid", "debtor_institution": "varchar", "creditor_institution": "varchar",
    "amount": "int8", "stolen": "int8", "currency": "varchar", "kind": "int2", "channel": "int2", "verdict": "int2",
    "tier": "int2", "score": "int2", "reasons": "int8", "reasons_more": "int8", "shadow": "int8",
    "shadow_more": "int8", "why": "int8", "book_id": "int8", "features": "bytea", "sealed": "bytea",
    "request_sha256": "bytea", "end_to_end": "int8",
}  # fmt: skip
REVIEW_COLUMNS = {
    "payment_id": "int8", "verdict": "int2", "score": "int2", "tier": "int2", "asker_id": "int4", "amount": "int8",
    "paid_at": "timestamptz", "reasons": "int8", "reasons_more": "int8", "book_id": "int8", "at_risk": "int8",
    "origin": "varchar", "opened_at": "timestamptz", "due_at": "timestamptz", "claimed_by": "varchar",
    "decision": "varchar", "decided_by": "varchar", "note": "varchar",
}  # fmt: skip


class Moved(NamedTuple):
    """Stolen money went on with a payment, as the journal keeps it: tiyn of each claim."""

    sequence: int
    payment: int
    claims: dict[int, int]


class Beside(NamedTuple):
    """What a journal holds beside verdicts and outcomes."""

    formed: Sequence[Formed] = ()
    moved: Sequence[Moved] = ()


NOTHING_BESIDE = Beside()


class Reported(NamedTuple):
    """An outcome as the journal keeps it."""

    sequence: int
    payment: int
    outcome: Outcome
    at: int


def keep_book(version: int, content: object) -> None:
    """Keep a rule book (`Book.plain`) under its version, once."""
    RuleBook.objects.get_or_create(version=version, defaults={"content": content, "first_used_at": clock.now()})


def position(journal: str) -> int:
    """The sequence up to which a journal has been recorded."""
    return DrainPosition.objects.filter(journal=journal).values_list("position", flat=True).first() or 0


@transaction.atomic
def record(
    journal: str,
    upto: int,
    screened: Sequence[Screened],
    reported: Sequence[Reported],
    beside: Beside = NOTHING_BESIDE,
) -> None:
    """Store what stands in a journal before the sequence `upto`; what was stored before is skipped: nothing doubles.

    Last, because they lock the log, come the facts: of the group, of grave verdicts, of stolen money that went on, of
    accounts whose tier changed.
    """
    mark, _ = DrainPosition.objects.select_for_update().get_or_create(journal=journal)
    before, mark.position = mark.position, max(upto, mark.position)
    new = [row for row in screened if row.stated.sequence >= before]
    told = [row for row in reported if row.sequence >= before]
    mark.save(update_fields=["position"])
    if new:
        _store_rows(new)
    if patterned := [row for row in beside.formed if row.sequence >= before]:
        patterns.keep(patterned)
    outcomes = _store_outcomes(told) if told else set()
    shifts = account_risk.take_in([*account_words.of_payments(new), *account_words.of_outcomes(outcomes)])
    _tell(new, [row for row in beside.moved if row.sequence >= before], shifts)


def _tell(rows: Sequence[Screened], moved: Sequence[Moved], shifts: Sequence[Shift]) -> None:
    """Append the facts, and keep what needs their sequences."""
    hashes = [merkle.leaf_hash(canonical_json(statement(row.stated))) for row in rows]
    went_on = (TaintMoved(payment=row.payment, claims=row.claims) for row in moved)
    facts = [*_facts_of(rows, hashes), *went_on, *(shift.fact for shift in shifts)]
    recorded = append(facts, GATEWAY) if facts else []
    if rows:
        sequences = b"".join(row.stated.sequence.to_bytes(8, "big") for row in rows)
        VerdictGroup.objects.create(
            first=rows[0].stated.sequence, fact=recorded[0].sequence, sequences=sequences, hashes=b"".join(hashes)
        )
    account_risk.keep_changes(shifts, recorded[len(facts) - len(shifts) :])


def _store_rows(rows: Sequence[Screened]) -> None:
    """Rows and reviews by COPY, and the tallies."""
    first, now, tokens = rows[0].stated.sequence, clock.now(), Tokens(keyring().key(KeyPurpose.TOKEN))
    copy_in("payment", PAYMENT_COLUMNS, ((*_payment_row(row, first), _mark(row, tokens)) for row in rows))
    copy_in("payment_review", REVIEW_COLUMNS, (_review_row(row, now) for row in _alerts(rows)))
    tally.count(rows)
    identifiers.remember(rows)


def _store_outcomes(reported: Sequence[Reported]) -> set[tuple[int, Outcome]]:
    """Store outcomes; returns those that were not told before, with the sequences of their payments."""
    stored = ReportedOutcome.objects.filter(payment_id__in={row.payment for row in reported})
    before = set(stored.values_list("payment_id", "outcome"))
    ReportedOutcome.objects.bulk_create(
        ReportedOutcome(sequence=row.sequence, payment_id=row.payment, outcome=row.outcome, at=clock.from_us(row.at))
        for row in reported
    )
    return {(row.payment, row.outcome) for row in reported} - before


def _facts_of(rows: Sequence[Screened], hashes: Sequence[bytes]) -> Iterator[Fact]:
    """A group of verdicts, and the grave ones among them."""
    if rows:
        yield PaymentsScreened(
            first=rows[0].stated.sequence,
            last=rows[-1].stated.sequence,
            rows=len(rows),
            root=merkle.root_of(hashes).hex(),
            verdicts=dict(Counter(row.stated.verdict.word for row in rows)),
        )
    for row in _alerts(rows):
        yield from _alert(row)


def _alerts(rows: Sequence[Screened]) -> list[Screened]:
    return [row for row in rows if row.stated.verdict > Verdict.ALLOW]


def _review_row(row: Screened, now: datetime) -> tuple[Any, ...]:
    stated = row.stated
    return (
        stated.sequence, stated.verdict, stated.score, stated.tier, row.asker, row.amount, clock.from_us(row.paid_at),
        *words_of(row.live), stated.book, at_risk(row.amount, stated.score), ReviewOrigin.VERDICT, now,
        clock.from_us(stated.expires_at), "", "", "", "",
    )  # fmt: skip


def _alert(row: Screened) -> Iterable[Fact]:
    """A held or refused payment is a fact of its own."""
    kinds = {Verdict.HOLD: PaymentHeld, Verdict.REFUSE: PaymentRefused}
    if row.stated.verdict in kinds:
        fact = kinds[row.stated.verdict](
            sequence=row.stated.sequence,
            institution=row.stated.institution,
            debtor=row.debtor.hex(),
            creditor=row.creditor.hex(),
            amount=row.amount,
            reasons=sorted(row.stated.reasons),
        )
        yield structs.replace(fact, held_amount=row.stated.held_amount) if isinstance(fact, PaymentHeld) else fact


def _payment_row(row: Screened, group: int) -> tuple[Any, ...]:
    stated, asked = row.stated, row.asked
    return (
        stated.sequence, row.first, group, row.asker, stated.payment_id, row.incoming,
        clock.from_us(stated.decided_at), clock.from_us(row.paid_at), clock.from_us(stated.expires_at),
        as_uuid(row.debtor), as_uuid(row.creditor), asked.debtor_institution, asked.creditor_institution, row.amount,
        stated.held_amount, asked.currency, row.kind, row.channel, stated.verdict, stated.tier, stated.score,
        *words_of(row.live), *words_of(row.shadow), row.why, stated.book, row.features, asked.sealed,
        stated.request_sha256,
    )  # fmt: skip


def _mark(row: Screened, tokens: Tokens) -> int | None:
    """The mark of the id that runs with a payment; a payment's second question needs none."""
    asked = row.asked
    return mark(tokens, asked.debtor_institution, asked.end_to_end_id) if row.first == row.stated.sequence else None
