"""The verbs of the registry: propose, confirm, withdraw, let expire; and writing the file that the gateway maps."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple

import numpy as np
from django.db import connection, transaction

from arasha.domains.registry.facts import EntryAdded, EntryConfirmed, EntryExpired, EntryState, EntryWithdrawn, Ground
from arasha.domains.registry.hot import key_of
from arasha.domains.registry.models import Entry
from arasha.domains.registry.queries import standing_answers, standing_of
from arasha.domains.registry.rules import LIVE, answer, check_second_person, check_transition
from arasha.kernel import clock, prefixmap
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.errors import Malformed, NotFound
from arasha.kernel.identifiers import Identifier, Unread, token_input
from arasha.kernel.keyring import Purpose as KeyPurpose
from arasha.kernel.keyring import keyring
from arasha.kernel.log import ledger
from arasha.kernel.outbox.append import By, append
from arasha.kernel.store import vault
from arasha.kernel.tiers import Tier
from arasha.kernel.tokens import Tokens, as_uuid

SHORTEST, LONGEST = timedelta(hours=1), timedelta(days=5 * 366)

SNAPSHOT_ROW = np.dtype([("key", "u8"), ("value", "u1")])

CLOCK = By("process:clock", Purpose.UPKEEP)


class Proposal(NamedTuple):
    """What is proposed for the registry: how grave, why, until when; `note` names no person.

    `source` names the occurrence that it comes from, when a process proposes it.
    """

    tier: Tier
    ground: Ground
    expires_at: datetime
    note: str = ""
    source: str = ""


@transaction.atomic
def add_entry(identifier: Identifier | Unread, proposal: Proposal, by: By) -> Entry:
    """Propose an identifier for the registry. `Malformed` when the term is under an hour or over five years."""
    token = Tokens(keyring().key(KeyPurpose.TOKEN)).token(token_input(identifier))
    vault.keep({token: identifier})
    return add_token(token, proposal, by)


@transaction.atomic
def add_token(token: bytes, proposal: Proposal, by: By) -> Entry:
    """Propose an identifier known by its token. An occurrence that led to an entry before leads to the same."""
    if proposal.source and (standing := Entry.objects.filter(source=proposal.source).first()):
        return standing
    now = clock.now()
    if not SHORTEST <= proposal.expires_at - now <= LONGEST:
        raise Malformed("an entry stands for at least an hour and at most five years", field="expires_at")
    entry = Entry.objects.create(
        token=as_uuid(token),
        kind=vault.kind_of(as_uuid(token)),
        owner=by.actor,
        state=EntryState.PROPOSED,
        proposed_at=now,
        **proposal._asdict(),
    )
    fact = EntryAdded(
        entry=entry.id,
        token=token.hex(),
        effective=_effective(entry),
        identifier_kind=entry.kind,
        tier=proposal.tier,
        ground=proposal.ground,
        expires_at=clock.to_us(proposal.expires_at),
    )
    append([fact], by)
    return entry


@transaction.atomic
def confirm_entry(number: int, by: By) -> Entry:
    """Give an entry its full effect. `Forbidden` to its proposer, `Conflict` when it is not proposed any more."""
    entry = _locked(number)
    check_transition(EntryState(entry.state), EntryState.CONFIRMED)
    check_second_person(entry.owner, by.actor)
    entry.state, entry.confirmed_by, entry.confirmed_at = EntryState.CONFIRMED, by.actor, clock.now()
    entry.save(update_fields=["state", "confirmed_by", "confirmed_at"])
    append(
        [
            EntryConfirmed(
                entry=entry.id, token=entry.token.hex, effective=_effective(entry), identifier_kind=entry.kind
            )
        ],
        by,
    )
    return entry


@transaction.atomic
def withdraw_entry(number: int, reason: str, by: By) -> Entry:
    """Take an entry back; `Malformed` without a reason, `Conflict` when it has ended already."""
    if not reason.strip():
        raise Malformed("say why the entry is withdrawn", field="reason")
    entry = _locked(number)
    _end(entry, EntryState.WITHDRAWN, reason.strip())
    append([EntryWithdrawn(entry=entry.id, token=entry.token.hex, effective=_effective(entry))], by)
    return entry


@transaction.atomic
def expire_due(limit: int = 500) -> int:
    """End the entries whose term is over; how many."""
    due = Entry.objects.select_for_update(skip_locked=True).filter(ended_at=None, expires_at__lte=clock.now())[:limit]
    ended = list(due)
    for entry in ended:
        _end(entry, EntryState.EXPIRED, "")
    if ended:
        append(
            [EntryExpired(entry=entry.id, token=entry.token.hex, effective=_effective(entry)) for entry in ended], CLOCK
        )
    return len(ended)


def write_snapshot(path: Path) -> int:
    """Write every token's answer to the file that the gateway maps; returns how many there are."""
    with transaction.atomic(), connection.cursor() as cursor:
        # One view of the store, so that the entries are exactly those as of the last fact in it.
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        as_of = ledger.size() - 1
        rows = np.fromiter(((key_of(token.bytes), value) for token, value in standing_answers()), SNAPSHOT_ROW)
    prefixmap.build(path, rows["key"], rows["value"], as_of)
    return len(rows)


def _locked(number: int) -> Entry:
    entry = Entry.objects.select_for_update().filter(id=number).first()
    if entry is None:
        raise NotFound
    return entry


def _end(entry: Entry, state: EntryState, reason: str) -> None:
    check_transition(EntryState(entry.state), state)
    entry.state, entry.ended_at, entry.end_reason = state, clock.now(), reason
    entry.save(update_fields=["state", "ended_at", "end_reason"])


def _effective(entry: Entry) -> int:
    """What a look-up of the entry's token answers, all its live entries taken together."""
    return answer(standing_of(row) for row in Entry.objects.filter(token=entry.token, state__in=LIVE))
