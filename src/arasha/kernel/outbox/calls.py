"""Calls: who waits for facts is told, when they are committed, of which kinds they are, and looks for his own only.

A call only says "look": what is handed over is always read by sequence, and after a while everybody looks by himself.
"""

from collections.abc import Iterable
from typing import Any

import psycopg
from django.db import connection

CHANNEL = "arasha_facts"


def call(kinds: Iterable[str]) -> None:
    """Tell of facts of some kinds, when the caller's transaction commits."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_notify(%s, %s)", [CHANNEL, " ".join(sorted(set(kinds)))])


def listen(listening: "psycopg.Connection[Any]") -> None:
    """Have this connection told from now on."""
    listening.execute(f"LISTEN {CHANNEL}")


def wait(listening: "psycopg.Connection[Any]", kinds: frozenset[str], patience_s: float) -> None:
    """Return when facts of some of these kinds were committed, or when the time is over."""
    for told in listening.notifies(timeout=patience_s):
        if not kinds.isdisjoint(told.payload.split()):
            return
