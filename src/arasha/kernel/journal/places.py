"""Where the frames of a journal lie, so that one row is found without reading its file from the start."""

import mmap
import threading
from bisect import bisect_right
from collections import OrderedDict
from dataclasses import dataclass, field
from pathlib import Path

from arasha.kernel.journal import frames
from arasha.kernel.journal.frames import Frame
from arasha.kernel.journal.segments import segment_with

# Rows are asked for again in their order, as when a bank repeats a file: the frames of the last few are at hand.
AT_HAND = 16


@dataclass
class _Seen:
    """What has been read of a file: the first sequence and the offset of each frame, and where they end."""

    firsts: list[int] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)
    end: int = 0
    following: int = 0


class Places:
    """Finds frames by their rows. A file only ever grows at its end, so what was seen of it once stays true."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._files: dict[Path, _Seen] = {}
        self._at_hand: OrderedDict[int, Frame] = OrderedDict()
        self._lock = threading.Lock()

    def frame_with(self, sequence: int) -> Frame | None:
        """The frame in which a row stands, if it is still kept; may be asked by several threads."""
        with self._lock:
            return self._find(sequence)

    def _find(self, sequence: int) -> Frame | None:
        for near in reversed(self._at_hand.values()):
            if near.first <= sequence < near.following:
                return near
        frame = self._read(sequence)
        if frame is not None:
            self._at_hand[frame.first] = frame
            if len(self._at_hand) > AT_HAND:
                self._at_hand.popitem(last=False)
        return frame

    def _read(self, sequence: int) -> Frame | None:
        path = segment_with(self._folder, sequence)
        if path is None or path.stat().st_size == 0:
            return None
        seen = self._files.setdefault(path, _Seen())
        with (
            path.open("rb") as file,
            mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data,
            memoryview(data) as view,
        ):
            if sequence >= seen.following:
                _look_further(seen, view)
            at = bisect_right(seen.firsts, sequence) - 1
            return frames.decode(view, seen.offsets[at]) if at >= 0 and sequence < seen.following else None


def _look_further(seen: _Seen, view: memoryview) -> None:
    for end, frame in frames.walk(view, seen.end):
        seen.firsts.append(frame.first)
        seen.offsets.append(seen.end)
        seen.end, seen.following = end, frame.following
