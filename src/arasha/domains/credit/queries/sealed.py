"""Words of people that nobody else is to read: closed and opened, bound to what they are about."""

from arasha.kernel.errors import Malformed
from arasha.kernel.seal import seal

LONGEST = 4_000


def close(text: str, about: str, *, field: str = "note") -> bytes | None:
    """The words sealed, none when there are none; `Malformed` beyond 4000 characters."""
    if len(text) > LONGEST:
        raise Malformed(f"write at most {LONGEST} characters", field=field)
    return seal().close(text.strip().encode(), about=about.encode()) if text.strip() else None


def read(box: bytes | memoryview | None, about: str) -> str:
    """The words of a box; empty when there is none. The caller notes the look."""
    return seal().open(bytes(box), about=about.encode()).decode() if box else ""
