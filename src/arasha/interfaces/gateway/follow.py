"""Keeping the gateway's memory up to date with what is decided elsewhere: keys and registry entries."""

import asyncio
from collections.abc import Mapping
from pathlib import Path

import msgspec
import structlog

from arasha.domains.registry.facts import EntryAdded, EntryConfirmed, EntryExpired, EntryWithdrawn
from arasha.interfaces.gateway.gateway import Gateway
from arasha.kernel.access import queries
from arasha.kernel.access.facts import InstitutionConnected, KeyIssued, KeyRevoked, StandInChanged
from arasha.kernel.access.keys import Caller
from arasha.kernel.facts import Fact, Recorded

logger = structlog.get_logger()

ACCESS = (InstitutionConnected, StandInChanged, KeyIssued, KeyRevoked)
REGISTRY = (EntryAdded, EntryConfirmed, EntryWithdrawn, EntryExpired)


class Following:
    """Hears facts in the follower's thread and hands them to the event loop, which alone touches the gateway."""

    kinds = frozenset(fact.kind() for fact in (*ACCESS, *REGISTRY))

    def __init__(self, gateway: Gateway, loop: asyncio.AbstractEventLoop, keys_file: Path) -> None:
        self._gateway, self._loop, self._keys_file = gateway, loop, keys_file

    def heed(self, facts: list[Recorded[Fact]]) -> None:
        """Take over what has happened."""
        if any(isinstance(fact.fact, ACCESS) for fact in facts):
            self._load_keys()
        self._loop.call_soon_threadsafe(self._gateway.registry.follow, facts)

    def store_found(self) -> None:
        """Load the keys afresh, and say that the store is there."""
        self._load_keys()
        self._loop.call_soon_threadsafe(setattr, self._gateway, "store_is_there", True)

    def store_lost(self) -> None:
        """Go on with what is known."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(setattr, self._gateway, "store_is_there", False)

    def _load_keys(self) -> None:
        good = queries.good_keys()
        save_keys(self._keys_file, good)
        self._loop.call_soon_threadsafe(self._gateway.callers.replace, good)


def save_keys(path: Path, good: Mapping[bytes, Caller]) -> None:
    """Keep the good keys' digests for a start without the store."""
    draft = path.with_suffix(".new")
    draft.write_bytes(msgspec.msgpack.encode([(digest, caller) for digest, caller in good.items()]))
    draft.replace(path)


def saved_keys(path: Path) -> dict[bytes, Caller]:
    """The good keys of the last contact with the store."""
    if not path.exists():
        return {}
    return dict(msgspec.msgpack.decode(path.read_bytes(), type=list[tuple[bytes, Caller]]))
