"""When an amount and a time alone may name a payment."""

import pytest
from msgspec.structs import replace

from arasha.domains.complaints.facts import ReportedPayment
from arasha.domains.recovery.rules.locating import tells_enough
from arasha.kernel import clock
from tests.support.cast import NOON

BEGIN = clock.to_us(NOON)
TOLD = ReportedPayment(institution="ALDARKZA", amount=15_000_000, begin=BEGIN, end=BEGIN + clock.HOUR)


def test_an_exact_amount_within_an_hour_is_enough() -> None:
    assert tells_enough(TOLD)


@pytest.mark.parametrize(
    "changes",
    [
        {"amount_is_exact": False},
        {"amount": 0},
        {"end": BEGIN + clock.HOUR + 1},
        {"begin": 0, "end": 0},
        {"creditor": "0" * 32},
        {"debtor": "0" * 32},
        {"phone": "0" * 32},
        {"end_to_end_id": "E-1"},
    ],
)
def test_less_is_not_and_who_names_somebody_waits_for_that_payment(changes: dict[str, object]) -> None:
    assert not tells_enough(replace(TOLD, **changes))
