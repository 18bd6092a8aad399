"""The only source of time: UTC inside, Asia/Almaty on screens, microseconds in numbers.

Inside the engine and the journal an instant is an `int` of microseconds since 1970-01-01T00:00Z ("µs").
Elsewhere it is an aware `datetime` in UTC. Nothing else in the project reads the machine's clock.
A sandbox follows a clock of its own (`kernel.sandbox`).
"""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from arasha.kernel.sandbox import Dial

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR

ALMATY = ZoneInfo("Asia/Almaty")

# Since 1 March 2024 the whole country keeps UTC+5 (Government resolution of 19 January 2024); the engine
# uses the plain offset to know the hour of a payment, screens use the zone with its history.
ALMATY_OFFSET = 5 * HOUR

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)

_dial: Dial | None = None


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return machine_now() if _dial is None else from_us(_dial.now_us())


def now_us() -> int:
    """The present instant in µs."""
    return time.time_ns() // 1000 if _dial is None else _dial.now_us()


def machine_now() -> datetime:
    """The machine's own instant, in a sandbox too: for what libraries reckon by it (sessions, one-time codes)."""
    return datetime.now(UTC)


def monotonic() -> float:
    """Seconds that never go back; for measuring how long something took. Real ones, in a sandbox too."""
    return time.monotonic()


def follow(dial: Dial | None) -> None:
    """From now on this process lives by the clock of a sandbox; `None`: by the machine's again."""
    global _dial  # noqa: PLW0603 - the one clock of a process
    _dial = dial


def sandbox() -> bool:
    """Is this a sandbox, whose time is its own?"""
    return _dial is not None


def to_us(instant: datetime) -> int:
    """An aware instant as µs, exact to the microsecond."""
    return (instant - _EPOCH) // timedelta(microseconds=1)


def from_us(us: int) -> datetime:
    """µs as an aware UTC instant."""
    return _EPOCH + timedelta(microseconds=us)


def on_screen(instant: datetime) -> datetime:
    """The same instant as a person in Kazakhstan reads it."""
    return instant.astimezone(ALMATY)


__all__ = [
    "ALMATY", "ALMATY_OFFSET", "DAY", "HOUR", "MINUTE", "SECOND",
    "follow", "from_us", "machine_now", "monotonic", "now", "now_us", "on_screen", "sandbox", "to_us",
]  # fmt: skip
