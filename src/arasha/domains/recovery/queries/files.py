"""Opening files that were laid down as evidence."""

from typing import NamedTuple

from arasha.domains.recovery.queries.handling import evidence
from arasha.kernel.seal import seal

SUFFIXES = {"application/pdf": ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}


class Opened(NamedTuple):
    """A file in clear; what it is about says whose data it holds."""

    about: str
    suffix: str
    content: bytes


def opened(number: int) -> Opened:
    """Open a file; the caller notes the look. `NotFound` when there is none of this number."""
    row = evidence(number)
    content = seal().open(bytes(row.content), about=label(row.about, row.digest, "content"))
    return Opened(row.about, SUFFIXES.get(row.media_type, ""), content)


def label(about: str, digest: str, part: str) -> bytes:
    """What a sealed part of a file is bound to."""
    return f"{about} {digest} {part}".encode()
