"""Lists of hashes for institutions that check at home: what a list holds, and how one version becomes another.

In the shape of Safe Browsing v5: sorted hash prefixes of 8 bytes, read as big-endian numbers; a partial update removes
by place in the old list, then adds by value; a SHA-256 over the new list says whether both sides have the same.
"""

import hashlib
import hmac
from typing import NamedTuple

import numpy as np

from arasha.domains.registry.rules import rice
from arasha.domains.registry.rules.rice import Coded
from arasha.kernel.compiled import Array
from arasha.kernel.errors import Conflict, Malformed
from arasha.kernel.identifiers import Identifier, Unread, token_input
from arasha.kernel.tiers import Tier

PREFIX_BYTES = 8
LABEL = b"registry-hash-list\0"

# What each list holds: identifiers with at least so grave an effect.
LISTS: dict[str, Tier] = {"warn": Tier.MEDIUM, "hold": Tier.HIGH}


class Update(NamedTuple):
    """From one version of a list to another: the places to be taken out of the old one, and the values to be put in.

    Without a version to start from (`partial` false) the additions are the whole list.
    """

    partial: bool
    removals: Coded
    additions: Coded
    checksum: bytes


def list_key(token_key: bytes) -> bytes:
    """The key under which lists are hashed; connected institutions are given it, and it tells nothing of the other."""
    return hmac.digest(token_key, LABEL, "sha256")


def prefix_of(identifier: Identifier | Unread, key: bytes) -> int:
    """The 8 bytes of an identifier in a list, as a number: HMAC-SHA256(list key, kind, 0x00, canonical form)."""
    return int.from_bytes(hmac.digest(key, token_input(identifier), "sha256")[:PREFIX_BYTES], "big")


def checksum(values: Array) -> bytes:
    """SHA-256 over the sorted prefixes, each big-endian."""
    return hashlib.sha256(np.ascontiguousarray(values.astype(">u8")).data).digest()


def whole(values: Array) -> Update:
    """A list as it stands, for those who have none."""
    return Update(partial=False, removals=rice.NOTHING, additions=rice.encode(values, 64), checksum=checksum(values))


def difference(old: Array, new: Array) -> Update:
    """What makes the new list of the old one; both ascending, no value twice."""
    kept = np.isin(old, new, assume_unique=True)
    removed = np.flatnonzero(~kept).astype(np.uint64)
    added = np.setdiff1d(new, old, assume_unique=True)
    return Update(
        partial=True,
        removals=rice.encode(removed, 32),
        additions=rice.encode(added, 64),
        checksum=checksum(new),
    )


def applied(old: Array, update: Update) -> Array:
    """The new list; `Malformed` when the update does not fit the old one, `Conflict` when the checksums differ."""
    base = old if update.partial else np.zeros(0, np.uint64)
    places = rice.decode(update.removals, 32)
    if len(places) and int(places[-1]) >= len(base):
        raise Malformed("this update is not for the version that is there")
    kept = np.delete(base, places.astype(np.int64))
    values = np.union1d(kept, rice.decode(update.additions, 64))
    if checksum(values) != update.checksum:
        raise Conflict("the list does not have the checksum that was told: ask for the whole list")
    return values
