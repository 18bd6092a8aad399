"""Reading the journal, from any process, from a sequence on."""

import mmap
import os
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from arasha.kernel.journal import frames
from arasha.kernel.journal.frames import Frame, JournalDamaged
from arasha.kernel.journal.segments import first_of, segment_with, segments


def read_from(folder: Path, sequence: int) -> Iterator[Frame]:
    """The whole frames that stand now, from the one that holds `sequence` on, or from the oldest that is kept.

    `JournalDamaged` when one between them cannot be read.
    """
    return Rereader(folder).read_from(sequence)


class Rereader:
    """Reads again and again from some sequence on; where one reading began the next begins to look, if that is before.

    A file of the journal is large: to look for a sequence from its beginning takes longer than what is then read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._begin: _Begin | None = None

    def read_from(self, sequence: int) -> Iterator[Frame]:
        """See `read_from`."""
        first = segment_with(self._folder, sequence)
        paths = [path for path in segments(self._folder) if first is None or path >= first]
        if not paths:
            return
        known, found = self._begin, False
        end = expected = 0
        for path in paths:
            begin = _Begin(path, 0, first_of(path))
            if path == paths[0]:
                begin = known if known and known.path == path and known.first <= sequence else begin
                expected = begin.first
            check_next(path, begin.first, expected)
            end = begin.offset
            for after, frame in _walk_file(path, begin.offset):
                check_next(path, frame.first, expected)
                if frame.following > sequence:
                    if not found:
                        self._begin, found = _Begin(path, end, frame.first), True
                    yield frame
                end, expected = after, frame.following
        if not found:
            self._begin = _Begin(paths[-1], end, expected)
        check_end(paths[-1], end, expected)


class _Begin(NamedTuple):
    """Where in a file the frame stands, or will stand, that begins with the sequence `first`."""

    path: Path
    offset: int
    first: int


def end_of(folder: Path) -> int:
    """The sequence behind the last whole frame that stands now; 0 when nothing was ever written."""
    paths = segments(folder)
    following = first_of(paths[-1]) if paths else 0
    for _, frame in _walk_file(paths[-1], 0) if paths else ():
        following = frame.following
    return following


class Tail:
    """Reads on from where it stopped: what the drain does, a little at a time.

    `position` is the sequence up to which everything has been read.
    """

    def __init__(self, folder: Path, position: int) -> None:
        self.folder = folder
        self.position = position
        self._path: Path | None = None
        self._offset = 0
        self._looked_at: tuple[Path, int] | None = None

    def read(self, rows: int) -> list[Frame]:
        """The next whole frames, up to about so many rows; durable when this returns.

        `JournalDamaged` when later rows stand in the journal and the next ones do not.
        """
        found: list[Frame] = []
        while rows > 0:
            later = [path for path in segments(self.folder) if first_of(path) > self.position]
            got = self._read_file(rows)
            found += got
            rows -= sum(frame.rows for frame in got)
            if not got and not self._step():
                # The later file was there before this one was read to its end, so nothing will be added here.
                if not found:
                    self._check(later)
                break
        return found

    def _check(self, later: list[Path]) -> None:
        """Is this really where the journal ends? A file that nobody has written to since is looked at once."""
        if later:
            check_next(later[0], first_of(later[0]), self.position)
        elif self._path is not None and self._path.exists():
            state = self._path, self._path.stat().st_mtime_ns
            if state != self._looked_at:
                check_end(self._path, self._offset, self.position)
                self._looked_at = state

    def _read_file(self, rows: int) -> list[Frame]:
        if self._path is None:
            self._path, self._offset = segment_with(self.folder, self.position), 0
        if self._path is None:
            return []
        found = []
        for offset, frame in _walk_file(self._path, self._offset):
            self._offset = offset
            if frame.following > self.position:
                found.append(frame)
                self.position = frame.following
                rows -= frame.rows
            if rows <= 0:
                break
        if found:
            _make_durable(self._path)
        return found

    def _step(self) -> bool:
        """Go to the next file, if this one was followed by another."""
        following = segment_with(self.folder, self.position)
        if following is None or following == self._path:
            return False
        self._path, self._offset = following, 0
        return True


def check_next(path: Path, first: int, expected: int) -> None:
    """`JournalDamaged` when rows are missing before the one with the sequence `first`."""
    if first != expected:
        raise JournalDamaged(f"rows {expected} to {first - 1} are missing before those in {path}; restore the journal")


def check_end(path: Path, offset: int, expected: int) -> None:
    """`JournalDamaged` when what stands in the last file behind its last whole frame was acknowledged once.

    Zeros are the end, and so is a write that was cut short or is under way.
    """
    with path.open("rb") as file:
        file.seek(offset)
        if not any(file.read(frames.HEADER.size)):
            return
        for _ in range(2):
            # A frame may have become whole, and the next one have been written, while we read: so look again. The file
            # is read and not mapped, because the writer may cut it off meanwhile.
            file.seek(offset)
            rest = memoryview(file.read())
            if frames.decode(rest, 0) is not None or not frames.damaged(rest, 0):
                return
    raise JournalDamaged(f"rows from {expected} on cannot be read, byte {offset} of {path}; restore the file")


def _make_durable(path: Path) -> None:
    """The page cache shows frames that the disk does not hold yet; nobody may act on those."""
    fd = os.open(path, os.O_RDONLY)
    try:
        os.fdatasync(fd)
    finally:
        os.close(fd)


def _walk_file(path: Path, offset: int) -> Iterator[tuple[int, Frame]]:
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    with file:
        if os.fstat(file.fileno()).st_size <= offset:
            return
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data, memoryview(data) as view:
            yield from frames.walk(view, offset)
