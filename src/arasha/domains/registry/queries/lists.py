"""Reading the published lists: whole, or what has changed since a version; and the buckets of the private check."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
import numpy as np

from arasha.domains.registry.models import Entry, HashListVersion
from arasha.domains.registry.queries.answers import effect_of, is_protected
from arasha.domains.registry.rules import hash_lists, private_check, rice
from arasha.domains.registry.rules.hash_lists import LISTS, Update
from arasha.domains.registry.rules.rice import Coded
from arasha.domains.registry.rules.states import IN_FORCE
from arasha.kernel.compiled import Array
from arasha.kernel.errors import NotFound
from arasha.kernel.keyring import Purpose, keyring


@dataclass(frozen=True, slots=True, kw_only=True)
class Published:
    """An answer about a list: what makes the newest version of the one that is there, and the key of its hashes."""

    name: str
    version: int
    made_at: datetime
    count: int
    key: bytes
    update: Update


def hash_list(name: str, since: int = 0) -> Published:
    """A list's newest version, as a change since another where that is still known, else whole.

    `NotFound` for a name that no list has, and before the first publication.
    """
    newest = HashListVersion.objects.filter(name=name).first() if name in LISTS else None
    if newest is None:
        raise NotFound("there is no list of this name, or none was published yet")
    return Published(
        name=name,
        version=newest.version,
        made_at=newest.made_at,
        count=newest.count,
        key=list_key(),
        update=_update(newest, since),
    )


def list_key() -> bytes:
    """The key under which this centre's lists are hashed."""
    return hash_lists.list_key(keyring().key(Purpose.TOKEN))


def bucket(prefix: str) -> list[bytes]:
    """The public hashes that begin with four hex digits, among others that say nothing; `Malformed` for no prefix."""
    least, greatest = private_check.bounds(prefix)
    rows = Entry.objects.filter(public_hash__gte=least, public_hash__lte=greatest, ended_at=None, state__in=IN_FORCE)
    found = {
        bytes(row.public_hash)
        for row in rows
        if row.public_hash and effect_of(row) >= private_check.LEAST_TIER and not is_protected(row.token)
    }
    return private_check.padded(sorted(found), prefix, list_key())


def whole_of(version: HashListVersion) -> Array:
    """The values of the newest version."""
    return rice.decode(coded(version.whole), 64)


def coded(box: bytes | memoryview | None) -> Coded:
    """Coded numbers as the store keeps them."""
    return msgspec.msgpack.decode(box, type=Coded) if box is not None else rice.NOTHING


def _update(newest: HashListVersion, since: int) -> Update:
    if since == newest.version:
        return Update(partial=True, removals=rice.NOTHING, additions=rice.NOTHING, checksum=bytes(newest.checksum))
    later = list(HashListVersion.objects.filter(name=newest.name, version__gt=since))
    if since <= 0 or since > newest.version or len(later) != newest.version - since:
        return Update(
            partial=False, removals=rice.NOTHING, additions=coded(newest.whole), checksum=bytes(newest.checksum)
        )
    values = whole_of(newest)
    return hash_lists.difference(_as_of(values, later), values)


def _as_of(values: Array, later: list[HashListVersion]) -> Array:
    """The list before some versions, the newest of them first: what each added goes, what it removed comes back."""
    for version in later:
        without = np.setdiff1d(values, rice.decode(coded(version.added), 64), assume_unique=True)
        values = np.union1d(without, rice.decode(coded(version.removed), 64))
    return values
