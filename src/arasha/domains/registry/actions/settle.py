"""Settling an entry: a soft effect, a full one, a lower one, none."""

from django.db import transaction

from arasha.domains.registry.actions.notices import queue_notice
from arasha.domains.registry.actions.removals import ask_removal
from arasha.domains.registry.actions.rows import about, end, locked, said
from arasha.domains.registry.facts import (
    ContestDecided,
    ContestState,
    EntryConfirmed,
    EntryFact,
    EntryProvisional,
    EntryReduced,
    EntryState,
    EntryWithdrawn,
)
from arasha.domains.registry.models import Contest, Entry
from arasha.domains.registry.queries.answers import is_protected
from arasha.domains.registry.queries.evidence import pieces, speaking, term_of
from arasha.domains.registry.rules import private_check
from arasha.domains.registry.rules.contests import check_lower
from arasha.domains.registry.rules.evidence import check_enough
from arasha.domains.registry.rules.states import IN_FORCE, check_second_person, check_transition
from arasha.kernel import clock, terms
from arasha.kernel.errors import Conflict
from arasha.kernel.outbox.append import By, append
from arasha.kernel.store import vault
from arasha.kernel.terms import Code
from arasha.kernel.tiers import Tier


@transaction.atomic
def take_effect(number: int, by: By) -> Entry:
    """Give a proposal its soft effect, for as long as the provisional clock runs.

    `Forbidden` to its proposer where care is asked for, `Conflict` when it is not proposed or belongs to a victim.
    """
    entry, now = locked(number), clock.now()
    check_transition(EntryState(entry.state), EntryState.PROVISIONAL)
    _check_victim(entry)
    if entry.care:
        check_second_person(entry.owner, by.actor)
    entry.state = EntryState.PROVISIONAL
    entry.expires_at = min(entry.term_until, terms.due(Code.LISTING_PROVISIONAL, now))
    entry.save(update_fields=["state", "expires_at"])
    append([EntryProvisional(**about(entry), until=clock.to_us(entry.expires_at))], by)
    return entry


@transaction.atomic
def confirm_entry(number: int, by: By) -> Entry:
    """Give an entry its full effect, and queue the notice for the person.

    `Forbidden` to its proposer; `Conflict` when it does not wait any more, belongs to a victim, or rests on too little:
    it takes two independent reporters, an act of the police or a court's decision.
    """
    entry, now = locked(number), clock.now()
    check_transition(EntryState(entry.state), EntryState.CONFIRMED)
    check_second_person(entry.owner, by.actor)
    _check_victim(entry)
    check_enough(pieces(speaking(entry.token, now)))
    entry.state, entry.confirmed_by, entry.confirmed_at = EntryState.CONFIRMED, by.actor, now
    entry.expires_at = min(entry.term_until, terms.due(term_of(entry.token, entry.person), now))
    entry.public_hash = _public_hash(entry)
    entry.save(update_fields=["state", "confirmed_by", "confirmed_at", "expires_at", "public_hash"])
    notice = queue_notice(entry)
    confirmed = EntryConfirmed(**about(entry), identifier_kind=entry.kind, expires_at=clock.to_us(entry.expires_at))
    append([confirmed, notice], by)
    return entry


@transaction.atomic
def reduce_entry(number: int, tier: Tier, reason: str, by: By) -> Entry:
    """Let a confirmed entry stand on with a lower tier; `Malformed` without a reason or with a tier not lower."""
    entry = locked(number)
    why = said(reason, "reason", "say why the entry is reduced")
    check_transition(EntryState(entry.state), EntryState.REDUCED)
    lower(entry, tier, why)
    append([EntryReduced(**about(entry), tier=tier)], by)
    return entry


@transaction.atomic
def withdraw_entry(number: int, reason: str, by: By) -> Entry:
    """Take an entry back; a contest of it is granted thereby. `Malformed` without a reason, `Conflict` if it ended."""
    why = said(reason, "reason", "say why the entry is withdrawn")
    entry = locked(number)
    asked = taken_back(entry, why)
    facts: list[EntryFact] = [EntryWithdrawn(**about(entry))]
    facts += [
        ContestDecided(**about(entry), contest=contest.id, outcome=ContestState.REMOVED)
        for contest in _grant_contests(entry, why, by)
    ]
    append([*facts, *asked], by)
    return entry


def lower(entry: Entry, tier: Tier, reason: str) -> None:
    """Write a lower tier into an entry, inside the caller's transaction."""
    check_lower(Tier(entry.tier), tier)
    entry.state, entry.tier, entry.reduced_because = EntryState.REDUCED, tier, reason
    entry.save(update_fields=["state", "tier", "reduced_because"])


def taken_back(entry: Entry, reason: str) -> list[EntryFact]:
    """End an entry as withdrawn, and ask institutions to forget it where it had an effect; the facts of that."""
    had_effect = EntryState(entry.state) in IN_FORCE
    end(entry, EntryState.WITHDRAWN, reason)
    return ask_removal(entry) if had_effect else []


def _grant_contests(entry: Entry, reason: str, by: By) -> list[Contest]:
    granted = list(Contest.objects.select_for_update().filter(entry=entry, state=ContestState.FILED))
    for contest in granted:
        contest.state, contest.decided_at = ContestState.REMOVED, clock.now()
        contest.decided_by, contest.reason = by.actor, reason
        contest.save(update_fields=["state", "decided_at", "decided_by", "reason"])
    return granted


def _check_victim(entry: Entry) -> None:
    if is_protected(entry.token):
        raise Conflict("this identifier is protected as a victim's: lift the protection first, if it is misused")


def _public_hash(entry: Entry) -> bytes | None:
    """What the private check publishes, for the few kinds that it publishes at all."""
    value = vault.open_values([entry.token]).get(entry.token)
    if value is None or not value.readable or value.kind not in private_check.KINDS:
        return None
    return private_check.hash_of(value)
