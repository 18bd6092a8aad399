"""The instants that a message names: such as every store can keep and every calendar can show."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import msgspec

from arasha.kernel.errors import Malformed

EARLIEST = datetime(1900, 1, 1, tzinfo=UTC)
LATEST = datetime(2200, 1, 1, tzinfo=UTC)
FURTHEST = timedelta(hours=14)  # no zone is further from UTC (Kiritimati, UTC+14)


def check(message: msgspec.Struct) -> None:
    """`Malformed` with the field when one lies outside of 1900 to 2199, or in a zone that is nowhere on earth."""
    for field, instant in _instants(message, ""):
        if abs(instant.utcoffset() or timedelta()) > FURTHEST:
            raise Malformed("no place on earth is more than 14 hours from UTC; write the time in UTC", field=field)
        if not EARLIEST <= instant < LATEST:
            raise Malformed("a time from the year 1900 to 2199", field=field)


def _instants(value: object, field: str) -> Iterator[tuple[str, datetime]]:
    if isinstance(value, datetime):
        yield field, value
    elif isinstance(value, list):
        for place, each in enumerate(value):
            yield from _instants(each, f"{field}[{place}]")
    elif isinstance(value, msgspec.Struct):
        for name in value.__struct_fields__:
            yield from _instants(getattr(value, name), f"{field}.{name}" if field else name)
