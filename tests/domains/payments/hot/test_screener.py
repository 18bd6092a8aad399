"""The screener: room, what is remembered of late, when it wants to forget, and what a snapshot must be."""

import numpy as np
import pytest

from arasha.domains.payments.hot import screener as module
from arasha.domains.payments.hot.screener import Screener
from arasha.domains.payments.rules.book import book
from arasha.domains.payments.rules.features import F
from arasha.kernel.clock import SECOND
from tests.domains.payments.hot.stage import MONDAY_NOON, Stage, ask

DAY = 86_400


def test_the_row_of_a_recent_payment_is_at_hand_for_the_other_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "RECENT", 2)
    stage = Stage()
    seen = [stage.pay("payer", "payee", tenge) for tenge in (1, 2, 3)]
    assert stage.screener.recall(0) is None
    for payment in seen[1:]:
        recalled = stage.screener.recall(int(payment.ask["sequence"][0]))
        assert recalled is not None
        assert recalled.tolist() == payment.row.tolist()


def test_a_payment_that_both_sides_ask_about_counts_once() -> None:
    stage = Stage()
    first = stage.pay("payer", "payee")
    second = stage.again(first)
    third = stage.pay("payer", "payee")
    assert (first[F.INCOMING], second[F.INCOMING]) == (0, 1)
    assert second[F.D_OUT_COUNT_1H] == first[F.D_OUT_COUNT_1H] == 0
    assert third[F.D_OUT_COUNT_1H] == 1


def test_a_payment_told_late_counts_at_the_account_s_latest_instant() -> None:
    stage = Stage()
    stage.wait(2 * DAY)
    stage.pay("payer", "payee")
    late = stage.pay("payer", "payee", late=DAY)
    after = stage.pay("payer", "payee")
    assert (late[F.LATE_S], late[F.D_SINCE_DEBIT_S], after[F.D_OUT_COUNT_1H]) == (DAY, 0, 2)


def test_history_is_counted_from_the_first_payment_ever_told() -> None:
    stage = Stage()
    assert stage.pay("a", "b")[F.HISTORY_S] == 0
    stage.wait(3 * DAY)
    assert stage.pay("c", "d", late=10 * DAY)[F.HISTORY_S] == 0
    assert stage.pay("c", "d")[F.HISTORY_S] == 3 * DAY
    assert stage.pay("c", "d", late=DAY)[F.HISTORY_S] == 3 * DAY


def test_it_forgets_rather_than_grow_but_once_a_day_of_payments() -> None:
    stage = Stage()
    stage.pay("a", "b")
    assert stage.screener.wants_to_forget(1_000)
    stage.screener.forget()
    assert not stage.screener.wants_to_forget(1_000)
    stage.wait(DAY)
    stage.pay("a", "b")
    assert stage.screener.wants_to_forget(1_000)
    assert not Screener(book(), accounts=10, payments=2_000).wants_to_forget(100)


def test_forgetting_gives_room_back() -> None:
    stage = Stage()
    for number in range(50):
        stage.pay(f"payer {number}", "payee")
    stage.wait(91 * DAY)
    stage.pay("a", "b")
    before = stage.screener.size
    stage.screener.forget()
    assert before["pairs"] == 51
    assert stage.screener.size["pairs"] == 1
    assert stage.screener.newest_us == (MONDAY_NOON + 91 * DAY) * SECOND


@pytest.mark.parametrize("name", ["counters", "accounts"])
def test_a_snapshot_of_another_version_is_refused(name: str) -> None:
    stage = Stage()
    stage.pay("a", "b")
    arrays = stage.screener.arrays()
    arrays[name] = np.zeros(3, np.int64)
    with pytest.raises(ValueError, match=f"the snapshot's {name} were written by another version"):
        Screener(book(), accounts=1, payments=1).load(arrays)


def test_there_is_room_for_a_thousand_new_accounts_at_once() -> None:
    screener = Screener(book(), accounts=1, payments=1)
    asks = np.concatenate(
        [
            ask(number, f"payer {number}", "payee", amount=1, paid_at=10**15, arrived_at=10**15)
            for number in range(1_000)
        ]
    )
    screener.absorb(asks)
    assert screener.size["accounts"] == 1_001
    assert screener.size["pairs"] == 1_000
