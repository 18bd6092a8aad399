"""Which files are taken as evidence: documents and pictures that say themselves what they are."""

from arasha.kernel.errors import Malformed, TooLarge

LARGEST = 5 * 1024 * 1024
LONGEST_NAME = 120

# The first bytes of each kind that is taken; what a browser may execute is not among them.
KINDS = {
    "application/pdf": (b"%PDF-",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
}


def check(name: str, media_type: str, content: bytes) -> None:
    """`Malformed` when a file is not what it is called, `TooLarge` beyond 5 MiB."""
    if len(content) > LARGEST:
        raise TooLarge("a file may have 5 MiB", field="file")
    if not 0 < len(name) <= LONGEST_NAME:
        raise Malformed(f"give the file a name of at most {LONGEST_NAME} characters", field="file")
    if not any(content.startswith(first) for first in KINDS.get(media_type, ())):
        raise Malformed("send a PDF, a JPEG or a PNG", field="file")
