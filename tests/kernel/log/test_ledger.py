"""The log in the store is the tree of the RFC, however it grew and whoever appended."""

import threading

import pytest
from django.db import connection, transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from arasha.kernel.access.facts import KeyRevoked
from arasha.kernel.errors import NotFound
from arasha.kernel.log import ledger, merkle
from arasha.kernel.log.checkpoint import Checkpoint
from arasha.kernel.log.models import LogNode
from arasha.kernel.log.note import open_note
from arasha.kernel.outbox import read
from arasha.kernel.outbox.append import append
from arasha.kernel.outbox.models import FactRow
from tests.support.cast import SAULE


def leaf(number: int) -> bytes:
    return merkle.leaf_hash(str(number).encode())


def grow(*counts: int) -> int:
    """Append so many leaves, one transaction each; returns how many there are then."""
    for count in counts:
        with transaction.atomic():
            size = ledger.lock_size()
            ledger.append(size, [leaf(number) for number in range(size, size + count)])
    return ledger.size()


def leaves(size: int) -> list[bytes]:
    return [leaf(number) for number in range(size)]


@settings(max_examples=15)
@given(st.lists(st.integers(0, 12), max_size=5))
def test_however_it_grew_its_roots_are_those_of_its_leaves(db: None, counts: list[int]) -> None:
    with transaction.atomic():
        size = grow(*counts)
        assert size == sum(counts)
        assert [ledger.root(part) for part in range(size + 1)] == [
            merkle.root_of(leaves(part)) for part in range(size + 1)
        ]
        transaction.set_rollback(True)


def test_each_leaf_is_proved_in_each_size(db: None) -> None:
    size = grow(5, 1, 7)
    for upto in range(1, size + 1):
        for index in range(upto):
            proof = ledger.inclusion(index, upto)
            assert (proof.index, proof.size) == (index, upto)
            assert merkle.includes(leaf(index), index, upto, proof.path, ledger.root(upto))


def test_each_size_is_shown_to_extend_each_smaller_one(db: None) -> None:
    size = grow(5, 1, 7)
    for upto in range(1, size + 1):
        for old in range(1, upto + 1):
            proof = ledger.consistency(old, upto)
            assert merkle.extends(old, ledger.root(old), upto, ledger.root(upto), proof)


def test_a_proof_takes_one_query_and_few_nodes(db: None, django_assert_num_queries: object) -> None:
    grow(200)
    with django_assert_num_queries(1):  # type: ignore[operator]
        assert len(ledger.inclusion(77, 200).path) <= 8


def test_only_complete_nodes_are_kept_so_that_none_is_ever_changed(db: None) -> None:
    grow(5, 6)
    assert LogNode.objects.count() == 11 + 5 + 2 + 1


def test_a_checkpoint_says_the_size_and_the_root_and_is_signed(db: None) -> None:
    grow(3)
    signed = ledger.sign_checkpoint()
    checkpoint = Checkpoint.parse(open_note(signed.note, ledger.signer().verifier))
    assert (checkpoint.size, checkpoint.root) == (3, merkle.root_of(leaves(3)))
    assert checkpoint.origin == ledger.signer().verifier.name


def test_a_size_is_signed_once(db: None) -> None:
    """Two checkpoints of one size could differ; one cannot."""
    grow(3)
    assert ledger.sign_checkpoint().note == ledger.sign_checkpoint().note
    grow(1)
    assert ledger.sign_checkpoint().size == 4


def test_an_empty_log_is_signed_as_one(db: None) -> None:
    checkpoint = Checkpoint.parse(open_note(ledger.sign_checkpoint().note, ledger.signer().verifier))
    assert (checkpoint.size, checkpoint.root) == (0, merkle.EMPTY_ROOT)


def test_a_leaf_is_covered_by_the_latest_checkpoint_or_a_new_one(db: None) -> None:
    grow(3)
    assert ledger.checkpoint_over(2).size == 3
    grow(2)
    assert ledger.checkpoint_over(2).size == 3
    assert ledger.checkpoint_over(3).size == 5
    with pytest.raises(NotFound):
        ledger.checkpoint_over(5)


def test_a_transaction_that_fails_leaves_no_trace(db: None) -> None:
    grow(2)
    with transaction.atomic():
        grow(3)
        transaction.set_rollback(True)
    assert ledger.size() == 2
    assert ledger.root(2) == merkle.root_of(leaves(2))


def test_many_who_append_at_once_make_one_order_without_gaps(transactional_db: None) -> None:
    """Eight writers, each ten transactions of one to three facts."""

    def write(writer: int) -> None:
        try:
            for turn in range(10):
                with transaction.atomic():
                    append(
                        [KeyRevoked(code=f"W{writer}", key_id=f"{turn}.{part}") for part in range(1 + turn % 3)], SAULE
                    )
        finally:
            connection.close()

    writers = [threading.Thread(target=write, args=(number,)) for number in range(8)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()

    rows = list(FactRow.objects.order_by("sequence"))
    assert [row.sequence for row in rows] == list(range(8 * 19))
    hashes = [merkle.leaf_hash(read.recorded(row).canonical()) for row in rows]
    assert ledger.root(len(rows)) == merkle.root_of(hashes), "every row is the leaf that was hashed"
    for writer_number in range(8):
        turns = [row.payload["key_id"] for row in rows if row.payload["code"] == f"W{writer_number}"]
        assert turns == [f"{turn}.{part}" for turn in range(10) for part in range(1 + turn % 3)]
