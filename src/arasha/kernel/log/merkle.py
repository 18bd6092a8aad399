"""The Merkle tree of RFC 6962 §2.1: hashes, inclusion and consistency proofs, and their verification.

A node is named by (level, index): level 0 holds the leaves, node (l, i) covers leaves [i·2^l, (i+1)·2^l). Only
*complete* nodes are ever stored; the ragged right edge is hashed again when it is asked for. Hashes are 32 bytes.
"""

import hashlib
from collections.abc import Callable, Sequence

Node = tuple[int, int]
NodeReader = Callable[[Sequence[Node]], dict[Node, bytes]]

EMPTY_ROOT = hashlib.sha256(b"").digest()


def leaf_hash(leaf: bytes) -> bytes:
    """SHA-256(0x00 ‖ leaf): RFC 6962 §2.1."""
    return hashlib.sha256(b"\x00" + leaf).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """SHA-256(0x01 ‖ left ‖ right): RFC 6962 §2.1."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def edge(size: int) -> list[Node]:
    """The complete nodes that cover a tree of `size` leaves, from left to right: one for each set bit of `size`."""
    nodes, start = [], 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            nodes.append((level, start >> level))
            start += 1 << level
    return nodes


def fold(hashes: Sequence[bytes]) -> bytes:
    """The root over the hashes of an edge: each joins what stands to the right of it."""
    if not hashes:
        return EMPTY_ROOT
    root = hashes[-1]
    for left in reversed(hashes[:-1]):
        root = node_hash(left, root)
    return root


def grow(size: int, edge_hashes: Sequence[bytes], leaves: Sequence[bytes]) -> tuple[dict[Node, bytes], list[bytes]]:
    """Append leaf hashes to a tree of `size` leaves: the nodes that became complete, and the hashes of the new edge."""
    stack = list(zip((level for level, _ in edge(size)), edge_hashes, strict=True))
    made: dict[Node, bytes] = {}
    for position, leaf in enumerate(leaves, start=size):
        level, current = 0, leaf
        made[0, position] = leaf
        while stack and stack[-1][0] == level:
            current = node_hash(stack.pop()[1], current)
            level += 1
            made[level, position >> level] = current
        stack.append((level, current))
    return made, [value for _, value in stack]


def root_of(leaves: Sequence[bytes]) -> bytes:
    """The root over a whole list of leaf hashes."""
    return fold(grow(0, [], leaves)[1])


def levels(leaves: Sequence[bytes]) -> list[list[bytes]]:
    """Every level of the tree over some leaves, the leaves first, the root alone last.

    A node without a sibling stands for itself on the level above: that is how RFC 6962 divides a tree. So the proof of
    leaf i is, level by level, the node at `i ^ 1` if there is one, and i is halved.
    """
    found = [list(leaves)]
    while len(found[-1]) > 1:
        below = found[-1]
        above = [node_hash(below[at], below[at + 1]) for at in range(0, len(below) - 1, 2)]
        found.append(above + below[len(below) - 1 :] if len(below) & 1 else above)
    return found


def inclusion_path(index: int, size: int) -> list[list[Node]]:
    """What an inclusion proof consists of (RFC 6962 §2.1.1): for each step up, the nodes whose fold is the sibling."""
    path: list[list[Node]] = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(_cover(middle, end))
            end = middle
        else:
            path.append(_cover(start, middle))
            start = middle
    path.reverse()
    return path


def consistency_path(old: int, size: int) -> list[list[Node]]:
    """A consistency proof between two sizes (RFC 6962 §2.1.2); empty when they are equal or old is 0."""
    if old in {0, size}:
        return []
    path: list[list[Node]] = []
    start, end, whole = 0, size, True
    while end - start > old - start:
        middle = start + _split(end - start)
        if old <= middle:
            path.append(_cover(middle, end))
            end = middle
        else:
            path.append(_cover(start, middle))
            start, whole = middle, False
    if not whole:
        path.append(_cover(start, end))
    path.reverse()
    return path


def proof(path: Sequence[Sequence[Node]], read: NodeReader) -> list[bytes]:
    """The hashes of a path, given a way to read complete nodes."""
    known = read([node for step in path for node in step])
    return [fold([known[node] for node in step]) for step in path]


def reader(leaves: Sequence[bytes]) -> NodeReader:
    """A node reader over leaf hashes that are at hand, for small trees such as a group of verdicts."""
    made, _ = grow(0, [], leaves)
    return lambda nodes: {node: made[node] for node in nodes}


def includes(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """Does the proof show that this leaf hash is at `index` of the tree of `size` leaves? (RFC 9162 §2.1.3.2.)"""
    if not 0 <= index < size:
        return False
    at, last, current = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            current = node_hash(sibling, current)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            current = node_hash(current, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and current == root


def extends(old: int, old_root: bytes, size: int, root: bytes, path: Sequence[bytes]) -> bool:
    """Does the proof show that the tree of `size` leaves begins with the tree of `old`? (RFC 9162 §2.1.4.2.)"""
    if old == size:
        return not path and old_root == root
    if not 0 < old < size:
        return old == 0 and not path
    steps = list(path) if old & (old - 1) else [old_root, *path]
    if not steps:
        return False
    at, last = old - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    first = second = steps[0]
    for sibling in steps[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            first, second = node_hash(sibling, first), node_hash(sibling, second)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            second = node_hash(second, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and first == old_root and second == root


def _split(width: int) -> int:
    """The largest power of two smaller than `width`: where RFC 6962 divides a tree."""
    return 1 << (width - 1).bit_length() - 1


def _cover(start: int, end: int) -> list[Node]:
    """The complete nodes that cover leaves [start, end), where `start` is a multiple of a power of two ≥ the width."""
    return [(level, index + (start >> level)) for level, index in edge(end - start)]
