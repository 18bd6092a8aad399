"""A ring keeps the last so many of numbered things."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel.ring import put_ring


@given(st.data(), st.integers(1, 40))
def test_a_ring_holds_the_last_so_many_each_at_its_number(data: st.DataObject, size: int) -> None:
    ring, put = np.full(size, -1), 0
    for count in data.draw(st.lists(st.integers(0, size), max_size=20)):
        put_ring(ring, put, np.arange(put, put + count))
        put += count
        kept = range(max(0, put - size), put)
        assert all(ring[number % size] == number for number in kept)
        assert np.count_nonzero(ring == -1) == size - len(kept)
