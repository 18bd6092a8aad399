"""Giving an answer to a lender back, with its proof once the log holds it."""

from typing import Any

import msgspec
from django.db import OperationalError, close_old_connections

from arasha.domains.credit.hot.words import ANSWERS, reasons_of
from arasha.domains.credit.queries import checks, receipts
from arasha.interfaces.gateway.credit.lending import Lending
from arasha.kernel.answered import key_of
from arasha.kernel.errors import NotFound, Unavailable
from arasha.kernel.log.receipts import Receipt


class Stored(msgspec.Struct, kw_only=True, omit_defaults=True):
    """`client.credit.StoredCheck`, with the answer as text already."""

    answer: msgspec.Raw
    lender: str
    receipt: Receipt | None = None


class StoredChecks:
    """Finds answers in the journal, else in the store."""

    def __init__(self, lending: Lending) -> None:
        self._lending = lending

    def find(self, number: int, code: str, application: str) -> Stored:
        """The answer that lender `number` got under an application's id; runs in a thread, it may read the store.

        `NotFound` when there is none; `Unavailable` when only the store could tell and it is away.
        """
        kept = self._from_journal(number, code, application)
        try:
            close_old_connections()
            return _with_proof(kept, code, application)
        except OperationalError:
            if kept is None:
                raise Unavailable("the store is away; answers older than the journal cannot be read now") from None
            return kept

    def _from_journal(self, number: int, code: str, application: str) -> Stored | None:
        sequence = self._lending.find(key_of(application, number))
        if sequence < 0:
            return None
        try:
            text = self._lending.kept(sequence, application, code)
        except NotFound:
            return None
        return Stored(answer=msgspec.Raw(text.encode()), lender=code)


def _with_proof(kept: Stored | None, code: str, application: str) -> Stored:
    check = checks.by_application(code, application)
    if check is None:
        if kept is None:
            raise NotFound
        return kept  # not drained yet: the proof in the log follows within a second or so
    found = kept or Stored(answer=msgspec.Raw(msgspec.json.encode(_answer(check))), lender=code)
    found.receipt = receipts.receipt_of(check)
    return found


def _answer(check: checks.Check) -> dict[str, Any]:
    """The answer that a row of the store records; its signed proof was kept by the journal, the log's stands beside."""
    answer = {
        "id": check.application,
        "answer": ANSWERS[check.answer],
        "reasons": reasons_of(check.reasons),
        "register": check.register,
        "sequence": check.sequence,
    }
    return answer | {"until": check.until} if check.until else answer
