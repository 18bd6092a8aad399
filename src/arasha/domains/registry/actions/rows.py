"""What the verbs of the registry share: locking an entry, ending it, what its facts say."""

from typing import TypedDict

from arasha.domains.registry.facts import EntryState
from arasha.domains.registry.models import Entry
from arasha.domains.registry.queries.answers import effective
from arasha.domains.registry.rules.states import check_transition
from arasha.kernel import clock
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.errors import Malformed, NotFound
from arasha.kernel.outbox.append import By

CLOCK = By("process:clock", Purpose.UPKEEP)


class About(TypedDict):
    """What every fact of an entry says."""

    entry: int
    token: str
    effective: int


def locked(number: int) -> Entry:
    """The entry with this number, locked until the transaction ends; `NotFound` when there is none."""
    entry = Entry.objects.select_for_update().filter(id=number).first()
    if entry is None:
        raise NotFound
    return entry


def about(entry: Entry) -> About:
    """What every fact of an entry says as things stand now: its number, its token, what a look-up answers."""
    return About(entry=entry.id, token=entry.token.hex, effective=effective(entry.token))


def end(entry: Entry, state: EntryState, reason: str) -> None:
    """Let an entry end; `Conflict` when it has ended already."""
    check_transition(EntryState(entry.state), state)
    entry.state, entry.ended_at, entry.end_reason = state, clock.now(), reason
    entry.save(update_fields=["state", "ended_at", "end_reason"])


def said(text: str, field: str, wanted: str) -> str:
    """A reason without outer spaces; `Malformed` when there is none."""
    if not text.strip():
        raise Malformed(wanted, field=field)
    return text.strip()
