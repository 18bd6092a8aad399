"""POST /v1/payments/outcome: what the institution did."""

from arasha.client.schemas import OutcomeReport
from tests.support.cast import NOON, TOSTIK, payment
from tests.support.door import Door


def test_an_outcome_is_recorded_once_however_often_it_is_told(door: Door) -> None:
    report = OutcomeReport(id="O-1", outcome="held", time=NOON)
    with door.client() as bank:
        bank.screen(payment("O-1"))
        before = door.gateway.screening.journal.next
        assert [bank.report([report]).outcomes[0].status for _ in range(3)] == ["recorded"] * 3
    assert door.gateway.screening.journal.next == before + 1


def test_a_payment_may_be_held_and_released_later(door: Door) -> None:
    with door.client() as bank:
        bank.screen(payment("O-2"))
        before = door.gateway.screening.journal.next
        bank.report([OutcomeReport(id="O-2", outcome="held", time=NOON)])
        bank.report([OutcomeReport(id="O-2", outcome="released", time=NOON)])
    assert door.gateway.screening.journal.next == before + 2


def test_the_outcome_of_an_unknown_payment_is_told_apart_from_the_others(door: Door) -> None:
    with door.client() as bank:
        bank.screen(payment("O-3"))
        reports = [OutcomeReport(id=name, outcome="executed", time=NOON) for name in ("never", "O-3")]
        assert [one.status for one in bank.report(reports).outcomes] == ["unknown_payment", "recorded"]


def test_another_institution_cannot_report_on_our_payment(door: Door) -> None:
    with door.client() as aldar:
        aldar.screen(payment("O-4"))
    with door.client(TOSTIK) as tostik:
        report = OutcomeReport(id="O-4", outcome="returned", time=NOON)
        assert tostik.report([report]).outcomes[0].status == "unknown_payment"
