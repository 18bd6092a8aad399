"""The list of all who refuse credit, at a bureau's home: fetched in parts, its signature checked, searched on the disk.

Twenty bytes a person and nothing in memory; a look-up takes microseconds. When it breaks off half-way, the former list
stands, and it begins anew with the next call.
"""

import base64
import hashlib
import hmac
import mmap
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import msgspec
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from arasha.client.lending import ListBlock, ListPart, ListParts

NAME, ROW = 16, 20
PORTION = 50_000 * ROW
GONE = bytes(ROW - NAME)
BUREAU_SCOPES, OWN_SCOPES = 4, 15

Fetch = Callable[[str, int], ListBlock]


class WrongList(ValueError):
    """A file that is not what was signed, or is signed by somebody else: nothing was taken over."""


class Difference(NamedTuple):
    """Where the registers differ: a row of your own that the list lacks (`missing`) or has `otherwise`."""

    row: int
    kind: str


class Differences(NamedTuple):
    """What a comparison found, in numbers."""

    only_here: int
    only_there: int
    otherwise: int


class _State(msgspec.Struct):
    version: int = 0
    key: str = ""


class HomeRegister:
    """The list in a folder of yours; `verifier` is the key of the centre's log, `name+id+base64`, as is published."""

    def __init__(self, folder: Path, verifier: str) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._folder, self._verifier = folder, verifier
        state = folder / "state.json"
        self._state = msgspec.json.decode(state.read_bytes(), type=_State) if state.is_file() else _State()

    @property
    def version(self) -> int:
        """The version that is there; 0 when none is."""
        return self._state.version

    def update(self, answer: ListParts, fetch: Fetch) -> None:
        """Take over the parts of an answer; `WrongList` when one is not as it was signed, and then nothing changes."""
        for part in answer.parts:
            if part.kind == "changes" and part.version != self.version + 1:
                raise WrongList("the changes are for another version")
            self._check(part)
            file = self._fetch(part, fetch)
            if part.kind == "changes":
                self._apply(file)
                file.unlink()
            else:
                file.replace(self._rows)
            self._keep(_State(part.version, answer.key))

    def says(self, iin: str) -> int | None:
        """What the list says of a person, in bits (docs/how-to/connect-a-bureau.md); None when it says nothing."""
        with self._mapped() as rows:
            at = _place(rows, self._name(iin))
            return None if at is None else _said(rows, at)

    def compare(self, own: Iterable[tuple[int, str, int]], differing: list[Difference]) -> Differences:
        """Compare with your own register: rows of number, IIN, scopes (1 all, 2 micro-lenders, 4 remote, 8 above)."""
        missing = otherwise = 0
        with self._mapped() as rows:
            seen = bytearray(len(rows) // ROW // 8 + 1)
            for number, iin, scopes in own:
                at = _place(rows, self._name(iin))
                if at is None:
                    missing += 1
                    differing.append(Difference(number, "missing"))
                    continue
                seen[at // 8] |= 1 << at % 8
                if scopes & ~_scopes(_said(rows, at)):
                    otherwise += 1
                    differing.append(Difference(number, "otherwise"))
            return Differences(len(rows) // ROW - sum(map(int.bit_count, seen)), missing, otherwise)

    @property
    def _rows(self) -> Path:
        return self._folder / "rows"

    def _name(self, iin: str) -> bytes:
        return hmac.digest(bytes.fromhex(self._state.key), b"iin\0" + iin.encode(), "sha256")[:NAME]

    def _check(self, part: ListPart) -> None:
        """Is the note signed by the centre's log, and about just this file?"""
        told = _opened(part.note, self._verifier).split("\n")
        if told[0] != "arasha credit list" or told[2:6] != [part.kind, str(part.version), str(part.rows), part.sha256]:
            raise WrongList("the note is about another file")

    def _fetch(self, part: ListPart, fetch: Fetch) -> Path:
        file, digest, offset, more = self._folder / "coming", hashlib.sha256(), 0, part.rows > 0
        with file.open("wb") as into:
            while more:
                block = fetch(part.name, offset)
                data = base64.b64decode(block.data)
                into.write(data)
                digest.update(data)
                offset, more = block.next, block.more
        if digest.hexdigest() != part.sha256 or offset != part.rows * ROW:
            raise WrongList("the file does not have the digest that was signed")
        return file

    def _apply(self, changes: Path) -> None:
        made = self._folder / "made"
        with made.open("wb") as into:
            for row in _merged(_read(self._rows), _read(changes)):
                into.write(row)
        made.replace(self._rows)

    def _keep(self, state: _State) -> None:
        written = self._folder / "state.json.new"
        written.write_bytes(msgspec.json.encode(state))
        written.replace(self._folder / "state.json")
        self._state = state

    def _mapped(self) -> "_Mapped":
        return _Mapped(self._rows)


class _Mapped:
    """The rows of the list, as the system pages them in; an empty list cannot be mapped."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._map: mmap.mmap | None = None

    def __enter__(self) -> "mmap.mmap | bytes":
        if not self._path.is_file() or not self._path.stat().st_size:
            return b""
        with self._path.open("rb") as file:
            self._map = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return self._map

    def __exit__(self, *_: object) -> None:
        if self._map is not None:
            self._map.close()


def _place(rows: "mmap.mmap | bytes", name: bytes) -> int | None:
    low, high = 0, len(rows) // ROW
    while low < high:
        middle = (low + high) // 2
        found = rows[middle * ROW : middle * ROW + NAME]
        if found == name:
            return middle
        low, high = (middle + 1, high) if found < name else (low, middle)
    return None


def _said(rows: "mmap.mmap | bytes", at: int) -> int:
    return int.from_bytes(rows[at * ROW + NAME : (at + 1) * ROW], "big")


def _scopes(effect: int) -> int:
    """What is refused here or at any bureau; who refuses all refuses everything else too."""
    scopes = (effect | effect >> BUREAU_SCOPES) & OWN_SCOPES
    return OWN_SCOPES if scopes & 1 else scopes


def _read(path: Path) -> Iterator[bytes]:
    if path.is_file():
        with path.open("rb") as file:
            while portion := file.read(PORTION):
                yield from (portion[at : at + ROW] for at in range(0, len(portion), ROW))


def _merged(old: Iterator[bytes], changes: Iterator[bytes]) -> Iterator[bytes]:
    """The old rows with the changes in their places; both ascend by name."""
    row, change = next(old, None), next(changes, None)
    while row is not None or change is not None:
        if change is None or (row is not None and row[:NAME] < change[:NAME]):
            yield row or b""
            row = next(old, None)
            continue
        if row is not None and row[:NAME] == change[:NAME]:
            row = next(old, None)
        if change[NAME:] != GONE:
            yield change
        change = next(changes, None)


def _opened(note: str, verifier: str) -> str:
    """The text of a note that the log signed (C2SP signed-note, Ed25519)."""
    name, key_id, encoded = [*verifier.split("+", 2), "", ""][:3]
    text, _, lines = note.rpartition("\n\n")
    public = Ed25519PublicKey.from_public_bytes(base64.b64decode(encoded)[1:])
    for line in lines.splitlines():
        signer, _, blob = line.removeprefix("— ").rpartition(" ")
        signature = base64.b64decode(blob)
        if signer == name and signature[:4].hex() == key_id:
            try:
                public.verify(signature[4:], f"{text}\n".encode())
            except InvalidSignature:
                break
            return text
    raise WrongList("the note is not signed by this key")
