"""Feature rows that are at hand for the second side of a payment."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.payments.hot import recent
from arasha.domains.payments.hot.recent import Recent


@given(st.lists(st.integers(1, 7), max_size=60), st.integers(1, 20))
def test_the_latest_rows_are_there_and_no_other(sizes: list[int], most: int) -> None:
    kept, following = Recent(most), 100
    for size in sizes:
        kept.put(following, np.arange(following, following + size)[:, None])
        following += size
    for sequence in range(98, following + 3):
        row = kept.get(sequence)
        if max(100, following - most) <= sequence < following:
            assert row is not None
            assert row.tolist() == [sequence]
        elif sequence < following - most - max(sizes, default=0) or not 100 <= sequence < following:
            assert row is None


def test_spent_batches_are_let_go() -> None:
    kept = Recent(10)
    for sequence in range(5 * recent.SPENT):
        kept.put(sequence, np.zeros((1, 3), np.int64))
    assert len(kept._firsts) == len(kept._batches) <= recent.SPENT + 11
    assert sum(batch is not None for batch in kept._batches) == 10
