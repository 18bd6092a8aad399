"""The file that the gateway maps: what is said of everybody, as far as its journal is in the store."""

from pathlib import Path

import numpy as np
from django.db import connection, transaction

from arasha.domains.credit.hot.register import WIDTH
from arasha.domains.credit.queries import register
from arasha.kernel import prefixmap
from arasha.kernel.compiled import Array

# A row of a binary COPY (PostgreSQL, "COPY", File Formats): how many fields, then each with its length, big-endian.
ROW = np.dtype([("fields", ">i2"), ("_1", ">i4"), ("key", "<u8"), ("rest", "<u8"), ("_2", ">i4"), ("effect", ">i8")])
__all__ = ["WIDTH", "write_snapshot"]

HEAD = 19  # bytes before the first row: signature, flags, no extension
_READ = "COPY (SELECT person, effect FROM credit_standing WHERE effect <> 0) TO STDOUT (FORMAT BINARY)"


def write_snapshot(path: Path) -> int:
    """Write what is said of everybody to the file that the gateway maps; returns of how many people."""
    with transaction.atomic(), connection.cursor() as cursor:
        # One view of the store, so that the effects are exactly those as of the last fact that had been heeded.
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        as_of = register.heard()
        with cursor.copy(_READ) as copy:
            content = bytearray()
            for part in copy:
                content += part
    rows = _rows(content)
    keys, effects = rows["key"].astype(np.uint64), rows["effect"].astype(np.uint32)
    del rows, content
    prefixmap.build(path, keys, effects, as_of)
    return len(keys)


def _rows(content: bytearray) -> Array:
    return np.frombuffer(content, ROW, (len(content) - HEAD) // ROW.itemsize, HEAD)
