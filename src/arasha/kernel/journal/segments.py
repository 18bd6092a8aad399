"""The files of a journal: each is named by the sequence of its first row."""

import os
import time
from itertools import pairwise
from pathlib import Path

SUFFIX = ".journal"
SPARE = "spare"
MEBIBYTE = 1 << 20
BREATH_S = 0.02


def name_of(first: int) -> str:
    """The file that begins with this sequence."""
    return f"{first:020}{SUFFIX}"


def first_of(path: Path) -> int:
    """The sequence with which a file begins."""
    return int(path.stem)


def segments(folder: Path) -> list[Path]:
    """The files in the order of their sequences."""
    return sorted(folder.glob(f"*{SUFFIX}"))


def segment_with(folder: Path, sequence: int) -> Path | None:
    """The file in which a sequence stands, if it is still kept."""
    candidates = [path for path in segments(folder) if first_of(path) <= sequence]
    return candidates[-1] if candidates else None


def prepare_spare(folder: Path, size: int) -> None:
    """Have a file of zeros ready for the writer: writing into blocks that exist is half the work for the disk.

    It is made a little at a time: whoever waits for the disk meanwhile must not wait for all of it.
    """
    spare = folder / SPARE
    if spare.exists() or not folder.exists():
        return
    draft = folder / f"{SPARE}.new"
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        for _ in range(size // MEBIBYTE):
            file.write(bytes(MEBIBYTE))
            file.flush()
            os.fdatasync(file.fileno())
            time.sleep(BREATH_S)
        os.fsync(file.fileno())
    draft.rename(spare)


def drop_before(folder: Path, sequence: int, older_than_s: float) -> int:
    """Delete the oldest files, as long as all their rows are before `sequence` and they were last written before an
    instant; how many. No file is dropped behind one that stays: the journal has no holes.
    """
    dropped = 0
    for path, following in pairwise(segments(folder)):
        if first_of(following) > sequence or path.stat().st_mtime >= older_than_s:
            break
        path.unlink()
        dropped += 1
    return dropped
