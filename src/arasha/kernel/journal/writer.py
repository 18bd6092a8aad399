"""Writing the journal: reserve, write, make durable. One writer, the process that answers.

Room is taken from the disk before anything is decided (`reserve`), so a full disk is met while a request can still be
refused whole, and never between a verdict and its record.
"""

import errno
import fcntl
import mmap
import os
from pathlib import Path

from arasha.kernel import clock
from arasha.kernel.errors import Unavailable
from arasha.kernel.journal import frames
from arasha.kernel.journal.frames import Frame, JournalDamaged
from arasha.kernel.journal.segments import SPARE, first_of, name_of, segments


class JournalLocked(Unavailable):
    """Another process writes this journal."""

    code, title = "journal-locked", "Another gateway writes this journal."


class DiskFull(Unavailable):
    """There is no room for the record of an answer, so no answer is given."""

    code, title = "disk-full", "There is no room to record an answer, so none is given; nothing was recorded."


class Journal:
    """The journal of one gateway. `next` is the sequence that the next row will get.

    `JournalLocked` when another process writes it, `JournalDamaged` when acknowledged rows of its last file are gone.
    """

    def __init__(self, folder: Path, segment_bytes: int) -> None:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self.folder = folder
        self._segment_bytes = segment_bytes
        self._lock = _lock(folder / "lock")
        self.next = 0
        self._fd = -1
        self._offset = self._size = 0
        self._durable = True
        try:
            self._recover()
        except BaseException:
            os.close(self._lock)
            raise

    def reserve(self, payload_bytes: int) -> None:
        """Make sure that a frame with so large a payload can be written; `DiskFull` when it cannot."""
        if self._fd == -1 or self._offset + frames.size(payload_bytes) > self._size:
            self._open_segment(max(self._segment_bytes, frames.size(payload_bytes)))

    def write(self, kind: int, rows: int, payload: bytes) -> Frame:
        """Write a frame of `rows` rows; it is durable only after `sync`."""
        self.reserve(len(payload))
        frame = Frame(kind, self.next, rows, clock.now_us(), payload, joined=not self._durable)
        data = frames.encode(frame)
        written = os.pwrite(self._fd, data, self._offset)
        if written != len(data):
            raise OSError(errno.EIO, "short write to a reserved part of the journal")
        self._offset += written
        self._durable = False
        self.next = frame.following
        return frame

    def sync(self) -> None:
        """Return when everything written is on the disk. An error here is fatal: what the disk holds is unknown."""
        if self._fd != -1:
            os.fdatasync(self._fd)
        self._durable = True

    def close(self) -> None:
        """Let go of the files and of the lock."""
        if self._fd != -1:
            os.close(self._fd)
            self._fd = -1
        os.close(self._lock)

    def _recover(self) -> None:
        """Go on behind the last whole frame; what follows it was never acknowledged and is cut off."""
        for path in reversed(segments(self.folder)):
            end, self.next = _end_of(path)
            if end == 0:
                path.unlink()  # made for a frame that never came
                continue
            self._fd = os.open(path, os.O_RDWR)
            os.ftruncate(self._fd, end)
            os.fsync(self._fd)
            self._offset = self._size = end  # and a new segment is begun with the next frame
            return

    def _open_segment(self, size: int) -> None:
        if self._fd != -1 and self._offset == 0:
            _allocate(self._fd, size)  # this file is still empty: the next one would have its name
            self._size = size
            return
        path, spare = self.folder / name_of(self.next), self.folder / SPARE
        if spare.exists() and spare.stat().st_size >= size:
            spare.rename(path)
            size = path.stat().st_size
        fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            _allocate(fd, size)
            _sync_folder(self.folder)
        except (OSError, DiskFull):
            os.close(fd)
            path.unlink()
            raise
        if self._fd != -1:
            self.sync()
            os.ftruncate(self._fd, self._offset)
            os.close(self._fd)
        self._fd, self._offset, self._size = fd, 0, size


def _allocate(fd: int, size: int) -> None:
    """Take room for a file from the disk; `DiskFull` when there is none."""
    try:
        os.posix_fallocate(fd, 0, size)
        os.fsync(fd)
    except OSError as error:
        if error.errno in {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}:
            raise DiskFull(retry_after_s=5) from None
        raise


def _end_of(path: Path) -> tuple[int, int]:
    """The offset behind the last whole frame of a file, and the sequence that comes next.

    `JournalDamaged` when acknowledged frames stand behind that.
    """
    following, end = first_of(path), 0
    with path.open("rb") as file:
        if path.stat().st_size == 0:
            return 0, following
        with mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data, memoryview(data) as view:
            for offset, frame in frames.walk(view):
                end, following = offset, frame.following
            if frames.damaged(view, end):
                raise JournalDamaged(f"rows from {following} on cannot be read, byte {end} of {path}; restore the file")
    return end, following


def _lock(path: Path) -> int:
    fd = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        fcntl.flock(fd, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        os.close(fd)
        raise JournalLocked from None
    return fd


def _sync_folder(folder: Path) -> None:
    """Make a new file's name durable."""
    fd = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(fd)
    finally:
        os.close(fd)
