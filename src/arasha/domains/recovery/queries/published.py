"""The clocks that are published: how fast and how rightly each institution acts, as one statement of SQL.

Report to hold is counted, in seconds, from the report's arrival to the answer that something is held; of money that
came to the account only later it is counted from the request. An answer is in time when its clock was stopped before it
ran out. A hold was wrong when it was released on appeal or by the centre's own decision.
"""

from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection

from arasha.domains.recovery.facts.handling import HoldState
from arasha.domains.recovery.facts.returning import RefundState
from arasha.kernel.terms import Code


class Published(NamedTuple):
    """What is said of one institution; money in tiyn, times in seconds, None where there was nothing to measure."""

    institution: str
    asked: int
    held: int
    hold_median_s: float | None
    hold_p95_s: float | None
    answers: int
    answers_in_time: int
    wrong: int
    held_amount: int
    returned_amount: int


_QUERY = """
WITH held AS (
  SELECT h.institution_code AS code, h.state, h.held,
         extract(epoch FROM h.answered_at - CASE WHEN h.requested_at < i.opened_at + interval '1 minute'
                 THEN i.opened_at ELSE h.requested_at END) AS since_report
  FROM recovery_hold h JOIN recovery_incident i ON i.id = h.incident_id
  WHERE h.requested_at >= %(begin)s AND h.requested_at < %(end)s
), clocks AS (
  SELECT h.institution_code AS code, count(*) AS answers,
         count(*) FILTER (WHERE c.stopped_at <= c.due_at) AS in_time
  FROM recovery_clock c JOIN recovery_hold h ON c.about = 'hold:' || h.id
  WHERE c.code = %(answer)s AND c.started_at >= %(begin)s AND c.started_at < %(end)s
    AND (c.stopped_at IS NOT NULL OR c.breached_at IS NOT NULL)
  GROUP BY 1
), back AS (
  SELECT h.institution_code AS code, sum(f.amount) AS amount
  FROM recovery_refund f JOIN recovery_recall r ON r.id = f.recall_id JOIN recovery_hold h ON h.id = r.hold_id
  WHERE f.state = ANY(%(back)s) AND f.paid_at >= %(begin)s AND f.paid_at < %(end)s
  GROUP BY 1
)
SELECT held.code, count(*), count(*) FILTER (WHERE held.held > 0),
       percentile_cont(0.5) WITHIN GROUP (ORDER BY since_report) FILTER (WHERE held.held > 0),
       percentile_cont(0.95) WITHIN GROUP (ORDER BY since_report) FILTER (WHERE held.held > 0),
       coalesce(max(clocks.answers), 0), coalesce(max(clocks.in_time), 0),
       count(*) FILTER (WHERE held.state = ANY(%(wrong)s) AND held.held > 0),
       coalesce(sum(held.held), 0), coalesce(max(back.amount), 0)
FROM held LEFT JOIN clocks USING (code) LEFT JOIN back USING (code)
GROUP BY held.code ORDER BY held.code
"""


def published(begin: datetime, end: datetime) -> list[Published]:
    """What is said of the institutions that were asked to hold from `begin` and before `end`, by code."""
    values: dict[str, Any] = {
        "begin": begin,
        "end": end,
        "answer": Code.HOLD_ANSWER.value,
        "back": [RefundState.PAID.value, RefundState.CLOSED.value],
        "wrong": [HoldState.RELEASED_APPEAL.value, HoldState.RELEASED.value],
    }
    with connection.cursor() as cursor:
        cursor.execute(_QUERY, values)
        return [_read(row) for row in cursor.fetchall()]


def _read(row: tuple[object, ...]) -> Published:
    code, asked, held, median, p95, answers, in_time, wrong, held_amount, returned = row
    return Published(
        str(code), _whole(asked), _whole(held), _seconds(median), _seconds(p95), _whole(answers), _whole(in_time),
        _whole(wrong), _whole(held_amount), _whole(returned),
    )  # fmt: skip


def _whole(value: object) -> int:
    return int(str(value))


def _seconds(value: object) -> float | None:
    return None if value is None else float(str(value))
