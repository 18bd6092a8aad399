"""Hashing many strings at once gives what the reference implementation of MurmurHash3 gives one by one."""

import mmh3
import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st

from arasha.kernel.hashing import hashes, joined, lengths

parts = st.lists(st.binary(max_size=70))
seeds = st.integers(0, 2**32 - 1)


@given(parts, seeds)
@example([b""], 0)
@example([bytes(size) for size in range(40)], 7)
@example([bytes(range(255, 255 - size, -1)) for size in range(64)], 2**32 - 1)
def test_every_part_has_the_hash_of_the_reference(parts: list[bytes], seed: int) -> None:
    found = hashes(b"".join(parts), lengths(parts), np.full(len(parts), seed))
    assert [(int(row["lo"]), int(row["hi"])) for row in found] == [
        mmh3.hash64(part, seed, x64arch=True, signed=False) for part in parts
    ]


@given(st.lists(st.tuples(st.binary(max_size=20), st.integers(-(2**40), 2**40))))
def test_each_part_has_a_seed_of_its_own_taken_modulo_32_bits(seeded: list[tuple[bytes, int]]) -> None:
    parts = [part for part, _ in seeded]
    found = hashes(b"".join(parts), lengths(parts), np.array([seed for _, seed in seeded], np.int64))
    assert [int(row["lo"]) for row in found] == [
        mmh3.hash64(part, seed % 2**32, x64arch=True, signed=False)[0] for part, seed in seeded
    ]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"]))))
def test_texts_lie_end_to_end_in_utf_8(texts: list[str]) -> None:
    content, sizes = joined(texts)
    assert content == "".join(texts).encode()
    assert sizes.tolist() == [len(text.encode()) for text in texts]


def test_nothing_has_no_hashes() -> None:
    assert len(hashes(b"", np.zeros(0, np.int64), np.zeros(0, np.int64))) == 0
