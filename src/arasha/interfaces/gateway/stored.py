"""Giving a stored verdict back, with its proof once the log holds it."""

from datetime import datetime
from typing import Any

import msgspec
import numpy as np
from django.db import OperationalError, close_old_connections

from arasha.domains.payments.facts import Outcome
from arasha.domains.payments.queries import books, payments, receipts
from arasha.domains.payments.queries.payments import Payment
from arasha.interfaces.gateway.answers import TIERS, VERDICTS, reasons_text
from arasha.interfaces.gateway.screening import Screening
from arasha.kernel import clock
from arasha.kernel.answered import key_of
from arasha.kernel.errors import NotFound, Unavailable
from arasha.kernel.log.receipts import Receipt


class Stored(msgspec.Struct, kw_only=True, omit_defaults=True):
    """`schemas.StoredVerdict`, with the answer as text already."""

    answer: msgspec.Raw
    institution: str
    decided_at: datetime
    receipt: Receipt | None = None
    outcomes: list[dict[str, Any]] = []


class StoredVerdicts:
    """Finds verdicts in the journal, else in the store."""

    def __init__(self, screening: Screening) -> None:
        self._screening = screening

    def find(self, number: int, code: str, payment_id: str) -> Stored:
        """The verdict that institution `number` got under its id; runs in a thread, because it may read the store.

        `NotFound` when there is none; `Unavailable` when only the store could tell and it is away.
        """
        kept = self._from_journal(number, code, payment_id)
        try:
            close_old_connections()
            return self._with_proof(kept, code, payment_id)
        except OperationalError:
            if kept is None:
                raise Unavailable("the store is away; verdicts older than the journal cannot be read now") from None
            return kept

    def _from_journal(self, number: int, code: str, payment_id: str) -> Stored | None:
        sequence = self._screening.questions.find(key_of(payment_id, number))
        if sequence < 0:
            return None
        try:
            row, _ = self._screening.stored(sequence)
        except NotFound:
            return None
        (answer,) = self._screening.writer.write([payment_id], np.array([row]), [[]])
        return Stored(
            answer=msgspec.Raw(answer), institution=code, decided_at=clock.from_us(int(row["ask"]["arrived_at"]))
        )

    def _with_proof(self, kept: Stored | None, code: str, payment_id: str) -> Stored:
        payment = payments.by_asker(code, payment_id)
        if payment is None:
            if kept is None:
                raise NotFound
            return kept  # not drained yet: the proof follows within a second or so
        found = kept or Stored(answer=from_store(payment), institution=code, decided_at=payment.decided_at)
        found.receipt = receipts.receipt_of(payment)
        found.outcomes = [
            {"id": payment_id, "outcome": Outcome(outcome.outcome).word, "time": outcome.at}
            for outcome in payment.outcomes.all()
        ]
        return found


def from_store(payment: Payment) -> msgspec.Raw:
    """The answer that a row of the store records, in the words of the book it was given under."""
    answer = {
        "id": payment.payment_id,
        "verdict": VERDICTS[payment.verdict],
        "tier": TIERS[payment.tier],
        "score": payment.score,
        "reasons": msgspec.Raw(reasons_text(books.kept(payment.book_id).fired(payment.fired), payment.why)),
        "expires_at": payment.expires_at,
        "sequence": payment.sequence,
        "receipt": f"p-{payment.sequence}",
    }
    if payment.stolen:
        answer["held_amount"] = payment.stolen
    return msgspec.Raw(msgspec.json.encode(answer))
