"""Receipts: what the centre answered or did, with the proof that it stands in the signed log.

A receipt is JSON that proves itself offline, given only the log's verifier key:

    statement ── hashed ──► row of a group ── path ──► root in the group's fact
    fact      ── hashed ──► leaf of the log ── path ──► root in the signed checkpoint

A statement that is itself a fact has no group: it is the leaf.
"""

from typing import Any

import msgspec

from arasha.kernel.errors import Malformed
from arasha.kernel.facts import canonical_json
from arasha.kernel.log import merkle
from arasha.kernel.log.checkpoint import Checkpoint
from arasha.kernel.log.note import Verifier, open_note

FORMAT = "arasha-receipt/1"


class WrongReceipt(Malformed):
    """The receipt does not prove what it states; the message says which step failed."""

    code, title = "wrong-receipt", "The receipt does not prove its statement."


class Inclusion(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Where a leaf stands, `index` of `size`, and the sibling hashes on its way to the root, lowest first."""

    index: int
    size: int
    path: list[bytes]


class Receipt(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """A statement of the centre and its proof; bytes are base64 in JSON."""

    format: str
    statement: dict[str, Any]
    leaf: dict[str, Any]
    log: Inclusion
    checkpoint: str
    group: Inclusion | None = None

    def encode(self) -> bytes:
        """The receipt as indented JSON."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2)


class Proved(msgspec.Struct, frozen=True):
    """What a good receipt shows: the statement, its leaf, and the checkpoint that the log signed."""

    statement: dict[str, Any]
    leaf: dict[str, Any]
    index: int
    checkpoint: Checkpoint


def parse(data: bytes) -> Receipt:
    """Read a receipt; `WrongReceipt` when it is not one."""
    try:
        receipt = msgspec.json.decode(data, type=Receipt)
    except msgspec.MsgspecError:
        raise WrongReceipt("this is not a receipt of Arasha: it should be the JSON that the gateway returned") from None
    if receipt.format != FORMAT:
        raise WrongReceipt(f"the receipt's format is not {FORMAT}")
    if msgspec.json.decode(msgspec.json.encode(receipt)) != msgspec.json.decode(data):
        raise WrongReceipt("the bytes of a way to the root have exactly one spelling")
    return receipt


def verify(receipt: Receipt, verifier: Verifier) -> Proved:
    """Check every step of a receipt, offline; `WrongReceipt` or `WrongNote` says which one fails."""
    checkpoint = Checkpoint.parse(open_note(receipt.checkpoint, verifier))
    if checkpoint.size != receipt.log.size:
        raise WrongReceipt("the proof is for another size of the log than the checkpoint's")
    leaf = merkle.leaf_hash(canonical_json(receipt.leaf))
    if not merkle.includes(leaf, receipt.log.index, receipt.log.size, receipt.log.path, checkpoint.root):
        raise WrongReceipt("the leaf is not in the log that the checkpoint signs")
    if receipt.leaf.get("sequence") != receipt.log.index:
        raise WrongReceipt("the leaf stands at another place than it says")
    _check_statement(receipt)
    return Proved(receipt.statement, receipt.leaf, receipt.log.index, checkpoint)


def _check_statement(receipt: Receipt) -> None:
    """The statement is the leaf itself, or a row of the group whose root the leaf carries."""
    if receipt.group is None:
        if canonical_json(receipt.statement) != canonical_json(receipt.leaf):
            raise WrongReceipt("the statement is not the leaf that is proved")
        return
    fact = receipt.leaf.get("fact")
    recorded = fact if isinstance(fact, dict) else {}
    row = merkle.leaf_hash(canonical_json(receipt.statement))
    group, root = receipt.group, _root(recorded.get("root"))
    if recorded.get("rows") != group.size or not merkle.includes(row, group.index, group.size, group.path, root):
        raise WrongReceipt("the statement is not in the group that the leaf records")


def _root(text: object) -> bytes:
    """A root as facts carry it: 64 hex digits; anything else proves nothing."""
    try:
        return bytes.fromhex(str(text))
    except ValueError:
        return b""
