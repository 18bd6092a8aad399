"""A register of the size of a nation in the store, and questions about its people. Part of `arasha bench credit`."""

import hashlib
import os
from collections.abc import Iterator, Sequence
from typing import Any

from benchmarks.load import request

# Everybody's token follows from a number, here and in the store, so that questions can be made without reading it.
_MAKE = """
INSERT INTO credit_standing (person, effect, change, fact)
SELECT md5(number::text)::uuid, 1 + (number %% 8), number, 0 FROM generate_series(1, %s) AS number
"""
_HEARD = "INSERT INTO credit_position (journal, position, heard) VALUES ('credit', 0, 0)"
SINGLE, TOGETHER = "/v1/credit/check", "/v1/credit/check-batch"


def make(people: int) -> None:
    """Put so many people who refuse credit into the store."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE credit_standing DROP CONSTRAINT credit_standing_pkey")
        cursor.execute(_MAKE, [people])
        cursor.execute("ALTER TABLE credit_standing ADD PRIMARY KEY (person)")
        cursor.execute(_HEARD)
        cursor.execute("VACUUM (ANALYZE, FREEZE) credit_standing")
        cursor.execute("CHECKPOINT")  # else what follows would wait for the disk that still writes all this
    connection.close()
    os.sync()


def token(number: int) -> str:
    """The token of one of the people, 32 hex digits."""
    return hashlib.md5(str(number).encode()).hexdigest()


def question(lap: int, number: int, people: int) -> dict[str, Any]:
    """An application; every second person has refused credit, the others are unknown to the register."""
    place = 1 + number * 7919 % people
    return {
        "id": f"{lap}-{number}",
        "person": token(place if number % 2 else people + place),
        "channel": "remote" if number % 3 else "in_person",
        "amount": 10_000_000 + number % 1000 * 10_000,
    }


def singles(key: str, lap: int, count: int, people: int) -> list[bytes]:
    """One application a request."""
    return [request(SINGLE, key, encoded(question(lap, number, people))) for number in range(count)]


def batches(key: str, lap: int, count: int, people: int, together: int) -> Iterator[bytes]:
    """Several applications a request."""
    for begin in range(0, count, together):
        checks = [question(lap, number, people) for number in range(begin, begin + together)]
        yield request(TOGETHER, key, encoded({"checks": checks}))


def encoded(value: object) -> bytes:
    import msgspec

    return msgspec.json.encode(value)


def bodies(questions: Sequence[dict[str, Any]]) -> bytes:
    """The body of one request with several applications."""
    return encoded({"checks": list(questions)})
