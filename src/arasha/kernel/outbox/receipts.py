"""Receipts: a fact is itself the leaf that the signed log proves; a row is proved by the fact of its group."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.log import ledger, merkle
from arasha.kernel.log.receipts import FORMAT, Inclusion, Receipt
from arasha.kernel.outbox import read

HASH = 32


class Row(NamedTuple):
    """A row among those that were recorded together: what it states, the place in its group, the group's fact."""

    statement: dict[str, Any]
    place: int
    fact: int


def receipt_of(recorded: Recorded[Fact]) -> Receipt:
    """The receipt of a recorded fact; signs a checkpoint when none covers it yet."""
    return _receipt(recorded, recorded.plain())


def receipt_in_group(row: Row, hashes: Sequence[bytes]) -> Receipt:
    """The receipt of a row, given the hashes of all rows of its group."""
    proof = merkle.proof(merkle.inclusion_path(row.place, len(hashes)), merkle.reader(hashes))
    return _receipt(read.at(row.fact), row.statement, Inclusion(row.place, len(hashes), proof))


def hashes_of(kept: bytes | memoryview) -> list[bytes]:
    """The hashes of a group, as they are kept end to end."""
    blob = bytes(kept)
    return [blob[at : at + HASH] for at in range(0, len(blob), HASH)]


def _receipt(recorded: Recorded[Fact], statement: dict[str, Any], group: Inclusion | None = None) -> Receipt:
    checkpoint = ledger.checkpoint_over(recorded.sequence)
    return Receipt(
        format=FORMAT,
        statement=statement,
        leaf=recorded.plain(),
        log=ledger.inclusion(recorded.sequence, checkpoint.size),
        checkpoint=checkpoint.note,
        group=group,
    )
