"""Contests: a person says that an entry is wrong; somebody who had no part in it decides, in time."""

from django.db import transaction

from arasha.domains.registry.actions.rows import CLOCK, about, locked, said
from arasha.domains.registry.actions.settle import lower, taken_back
from arasha.domains.registry.facts import (
    ContestDecided,
    ContestDueSoon,
    ContestFiled,
    ContestState,
    ContestSuspended,
    EntryFact,
    EntryReduced,
    EntryState,
    EntryWithdrawn,
)
from arasha.domains.registry.models import Contest, Entry
from arasha.domains.registry.queries.contests import opened
from arasha.domains.registry.rules.contests import (
    CORRECTABLE,
    Ruling,
    check_decider,
    check_ruling,
    warning_at,
)
from arasha.domains.registry.rules.states import IN_FORCE, LIVE
from arasha.kernel import clock, terms
from arasha.kernel.errors import Conflict, NotFound
from arasha.kernel.outbox.append import By, append
from arasha.kernel.seal import seal
from arasha.kernel.terms import Code

LONGEST_WORDS = 8_000


def file_contest(reference: str, code: str, words: str, by: By) -> Contest:
    """The person contests the entry under a reference, which its code opens.

    `NotFound` unless reference and code fit, `Malformed` without words, `Conflict` while another contest waits.
    """
    return file_contest_of(opened(reference, code).id, words, by)


@transaction.atomic
def file_contest_of(number: int, words: str, by: By) -> Contest:
    """A contest that came by telephone or letter, written down by somebody of the centre."""
    entry, now = locked(number), clock.now()
    text = said(words, "words", "say what is wrong about the entry")[:LONGEST_WORDS]
    if Contest.objects.filter(entry=entry, state=ContestState.FILED).exists():
        raise Conflict("a contest of this entry waits for its decision already")
    contest = Contest.objects.create(
        entry=entry,
        state=ContestState.FILED,
        words=seal().close(text.encode(), about=entry.token.bytes),
        filed_at=now,
        filed_by=by.actor,
        due_at=terms.due(Code.LISTING_APPEAL, now),
    )
    append([ContestFiled(**about(entry), contest=contest.id, due_at=clock.to_us(contest.due_at))], by)
    return contest


@transaction.atomic
def suspend_effect(number: int, by: By) -> Contest:
    """Let a contested entry have no effect until the contest is decided; `Conflict` when it was, or is suspended."""
    contest, entry = _open(number)
    if contest.suspended_at is not None:
        raise Conflict("the effect of this entry is suspended already")
    append([_suspend(contest, entry, by)], by)
    return contest


@transaction.atomic
def decide_contest(number: int, ruling: Ruling, by: By) -> Contest:
    """Decide a contest: the entry stands on, stands with a lower tier, or is removed.

    `Forbidden` to those who proposed or confirmed the entry; `Conflict` when it was decided before, or cannot be
    corrected; `Malformed` without a reason.
    """
    contest, entry = _open(number)
    check_ruling(ContestState(contest.state), ruling)
    check_decider(by.actor, entry.owner, entry.confirmed_by)
    entry.suspended = False
    entry.save(update_fields=["suspended"])
    facts = _effects(entry, ruling)
    contest.state, contest.reason = ruling.outcome, ruling.reason.strip()
    contest.decided_at, contest.decided_by = clock.now(), by.actor
    contest.save(update_fields=["state", "reason", "decided_at", "decided_by"])
    append([*facts, ContestDecided(**about(entry), contest=contest.id, outcome=ruling.outcome)], by)
    return contest


@transaction.atomic
def mind_clocks(limit: int = 500) -> int:
    """Warn of contests that run out soon, and suspend the effect of those that have; how many."""
    now = clock.now()
    rows = Contest.objects.select_related("entry").select_for_update(skip_locked=True, of=("self", "entry"))
    over = rows.filter(state=ContestState.FILED, suspended_at=None, due_at__lte=now)[:limit]
    facts: list[EntryFact] = [_suspend(contest, contest.entry, CLOCK) for contest in over]
    for contest in rows.filter(state=ContestState.FILED, warned_at=None).order_by("due_at")[:limit]:
        if warning_at(contest.filed_at, contest.due_at) <= now:
            contest.warned_at = now
            contest.save(update_fields=["warned_at"])
            facts.append(ContestDueSoon(**about(contest.entry), contest=contest.id))
    if facts:
        append(facts, CLOCK)
    return len(facts)


def _effects(entry: Entry, ruling: Ruling) -> list[EntryFact]:
    """What a decision does to an entry that still stands; one that has ended stays as it is."""
    if EntryState(entry.state) not in LIVE:
        if ruling.outcome is ContestState.CORRECTED:
            raise Conflict("an entry that has ended is upheld or removed")
        return []
    if ruling.outcome is ContestState.REMOVED:
        asked = taken_back(entry, ruling.reason.strip())
        return [EntryWithdrawn(**about(entry)), *asked]
    if ruling.outcome is ContestState.CORRECTED:
        if EntryState(entry.state) not in CORRECTABLE:
            raise Conflict("an entry that was never confirmed is upheld or removed")
        lower(entry, ruling.tier, ruling.reason.strip())
        return [EntryReduced(**about(entry), tier=ruling.tier)]
    return []


def _open(number: int) -> tuple[Contest, Entry]:
    """A contest that waits, and its entry, both locked."""
    found = Contest.objects.filter(id=number).first()
    if found is None:
        raise NotFound
    entry = locked(found.entry_id)
    contest = Contest.objects.select_for_update().get(id=number)
    if ContestState(contest.state) is not ContestState.FILED:
        raise Conflict(f"this contest has been decided: {contest.state}")
    return contest, entry


def _suspend(contest: Contest, entry: Entry, by: By) -> ContestSuspended:
    contest.suspended_at, contest.suspended_by = clock.now(), by.actor
    contest.save(update_fields=["suspended_at", "suspended_by"])
    if EntryState(entry.state) in IN_FORCE:
        entry.suspended = True
        entry.save(update_fields=["suspended"])
    return ContestSuspended(**about(entry), contest=contest.id)
