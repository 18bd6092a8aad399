"""Keeping the log in the store: appending leaves, signing checkpoints, making proofs."""

from collections.abc import Sequence
from functools import cache

from django.db import connection, transaction

from arasha.kernel import clock
from arasha.kernel.errors import NotFound
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.log import merkle
from arasha.kernel.log.checkpoint import Checkpoint
from arasha.kernel.log.merkle import Node
from arasha.kernel.log.models import LogHead, SignedCheckpoint
from arasha.kernel.log.note import Signer
from arasha.kernel.log.receipts import Inclusion
from arasha.kernel.settings import current

# Every fact of the centre passes here, and others wait meanwhile: few statements, and none to be put together first.
_NODES = """
SELECT node.level, node.index, node.hash FROM unnest(%s::smallint[], %s::bigint[]) AS wanted (level, index)
JOIN log_node AS node USING (level, index)
"""
_APPEND = """
WITH made AS (INSERT INTO log_node (level, index, hash) SELECT * FROM unnest(%s::smallint[], %s::bigint[], %s::bytea[]))
UPDATE log_head SET size = %s WHERE id = 1
"""


@cache
def signer() -> Signer:
    """The log's own signer, under the name that the settings give the log."""
    return Signer(current().log_origin, keyring().key(Purpose.LOG))


def lock_size() -> int:
    """The number of leaves; the log stays locked for others until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT size FROM log_head WHERE id = 1 FOR UPDATE")
        if (found := cursor.fetchone()) is not None:
            return int(found[0])
    return LogHead.objects.select_for_update().get_or_create(id=1)[0].size  # the very first time


def size() -> int:
    """The number of leaves now."""
    return LogHead.objects.filter(id=1).values_list("size", flat=True).first() or 0


def append(at: int, leaves: Sequence[bytes]) -> None:
    """Append leaf hashes to the log of `at` leaves, which the caller has locked with `lock_size`."""
    edge = merkle.edge(at)
    known = read_nodes(edge)
    made, _ = merkle.grow(at, [known[node] for node in edge], leaves)
    with connection.cursor() as cursor:
        levels, indexes = [level for level, _ in made], [index for _, index in made]
        cursor.execute(_APPEND, [levels, indexes, list(made.values()), at + len(leaves)])


def read_nodes(nodes: Sequence[Node]) -> dict[Node, bytes]:
    """The hashes of complete nodes, in one query."""
    if not nodes:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_NODES, [[level for level, _ in nodes], [index for _, index in nodes]])
        return {(level, index): bytes(hash_) for level, index, hash_ in cursor.fetchall()}


def root(leaves: int) -> bytes:
    """The root of the log when it had so many leaves."""
    edge = merkle.edge(leaves)
    known = read_nodes(edge)
    return merkle.fold([known[node] for node in edge])


def sign_checkpoint() -> SignedCheckpoint:
    """Sign the present size and root; returns the one that stands when nothing was added since."""
    with transaction.atomic():
        leaves = lock_size()
        standing = SignedCheckpoint.objects.filter(size=leaves).first()
        if standing:
            return standing
        at = clock.now()
        checkpoint = Checkpoint(current().log_origin, leaves, root(leaves), clock.to_us(at))
        return SignedCheckpoint.objects.create(size=leaves, note=signer().sign(checkpoint.text()), signed_at=at)


def checkpoint_over(index: int) -> SignedCheckpoint:
    """The latest signed checkpoint if it covers the leaf at `index`, else a new one."""
    latest = SignedCheckpoint.objects.order_by("-size").first()
    if latest is None or latest.size <= index:
        latest = sign_checkpoint()
    if latest.size <= index:
        raise NotFound("the log has no such leaf yet")
    return latest


def inclusion(index: int, leaves: int) -> Inclusion:
    """The proof that the leaf at `index` is in the log of so many leaves."""
    return Inclusion(index, leaves, merkle.proof(merkle.inclusion_path(index, leaves), read_nodes))


def consistency(old: int, leaves: int) -> list[bytes]:
    """The proof that the log of so many leaves begins with the log of `old` leaves."""
    return merkle.proof(merkle.consistency_path(old, leaves), read_nodes)
