"""Drawing the control sample: its size, who can be in it, and that both sides' questions fall alike."""

import numpy as np
import pytest

from arasha.domains.payments.hot.control_sample import draw, sample
from arasha.domains.payments.hot.layout import ASK, CONTROL_SAMPLE, FOREIGN_CURRENCY, INCOMING
from arasha.domains.payments.rules.features import F
from arasha.kernel.clock import DAY, HOUR
from arasha.kernel.compiled import Array
from arasha.kernel.money import tenge
from tests.domains.payments.hot.stage import Stage

KEY, OTHER_KEY = b"\x01" * 32, b"\x02" * 32
MOST = 50_000


def asks(count: int, **columns: int) -> Array:
    """Payments between different accounts, 10 000 tenge each unless columns say otherwise."""
    made = np.zeros(count, ASK)
    made["debtor_lo"], made["creditor_lo"] = np.arange(1, count + 1), 7
    made["amount"], made["paid_at"] = tenge(10_000), 20_000 * DAY
    for name, value in columns.items():
        made[name] = value
    return made


def drawn(payments: Array, per_mille: int = 5, key: bytes = KEY) -> Array:
    """Which of the payments are in the sample."""
    copied = payments.copy()
    draw(copied, sample(per_mille, MOST, key))
    found: Array = (copied["flags"] & CONTROL_SAMPLE) != 0
    return found


@pytest.mark.parametrize("per_mille", [0, 5, 100, 1000])
def test_so_many_per_mille_are_drawn(per_mille: int) -> None:
    count = 200_000
    expected, spread = count * per_mille // 1000, 5 * (count * per_mille // 1000 * (1000 - per_mille) // 1000) ** 0.5
    assert abs(drawn(asks(count), per_mille).sum() - expected) <= spread


def test_nothing_large_and_nothing_foreign_is_drawn() -> None:
    assert drawn(asks(1_000, amount=tenge(MOST)), 1000).all()
    assert not drawn(asks(1_000, amount=tenge(MOST) + 1), 1000).any()
    assert not drawn(asks(1_000, flags=FOREIGN_CURRENCY), 1000).any()


def test_both_sides_questions_fall_alike_and_so_does_a_second_one() -> None:
    outgoing, incoming = asks(10_000), asks(10_000, flags=INCOMING, sequence=9, arrived_at=1, kind=2)
    assert (drawn(outgoing) == drawn(incoming)).all()


def test_another_day_or_another_key_draws_others() -> None:
    """Otherwise whoever once found a payment that passes could repeat it for ever."""
    today = drawn(asks(50_000))
    assert (drawn(asks(50_000, paid_at=20_001 * DAY)) & today).sum() < today.sum() / 10
    assert (drawn(asks(50_000), key=OTHER_KEY) & today).sum() < today.sum() / 10
    assert (drawn(asks(50_000, paid_at=20_000 * DAY + HOUR)) == today).all()


def test_the_draw_stands_in_the_feature_row() -> None:
    stage = Stage()
    assert stage.pay("payer", "payee", flags=CONTROL_SAMPLE)[F.CONTROL_SAMPLE] == 1
    assert stage.pay("payer", "payee")[F.CONTROL_SAMPLE] == 0


def test_the_other_flags_stay_as_they_are() -> None:
    payments = asks(1_000, flags=INCOMING)
    draw(payments, sample(1000, MOST, KEY))
    assert (payments["flags"] == INCOMING | CONTROL_SAMPLE).all()
