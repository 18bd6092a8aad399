"""A receipt proves what it states, offline, and nothing else: whatever is touched in it, it proves no more."""

import copy
from collections.abc import Callable, Iterator
from typing import Any

import msgspec
import pytest

from arasha.kernel.facts import canonical_json
from arasha.kernel.log import merkle, receipts
from arasha.kernel.log.checkpoint import Checkpoint
from arasha.kernel.log.note import Signer, WrongNote
from arasha.kernel.log.receipts import Inclusion, Receipt, WrongReceipt

SIGNER = Signer("arasha.invalid/log", bytes(range(32)))
AT = 1_795_158_000_000_000
LOG_SIZE, LEAF, ROWS, ROW = 11, 6, 5, 2

Plain = dict[str, Any]


def statement(row: int) -> Plain:
    return {
        "institution": "ALDARKZA", "payment": f"P-{row}", "verdict": "hold", "score": 600 + row, "decided_at": AT,
        "reasons": ["REMOTE_ACCESS"],
    }  # fmt: skip


def fact(sequence: int) -> Plain:
    return {"sequence": sequence, "subject": "group:40", "fact": {"kind": "payments.screened", "rows": 1, "root": ""}}


@pytest.fixture(scope="module")
def receipt() -> Receipt:
    """Row 2 of a group of five verdicts, recorded by the fact that is leaf 6 of a log of eleven."""
    rows = [merkle.leaf_hash(canonical_json(statement(row))) for row in range(ROWS)]
    leaves = [fact(sequence) for sequence in range(LOG_SIZE)]
    leaves[LEAF]["fact"] |= {"rows": ROWS, "root": merkle.root_of(rows).hex()}
    hashes = [merkle.leaf_hash(canonical_json(leaf)) for leaf in leaves]
    checkpoint = Checkpoint(SIGNER.verifier.name, LOG_SIZE, merkle.root_of(hashes), AT)
    return Receipt(
        format=receipts.FORMAT,
        statement=statement(ROW),
        leaf=leaves[LEAF],
        log=inclusion(hashes, LEAF),
        checkpoint=SIGNER.sign(checkpoint.text()),
        group=inclusion(rows, ROW),
    )


def inclusion(hashes: list[bytes], index: int) -> Inclusion:
    steps = merkle.inclusion_path(index, len(hashes))
    return Inclusion(index, len(hashes), merkle.proof(steps, merkle.reader(hashes)))


def verified(plain: Plain) -> receipts.Proved:
    return receipts.verify(receipts.parse(msgspec.json.encode(plain)), SIGNER.verifier)


def as_plain(receipt: Receipt) -> Plain:
    return msgspec.json.decode(receipt.encode())  # type: ignore[no-any-return]


def test_a_receipt_proves_its_statement_after_it_has_travelled(receipt: Receipt) -> None:
    proved = receipts.verify(receipts.parse(receipt.encode()), SIGNER.verifier)
    assert proved.statement == statement(ROW)
    assert (proved.index, proved.checkpoint.size, proved.checkpoint.at) == (LEAF, LOG_SIZE, AT)


def test_a_fact_is_proved_without_a_group(receipt: Receipt) -> None:
    whole = as_plain(receipt)
    del whole["group"]
    whole["statement"] = whole["leaf"]
    assert verified(whole).statement == receipt.leaf


def places(value: Any, way: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to each value inside a JSON document."""
    yield way
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, child in inner:
        yield from places(child, (*way, key))


def other(value: Any) -> Any:
    """A value of the same form that is another one; in base64 and hex the first character always counts."""
    match value:
        case bool() | None:
            return not value
        case int():
            return value + 1
        case str():
            return ("B" if value[:1] == "A" else "A") + value[1:]
        case list():
            return [*value, value[0]] if value else ["A" * 44]
        case _:
            return value | {"more": 1}


def put(whole: Plain, way: tuple[Any, ...], change: Callable[[Any], Any]) -> Plain:
    copied = copy.deepcopy(whole)
    target = copied
    for key in way[:-1]:
        target = target[key]
    target[way[-1]] = change(target[way[-1]])
    return copied


def test_a_receipt_in_which_any_one_thing_was_changed_proves_nothing(receipt: Receipt) -> None:
    whole = as_plain(receipt)
    ways = [way for way in places(whole) if way]
    assert len(ways) > 30
    for way in ways:
        with pytest.raises((WrongReceipt, WrongNote)):
            verified(put(whole, way, other))


def test_a_receipt_from_which_any_one_thing_was_taken_proves_nothing(receipt: Receipt) -> None:
    whole = as_plain(receipt)
    for *way, last in [way for way in places(whole) if way]:
        copied = copy.deepcopy(whole)
        target: Any = copied
        for key in way:
            target = target[key]
        del target[last]
        with pytest.raises((WrongReceipt, WrongNote)):
            verified(copied)


def test_the_proof_of_another_row_does_not_serve(receipt: Receipt) -> None:
    whole = as_plain(receipt)
    whole["statement"] = statement(ROW + 1)
    with pytest.raises(WrongReceipt, match="not in the group"):
        verified(whole)


def test_a_checkpoint_of_another_log_does_not_serve(receipt: Receipt) -> None:
    with pytest.raises(WrongNote):
        receipts.verify(receipt, Signer("elsewhere.invalid/log", bytes(range(32))).verifier)
    with pytest.raises(WrongNote):
        receipts.verify(receipt, Signer("arasha.invalid/log", bytes(32)).verifier)


def test_a_leaf_cannot_stand_at_another_place_than_it_says(receipt: Receipt) -> None:
    """Two equal leaves would prove each other; the sequence inside says which one this is."""
    leaf = fact(0)
    hashes = [merkle.leaf_hash(canonical_json(leaf))] * 2
    checkpoint = Checkpoint(SIGNER.verifier.name, 2, merkle.root_of(hashes), AT)
    moved = Receipt(receipts.FORMAT, leaf, leaf, inclusion(hashes, 1), SIGNER.sign(checkpoint.text()))
    with pytest.raises(WrongReceipt, match="another place than it says"):
        receipts.verify(moved, SIGNER.verifier)


@pytest.mark.parametrize("data", [b"", b"{}", b"[]", b"not json", b"\xff", b'{"format":"arasha-receipt/1"}'])
def test_what_is_not_a_receipt_is_refused_with_a_word_on_what_one_is(data: bytes) -> None:
    with pytest.raises(WrongReceipt, match="the JSON that the gateway returned"):
        receipts.parse(data)


def test_a_receipt_of_another_format_is_refused(receipt: Receipt) -> None:
    with pytest.raises(WrongReceipt, match="format is not"):
        receipts.parse(msgspec.json.encode(msgspec.structs.replace(receipt, format="arasha-receipt/2")))


def test_a_leaf_that_records_no_group_proves_no_row(receipt: Receipt) -> None:
    """Its bytes may be anything that was ever recorded; nothing breaks on it."""
    for recorded in ("a string", {"rows": ROWS}, {"rows": ROWS, "root": "no hex"}, {"rows": ROWS, "root": 7}, None):
        leaf = {"sequence": 0, "fact": recorded}
        hashes = [merkle.leaf_hash(canonical_json(leaf))]
        checkpoint = SIGNER.sign(Checkpoint(SIGNER.verifier.name, 1, hashes[0], AT).text())
        wrong = Receipt(receipts.FORMAT, statement(ROW), leaf, inclusion(hashes, 0), checkpoint, receipt.group)
        with pytest.raises(WrongReceipt, match="not in the group"):
            receipts.verify(wrong, SIGNER.verifier)
