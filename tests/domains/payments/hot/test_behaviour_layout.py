"""The memory of behaviour: it grows without changing what is seen, and a snapshot is all of it."""

import numpy as np
import pytest

from arasha.domains.payments.hot.behaviour_layout import CHUNK, empty_behaviour, kept_arrays, loaded, with_room
from arasha.domains.payments.hot.judge import DECISION
from arasha.domains.payments.hot.screener import Screener
from arasha.domains.payments.rules.book import book
from arasha.domains.payments.rules.features import WIDTH
from arasha.kernel.clock import SECOND
from arasha.kernel.compiled import Array
from arasha.kernel.prefetch import CACHE_LINE
from tests.domains.payments.hot.naive import HOUR
from tests.domains.payments.hot.stage import MONDAY_NOON, ask


def payments(count: int) -> Array:
    """Everybody pays somebody, often a stranger."""
    random, made = np.random.default_rng(3), list[Array]()
    for sequence in range(count):
        debtor, creditor = random.choice(40, 2, replace=False)
        at = (MONDAY_NOON + sequence * HOUR) * SECOND
        made.append(ask(sequence, int(debtor), int(creditor), amount=1_000, paid_at=at, arrived_at=at))
    return np.concatenate(made)


def seen(asks: Array, room: int, batch: int) -> bytes:
    """The rows of an engine that began with so much room, in batches of a size."""
    screener, rows = Screener(book(), accounts=room, payments=room), np.zeros((len(asks), WIDTH), np.int64)
    for begin in range(0, len(asks), batch):
        part = slice(begin, begin + batch)
        screener.screen(asks[part], rows[part], np.zeros(len(asks[part]), DECISION))
    return rows.tobytes()


@pytest.mark.parametrize(("room", "batch"), [(1, 1), (1, 7), (2, 3), (5, 64), (64, 1), (1_000, 500)])
def test_growing_at_any_size_changes_nothing_that_is_seen(room: int, batch: int) -> None:
    asks = payments(500)
    assert seen(asks, room, batch) == seen(asks, 2_000, 500)


def test_growing_keeps_every_byte_and_where_cache_lines_begin() -> None:
    kept = empty_behaviour(3)
    for array in (kept.accounts, kept.near, kept.sequences, kept.amounts):
        array.view(np.uint8)[...] = 7
    kept.counters[:] = 4
    wider = with_room(kept, 50, 100)
    for before, after in zip(kept[:4], wider[:4], strict=True):
        assert (after[: len(before)] == before).all()
        assert len(after) > len(before)
        assert after.ctypes.data % CACHE_LINE == 0
    assert len(wider.near) >= 4 + 2 * 100


def test_there_is_room_for_two_chunks_a_payment() -> None:
    kept = with_room(empty_behaviour(1), 1, 1_000)
    assert min(len(kept.near), len(kept.sequences), len(kept.amounts)) >= 1 + 2 * 1_000
    assert with_room(kept, 1, 1_000) is kept


def test_a_snapshot_of_an_engine_that_was_never_asked_still_remembers_behaviour() -> None:
    asks = payments(20)
    whole, moved = (Screener(book(), accounts=1, payments=1) for _ in range(2))
    moved.load({name: array.copy() for name, array in whole.arrays().items()})
    rows = [np.zeros((len(asks), WIDTH), np.int64) for _ in range(2)]
    for screener, filled in zip((whole, moved), rows, strict=True):
        screener.screen(asks, filled, np.zeros(len(asks), DECISION))
    assert rows[0].tobytes() == rows[1].tobytes()


def test_what_a_snapshot_kept_has_room_to_go_on() -> None:
    kept = with_room(empty_behaviour(4), 4, 10)
    kept.near[:] = np.arange(2 * CHUNK)
    restored = loaded(kept_arrays(kept, 4), 8)
    assert len(restored.accounts) == 8
    assert len(restored.near) >= 8 + 2
    assert (restored.near[0] == kept.near[0]).all()
