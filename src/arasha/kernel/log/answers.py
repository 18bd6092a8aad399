"""Signed answers: what was answered, proved at once, before the log has it.

Answers that are given together are the leaves of a small Merkle tree (RFC 6962), and its root is signed as a note
(C2SP signed-note). So an answer carries its own proof: statement, path, signed root; verified offline with the log's
key. It is what a Signed Certificate Timestamp is to a certificate (RFC 6962 §3): the log has to contain the statement
soon after, under the very sequence that was signed; whoever holds the answer can show it if the log does not.
"""

import base64
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import msgspec

from arasha.kernel.facts import canonical_json
from arasha.kernel.log import merkle
from arasha.kernel.log.note import Verifier, open_note
from arasha.kernel.log.receipts import Inclusion, WrongReceipt

FORMAT = "arasha-answer/1"
PLACE, TIME = "/answers", "time "

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Head:
    """`rows` answers from the sequence `first` on have the root `root` (32 bytes); given at `at` (µs)."""

    origin: str
    first: int
    rows: int
    root: bytes
    at: int

    def text(self) -> str:
        """The lines that are signed; the first one tells them from a checkpoint of the same log."""
        root = base64.b64encode(self.root).decode()
        return f"{self.origin}{PLACE}\n{self.first} {self.rows}\n{root}\n{TIME}{self.at}\n"

    @classmethod
    def parse(cls, text: str) -> "Head":
        """Read the text of an opened note; `WrongReceipt` when it is not such a head."""
        try:
            origin, places, root, time = text.splitlines()
            first, rows = places.split(" ")
            decoded = base64.b64decode(root, validate=True)
            head = cls(origin.removesuffix(PLACE), int(first), int(rows), decoded, int(time.removeprefix(TIME)))
        except ValueError:
            raise WrongReceipt("the signed lines are not those over a group of answers") from None
        if head.text() != text:
            raise WrongReceipt("the signed lines have exactly one spelling")
        return head


class SignedAnswer(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A statement, its place among those that were signed together, and the signed note; bytes are base64 in JSON."""

    format: str
    statement: dict[str, Any]
    group: Inclusion
    note: str


def parse(data: bytes) -> SignedAnswer:
    """Read a signed answer; `WrongReceipt` when it is not one."""
    try:
        answer = msgspec.json.decode(data, type=SignedAnswer)
    except msgspec.MsgspecError:
        raise WrongReceipt("this is not a signed answer of Arasha") from None
    if answer.format != FORMAT:
        raise WrongReceipt(f"the answer's format is not {FORMAT}")
    if msgspec.to_builtins(answer) != msgspec.json.decode(data):
        raise WrongReceipt("the bytes of a way to the root have exactly one spelling")
    return answer


def verify(answer: SignedAnswer, verifier: Verifier) -> Head:
    """Check every step, offline; `WrongReceipt` or `WrongNote` says which one fails."""
    return Checker(verifier).verify(answer)


class Checker:
    """Verifies many answers: a signature that was good is not computed again."""

    def __init__(self, verifier: Verifier) -> None:
        self._verifier = verifier
        self._known: tuple[str, Head] | None = None

    def verify(self, answer: SignedAnswer) -> Head:
        """See `verify`."""
        head, group = self._head(answer.note), answer.group
        if head.origin != self._verifier.name:
            raise WrongReceipt("the signed lines are of another log than the key")
        if head.rows != group.size:
            raise WrongReceipt("the proof is for another group than the signed one")
        leaf = merkle.leaf_hash(canonical_json(answer.statement))
        if not merkle.includes(leaf, group.index, group.size, group.path, head.root):
            raise WrongReceipt("the statement is not among those that were signed")
        if answer.statement.get("sequence") != head.first + group.index:
            raise WrongReceipt("the statement stands at another place than it says")
        return head

    def _head(self, note: str) -> Head:
        if self._known is None or self._known[0] != note:
            self._known = note, Head.parse(open_note(note, self._verifier))
        return self._known[1]


def path_in(levels: Sequence[Sequence[T]], index: int) -> list[T]:
    """The inclusion proof of one leaf, lowest first, given every level of the tree (`merkle.levels`)."""
    steps = []
    for level in levels:
        if index ^ 1 < len(level):
            steps.append(level[index ^ 1])
        index >>= 1
    return steps
