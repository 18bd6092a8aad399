"""The rule books that answers were given by, each a small file beside the journal.

A question that is repeated after the rules have changed gets the answer it got, in the words of the book of that time;
and the keeper takes a book from here into the store before the first row that was judged by it. So a book lies here, on
the disk, before it judges anything.
"""

import os
from pathlib import Path
from typing import Any

import msgspec

from arasha.domains.payments.hot.book import Book, KeptBook


class Books:
    """Books by their version."""

    def __init__(self, journal: Path) -> None:
        self._folder = journal / "books"
        self._known: dict[int, KeptBook] = {}

    def keep(self, book: Book) -> None:
        """Have a book on the disk; once."""
        path = self._path(book.version)
        if path.exists() and isinstance(self.plain(book.version), dict):
            return
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = path.with_suffix(f".{os.getpid()}.new")
        with draft.open("wb") as file:
            file.write(msgspec.json.encode(book.plain()))
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        _sync(self._folder)

    def read(self, version: int) -> KeptBook:
        """A book that was kept."""
        if version not in self._known:
            self._known[version] = KeptBook(self.plain(version))
        return self._known[version]

    def plain(self, version: int) -> Any:
        """What was kept of a book: `Book.plain`, or pairs of code and weight from the first release."""
        return msgspec.json.decode(self._path(version).read_bytes())

    def _path(self, version: int) -> Path:
        return self._folder / f"{version}.json"


def _sync(folder: Path) -> None:
    """Have a folder's list of files on the disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
