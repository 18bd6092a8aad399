"""A bundle for a dispute about one person's credit: what the register said and answered, and that it proves itself.

It is JSON. Every piece in it is a receipt of the signed log: an answer to a lender, a change of what is said of the
person, or a fact. All are proved under one checkpoint; earlier checkpoints, with proofs that the log has only grown
since, show by when a piece was recorded. Nothing but the log's verifier key is needed to check it.
"""

import zipfile
from io import BytesIO
from typing import Any, NamedTuple

import msgspec

from arasha.kernel.log import merkle, receipts
from arasha.kernel.log.checkpoint import Checkpoint
from arasha.kernel.log.note import Verifier, open_note
from arasha.kernel.log.receipts import Receipt, WrongReceipt

FORMAT = "arasha-credit-bundle/1"
INSIDE = "bundle.json"
LONGEST = 64 * 2**20  # bytes of a bundle that is read


class Earlier(msgspec.Struct, frozen=True):
    """A checkpoint that was signed before, and the proof that the log of the bundle's checkpoint begins with it."""

    note: str
    path: list[bytes]


class Deed(msgspec.Struct, frozen=True):
    """What the person signed: `what` of the history, the instant (µs), the very text and the signature."""

    what: str
    at: int
    text: str
    signature: bytes


class Disputed(msgspec.Struct, frozen=True, omit_defaults=True):
    """A loan that was reported in the person's name, and the claim that it is void; amounts tiyn, instants µs."""

    lender: str
    contract: str
    application: str
    amount: int
    lent_at: int
    source: str
    finding: str
    claim: str = ""
    state: str = ""


class Bundle(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything about one person; `iin` and `name` are what the centre says of whose token it is, and not proved."""

    format: str
    made_at: int
    log_key: str
    person: str
    iin: str
    name: str
    checkpoint: str
    earlier: list[Earlier]
    receipts: list[Receipt]
    signed: list[Deed]
    loans: list[Disputed]
    whole: bool

    def encode(self) -> bytes:
        """The bundle as indented JSON."""
        return msgspec.json.format(msgspec.json.encode(self), indent=2)


class Piece(NamedTuple):
    """A piece that was proved: its statement, the place of its fact in the log, and by when it stood there (µs)."""

    statement: dict[str, Any]
    leaf: int
    recorded_by: int


class Shown(NamedTuple):
    """What a good bundle shows: its pieces in their order, and the checkpoint over them all."""

    pieces: list[Piece]
    checkpoint: Checkpoint


def parse(data: bytes) -> Bundle:
    """Read a bundle, from its JSON or from the archive; `WrongReceipt` when it is none."""
    try:
        bundle = msgspec.json.decode(_json(data), type=Bundle)
    except (msgspec.MsgspecError, zipfile.BadZipFile, KeyError, NotImplementedError):
        raise WrongReceipt("this is not a bundle of Arasha") from None
    if bundle.format != FORMAT:
        raise WrongReceipt(f"the bundle's format is not {FORMAT}")
    return bundle


def verify(bundle: Bundle, verifier: Verifier) -> Shown:
    """Check every step of a bundle, offline; `WrongReceipt` or `WrongNote` says which one fails."""
    head = Checkpoint.parse(open_note(bundle.checkpoint, verifier))
    known = sorted([*(_earlier(each, head, verifier) for each in bundle.earlier), head], key=lambda each: each.size)
    pieces = [_piece(each, known, bundle.person, verifier) for each in bundle.receipts]
    return Shown(sorted(pieces, key=place_of), head)


def place_of(piece: Piece) -> tuple[int, int]:
    """How pieces are ordered: by their fact in the log, and in its group."""
    return piece.leaf, int(piece.statement.get("sequence", 0))


def _json(data: bytes) -> bytes:
    if not data.startswith(b"PK"):
        return data
    with zipfile.ZipFile(BytesIO(data)) as archive:
        if archive.getinfo(INSIDE).file_size > LONGEST:
            raise WrongReceipt("the bundle is too large")
        return archive.read(INSIDE)


def _earlier(earlier: Earlier, head: Checkpoint, verifier: Verifier) -> Checkpoint:
    found = Checkpoint.parse(open_note(earlier.note, verifier))
    if not merkle.extends(found.size, found.root, head.size, head.root, earlier.path):
        raise WrongReceipt("the log has not only grown since an earlier checkpoint: it was changed")
    return found


def _piece(receipt: Receipt, known: list[Checkpoint], person: str, verifier: Verifier) -> Piece:
    if receipt.format != receipts.FORMAT:
        raise WrongReceipt(f"a receipt's format is not {receipts.FORMAT}")
    proved = receipts.verify(receipt, verifier)
    if proved.checkpoint not in known:
        raise WrongReceipt("a receipt is proved under a checkpoint that the bundle does not join to its own")
    if person not in _people(proved.statement):
        raise WrongReceipt("a receipt is about somebody else")
    by = next(each.at for each in known if each.size > proved.index)
    return Piece(proved.statement, proved.index, by)


def _people(statement: dict[str, Any]) -> list[Any]:
    """Whom a statement is about: a row says it itself, a fact in what it tells."""
    fact = statement.get("fact")
    told = fact if isinstance(fact, dict) else {}
    return [statement.get("person"), told.get("person")]
