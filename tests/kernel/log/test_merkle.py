"""The tree of RFC 6962: its roots and proofs are the published ones, and no proof that was touched verifies."""

import hashlib
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel.log import merkle

# The reference tree of google/certificate-transparency (cpp/merkletree/merkle_tree_test.cc): leaves, the roots after
# each, paths (index, size) and consistency proofs (old, size).
LEAVES = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
PATHS = {
    (0, 1): [],
    (0, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (5, 8): [
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 3): ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"],
    (1, 5): [
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}
PROOFS = {
    (1, 1): [],
    (1, 8): [
        "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
    ],
    (6, 8): [
        "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
        "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
        "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    ],
    (2, 5): [
        "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
        "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
    ],
}

KNOWN = [merkle.leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES]


def leaf(number: int) -> bytes:
    return merkle.leaf_hash(str(number).encode())


def tree(size: int) -> list[bytes]:
    return [leaf(number) for number in range(size)]


def path(leaves: Sequence[bytes], index: int, size: int) -> list[bytes]:
    return merkle.proof(merkle.inclusion_path(index, size), merkle.reader(leaves))


def consistency(leaves: Sequence[bytes], old: int, size: int) -> list[bytes]:
    return merkle.proof(merkle.consistency_path(old, size), merkle.reader(leaves))


def root(leaves: Sequence[bytes]) -> bytes:
    return merkle.root_of(leaves)


@pytest.mark.parametrize("size", range(9))
def test_roots_are_the_published_ones(size: int) -> None:
    assert root(KNOWN[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(("index", "size"), PATHS)
def test_inclusion_proofs_are_the_published_ones(index: int, size: int) -> None:
    found = path(KNOWN, index, size)
    assert [part.hex() for part in found] == PATHS[index, size]
    assert merkle.includes(KNOWN[index], index, size, found, bytes.fromhex(ROOTS[size]))


@pytest.mark.parametrize(("old", "size"), PROOFS)
def test_consistency_proofs_are_the_published_ones(old: int, size: int) -> None:
    found = consistency(KNOWN, old, size)
    assert [part.hex() for part in found] == PROOFS[old, size]
    assert merkle.extends(old, bytes.fromhex(ROOTS[old]), size, bytes.fromhex(ROOTS[size]), found)


def test_leaves_and_nodes_are_hashed_apart() -> None:
    """Else a node could be shown as a leaf (RFC 6962 §2.1)."""
    assert merkle.leaf_hash(KNOWN[0] + KNOWN[1]) != merkle.node_hash(KNOWN[0], KNOWN[1])


# The definitions of RFC 6962 §2.1, by the letter.
def mth(leaves: Sequence[bytes]) -> bytes:
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    split = largest_power_below(len(leaves))
    return hashlib.sha256(b"\x01" + mth(leaves[:split]) + mth(leaves[split:])).digest()


def audit_path(index: int, leaves: Sequence[bytes]) -> list[bytes]:
    if len(leaves) == 1:
        return []
    split = largest_power_below(len(leaves))
    if index < split:
        return [*audit_path(index, leaves[:split]), mth(leaves[split:])]
    return [*audit_path(index - split, leaves[split:]), mth(leaves[:split])]


def subproof(old: int, leaves: Sequence[bytes], complete: bool) -> list[bytes]:
    if old == len(leaves):
        return [] if complete else [mth(leaves)]
    split = largest_power_below(len(leaves))
    if old <= split:
        return [*subproof(old, leaves[:split], complete), mth(leaves[split:])]
    return [*subproof(old - split, leaves[split:], False), mth(leaves[:split])]


def largest_power_below(size: int) -> int:
    return next(1 << power for power in reversed(range(size)) if 1 << power < size)


sizes = st.integers(1, 70)


@given(st.integers(0, 70))
def test_a_root_is_what_the_rfc_defines(size: int) -> None:
    assert root(tree(size)) == mth(tree(size))


@given(sizes, st.data())
def test_an_inclusion_proof_is_what_the_rfc_defines_and_it_verifies(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    found = path(tree(size), index, size)
    assert found == audit_path(index, tree(size))
    assert merkle.includes(leaf(index), index, size, found, mth(tree(size)))


@given(sizes, st.data())
def test_a_consistency_proof_is_what_the_rfc_defines_and_it_verifies(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size))
    found = consistency(tree(size), old, size)
    assert found == subproof(old, tree(size), True)
    assert merkle.extends(old, mth(tree(old)), size, mth(tree(size)), found)


@given(st.lists(st.integers(0, 20), max_size=8))
def test_a_tree_grown_in_steps_is_the_tree_grown_at_once(steps: list[int]) -> None:
    size, edge, nodes = 0, list[bytes](), dict[merkle.Node, bytes]()
    for step in steps:
        made, edge = merkle.grow(size, edge, tree(size + step)[size:])
        assert not made.keys() & nodes.keys(), "a complete node is made once"
        nodes |= made
        size += step
        assert merkle.fold(edge) == mth(tree(size))
        assert [nodes[node] for node in merkle.edge(size)] == edge
    assert nodes == merkle.grow(0, [], tree(size))[0]


def mutations(proof: Sequence[bytes], other: bytes) -> list[list[bytes]]:
    """A proof with one element changed, taken away, added or moved."""
    changed = [[*proof[:at], flipped(part), *proof[at + 1 :]] for at, part in enumerate(proof)]
    shorter = [[*proof[:at], *proof[at + 1 :]] for at in range(len(proof))]
    longer = [[*proof[:at], part, *proof[at:]] for at in range(len(proof) + 1) for part in (b"", other, *proof)]
    moved = [[*proof[:at], proof[at + 1], proof[at], *proof[at + 2 :]] for at in range(len(proof) - 1)]
    return [*changed, *shorter, *longer, *moved]


def flipped(value: bytes) -> bytes:
    return bytes([value[0] ^ 1]) + value[1:]


@given(sizes, st.data())
def test_an_inclusion_proof_that_was_touched_proves_nothing(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    good, top = path(tree(size), index, size), root(tree(size))
    assert not any(merkle.includes(leaf(index), index, size, bad, top) for bad in mutations(good, top))
    assert not any(
        merkle.includes(leaf(index), other, size, good, top) for other in range(-1, size + 1) if other != index
    )
    assert not merkle.includes(leaf(index), index, size, good, flipped(top))
    assert not merkle.includes(flipped(leaf(index)), index, size, good, top)
    assert not merkle.includes(leaf(index), index, 2 * size, good, top)
    assert size < 2 or not merkle.includes(leaf(index), index, size // 2, good, top)


@given(sizes, st.data())
def test_a_consistency_proof_that_was_touched_proves_nothing(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size))
    leaves = tree(size)
    good, before, after = consistency(leaves, old, size), root(leaves[:old]), root(leaves)
    assert not any(merkle.extends(old, before, size, after, bad) for bad in mutations(good, after))
    assert not merkle.extends(old, flipped(before), size, after, good)
    assert not merkle.extends(old, before, size, flipped(after), good)
    if old < size:
        assert not merkle.extends(old, after, size, before, good)
        assert not merkle.extends(size, after, old, before, good)


@given(sizes, st.data())
def test_a_log_that_was_rewritten_cannot_be_shown_as_an_extension(size: int, data: st.DataObject) -> None:
    old = data.draw(st.integers(1, size))
    rewritten = tree(size)
    rewritten[data.draw(st.integers(0, old - 1))] = leaf(-1)
    assert not merkle.extends(old, root(tree(old)), size, root(rewritten), consistency(rewritten, old, size))


def test_every_log_extends_the_empty_one_and_itself() -> None:
    assert merkle.extends(0, merkle.EMPTY_ROOT, 5, root(tree(5)), [])
    assert merkle.extends(5, root(tree(5)), 5, root(tree(5)), [])
    assert not merkle.extends(5, root(tree(5)), 5, root(tree(4)), [])
    assert not merkle.extends(0, merkle.EMPTY_ROOT, 5, root(tree(5)), [leaf(1)])


def test_nothing_is_in_an_empty_log() -> None:
    assert not merkle.includes(leaf(0), 0, 0, [], merkle.EMPTY_ROOT)
    assert merkle.includes(leaf(0), 0, 1, [], leaf(0))
