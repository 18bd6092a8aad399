"""Taking in what institutions did with their payments."""

from collections.abc import Sequence

import numpy as np

from arasha.client.schemas import OutcomeAnswer, OutcomeReport
from arasha.domains.payments.facts import Outcome
from arasha.domains.payments.hot.group import OUTCOME, OUTCOMES
from arasha.interfaces.gateway.screening import Screening
from arasha.kernel import clock
from arasha.kernel.access.keys import Caller
from arasha.kernel.answered import Answered, Status, key_of
from arasha.kernel.compiled import Array

WORDS = {outcome.word: outcome for outcome in Outcome}


class OutcomeDesk:
    """Records outcomes; the same outcome of the same payment is recorded once."""

    def __init__(self, screening: Screening, reports: Answered) -> None:
        self._screening = screening
        self._reports = reports

    def take(self, reports: Sequence[OutcomeReport], caller: Caller) -> list[OutcomeAnswer]:
        """Record outcomes and make the record durable; raises `DiskFull` before anything has changed."""
        payments = [self._payment(report, caller) for report in reports]
        known = [at for at, payment in enumerate(payments) if payment >= 0]
        if known:
            self._record([reports[at] for at in known], [payments[at] for at in known], caller)
        return [
            OutcomeAnswer(id=report.id, status="recorded" if payment >= 0 else "unknown_payment")
            for report, payment in zip(reports, payments, strict=True)
        ]

    def _payment(self, report: OutcomeReport, caller: Caller) -> int:
        """The sequence of the verdict on the payment that this institution knows by this id; -1 when there is none."""
        return self._screening.questions.find(key_of(report.id, caller.number))

    def _record(self, reports: Sequence[OutcomeReport], payments: Sequence[int], caller: Caller) -> None:
        journal, now = self._screening.journal, clock.now_us()
        journal.reserve(len(reports) * OUTCOME.itemsize)
        rows = np.zeros(len(reports), OUTCOME)
        rows["payment"], rows["asker"] = payments, caller.number
        rows["at"] = [clock.to_us(report.time) for report in reports]
        rows["outcome"] = [WORDS[report.outcome] for report in reports]
        for row, report in zip(rows, reports, strict=True):
            row["report"] = key_of(f"{row['payment']}:{report.outcome}", 0)
        claims = self._reports.claim(rows["report"], journal.next, now)
        new = rows[claims.statuses == Status.NEW]
        if len(new):
            journal.write(OUTCOMES, len(new), new.tobytes())
            self._follow(new)
            journal.sync()

    def _follow(self, new: Array) -> None:
        """Stolen money goes on with a payment that is let go after all."""
        taint = self._screening.taint
        for payment, outcome in zip(new["payment"].tolist(), new["outcome"].tolist(), strict=True):
            self._screening.tell_moves(taint.report(payment, outcome))
