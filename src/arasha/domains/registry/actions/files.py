"""What is made of the whole registry: the file that the gateway maps, and the lists that institutions check at home."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import numpy as np
from django.db import connection, transaction

from arasha.domains.registry.hot import key_of
from arasha.domains.registry.models import HashListVersion
from arasha.domains.registry.queries.answers import Listed, listed
from arasha.domains.registry.queries.lists import whole_of
from arasha.domains.registry.rules import hash_lists, rice
from arasha.domains.registry.rules.answers import read_answer
from arasha.domains.registry.rules.hash_lists import LISTS
from arasha.kernel import clock, prefixmap
from arasha.kernel.compiled import Array
from arasha.kernel.log import ledger
from arasha.kernel.tiers import Tier

SNAPSHOT_ROW = np.dtype([("key", "u8"), ("value", "u1")])
PREFIX_ROW = np.dtype([("prefix", "i8"), ("tier", "u1")])

# So many versions back a list can be brought up to date by what has changed; then it is fetched whole.
KEPT_VERSIONS = 200


def write_snapshot(path: Path) -> int:
    """Write every token's answer to the file that the gateway maps; returns how many there are."""
    with transaction.atomic(), connection.cursor() as cursor:
        # One view of the store, so that the entries are exactly those as of the last fact in it.
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        as_of = ledger.size() - 1
        rows = np.fromiter(((key_of(each.token.bytes), each.value) for each in listed()), SNAPSHOT_ROW)
    prefixmap.build(path, rows["key"], rows["value"], as_of)
    return len(rows)


@transaction.atomic
def publish_lists() -> int:
    """Publish a new version of each list that has changed; how many have."""
    rows = np.fromiter(_prefixes(listed()), PREFIX_ROW)
    return sum(
        _publish(name, np.unique(rows["prefix"][rows["tier"] >= least].astype(np.uint64)))
        for name, least in LISTS.items()
    )


def _prefixes(rows: Iterator[Listed]) -> Iterator[tuple[int, Tier]]:
    for row in rows:
        if row.prefix is not None:
            yield row.prefix, read_answer(row.value).tier


def _publish(name: str, values: Array) -> bool:
    newest = HashListVersion.objects.select_for_update().filter(name=name).first()
    old = whole_of(newest) if newest else np.zeros(0, np.uint64)
    if newest is not None and np.array_equal(old, values):
        return False
    version = newest.version + 1 if newest else 1
    HashListVersion.objects.create(
        name=name, version=version, made_at=clock.now(), count=len(values),
        checksum=hash_lists.checksum(values), whole=_kept(values),
        added=_kept(np.setdiff1d(values, old, assume_unique=True)),
        removed=_kept(np.setdiff1d(old, values, assume_unique=True)),
    )  # fmt: skip
    HashListVersion.objects.filter(name=name, version__lt=version).update(whole=None)
    HashListVersion.objects.filter(name=name, version__lte=version - KEPT_VERSIONS).delete()
    return True


def _kept(values: Array) -> bytes:
    return msgspec.msgpack.encode(rice.encode(values, 64))
