"""The registry's lists and removals, for institutions that check at home."""

import base64
from typing import Any

from arasha.client import handling as h
from arasha.client.hash_lists import HashList, RiceDeltas
from arasha.domains.registry import actions, queries
from arasha.interfaces.api.door import CURSORS, Visit, whole, word
from arasha.kernel.errors import Malformed
from arasha.kernel.references import Letter, reference

LISTS = ("warn", "hold")
PUBLISHED_EVERY_S = 600


def prefixes(visit: Visit) -> HashList:
    """A list of hashed identifiers to be checked at home, whole or as what has changed since a version."""
    name = word(visit, "list", LISTS)
    if name is None:
        raise Malformed(f"say which list: {' or '.join(LISTS)}", field="list")
    found = queries.hash_list(name, whole(visit, "since", CURSORS, 0))
    return HashList(
        name=found.name,  # type: ignore[arg-type]
        version=found.version,
        partial_update=found.update.partial,
        compressed_removals=_deltas(found.update.removals),
        additions_eight_bytes=_deltas(found.update.additions),
        sha256_checksum=found.update.checksum.hex(),
        minimum_wait_s=PUBLISHED_EVERY_S,
        key=found.key.hex(),
        count=found.count,
    )


def removal_done(visit: Visit, _said: h.RemovalDone, name: str) -> h.Removal:
    """The institution has forgotten an entry."""
    removal = actions.confirm_removal(name, visit.caller.number, visit.by)
    return h.Removal(
        reference=reference(Letter.LISTING, removal.entry_id),
        asked_at=removal.asked_at,
        due_at=removal.due_at,
        confirmed_at=removal.confirmed_at,
    )


def _deltas(coded: Any) -> RiceDeltas:
    return RiceDeltas(
        first_value=coded.first,
        rice_parameter=coded.parameter,
        entries_count=coded.deltas,
        encoded_data=base64.b64encode(coded.data).decode(),
    )
