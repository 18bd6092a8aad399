"""Counterparties: one row each, both ways together."""

from uuid import UUID

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.queries.counterparties import counterparties
from tests.domains.payments.queries.told import HELD, leg


def test_both_ways_of_one_counterparty_are_one_row() -> None:
    (row,) = counterparties([leg(0, 10), leg(1, -30), leg(2, 5, verdict=Verdict.WARN)])
    assert (row.received, row.times_in, row.worst_in) == (1_500, 2, Verdict.WARN)
    assert (row.sent, row.times_out, row.worst_out) == (3_000, 1, Verdict.ALLOW)


def test_the_one_with_the_most_money_stands_first_whichever_way_it_went() -> None:
    rows = counterparties([leg(0, 10, 1), leg(1, -30, 2), leg(2, 15, 3), leg(3, -10, 3)])
    assert [row.token for row in rows] == [UUID(int=2), UUID(int=3), UUID(int=1)]


def test_money_that_was_stopped_is_shown_too() -> None:
    (row,) = counterparties([leg(0, 10, **HELD)])
    assert (row.received, row.worst_in) == (1_000, Verdict.HOLD)
