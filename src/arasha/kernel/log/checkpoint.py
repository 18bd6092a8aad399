"""A checkpoint: the log's size and root at a moment, in the text that is signed (C2SP tlog-checkpoint)."""

import base64
from dataclasses import dataclass

from arasha.kernel.log.note import WrongNote

TIME = "time "


@dataclass(frozen=True, slots=True)
class Checkpoint:
    """`size` leaves have the root `root` (32 bytes) in the log named `origin`; said at `at` (µs since 1970)."""

    origin: str
    size: int
    root: bytes
    at: int

    def text(self) -> str:
        """The lines that are signed; the time is an extension line, which the format allows."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n{TIME}{self.at}\n"

    @classmethod
    def parse(cls, text: str) -> "Checkpoint":
        """Read the text of an opened note; `WrongNote` when it is not a checkpoint of ours."""
        try:
            origin, size, root, time = text.splitlines()
            checkpoint = cls(origin, int(size), base64.b64decode(root, validate=True), int(time.removeprefix(TIME)))
        except ValueError:
            raise WrongNote("a checkpoint is four lines: origin, size, root, time") from None
        if checkpoint.text() != text:
            raise WrongNote("a checkpoint has exactly one spelling")
        return checkpoint
