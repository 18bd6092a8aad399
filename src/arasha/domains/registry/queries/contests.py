"""Reading contests and notices: the queue, one entry's, and what the person whom it concerns may read."""

import hmac
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from arasha.domains.registry.facts import ContestState, EntryState, EvidenceKind, Ground
from arasha.domains.registry.models import Contest, Entry, Notice
from arasha.domains.registry.queries.answers import effect_of
from arasha.kernel import references
from arasha.kernel.errors import NotFound
from arasha.kernel.references import Letter
from arasha.kernel.seal import seal
from arasha.kernel.store import vault
from arasha.kernel.tiers import Tier


class Ruled(NamedTuple):
    """A contest as the person who filed it reads it."""

    state: ContestState
    filed_at: datetime
    due_at: datetime
    suspended: bool
    decided_at: datetime | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Concerning:
    """What a person is told of an entry that concerns him: all but what others said in their own words."""

    entry: int
    reference: str
    kind: str
    mask: str
    state: EntryState
    tier: Tier
    ground: Ground
    evidence: Sequence[tuple[EvidenceKind, str]]
    proposed_at: datetime
    stands_until: datetime
    ended_at: datetime | None
    contests: Sequence[Ruled]

    @property
    def may_contest(self) -> bool:
        """Can a contest be filed now?"""
        return not any(contest.state is ContestState.FILED for contest in self.contests)


def for_person(reference: str, code: str) -> Concerning:
    """What stands under a reference, for whoever has its code: `NotFound` unless both fit, `Malformed` for slips."""
    return _concerning(opened(reference, code))


def opened(reference: str, code: str) -> Entry:
    """The entry under a reference, opened by its code; `NotFound` alike for a wrong code and a wrong number."""
    number = references.number(Letter.LISTING, reference)
    notice = Notice.objects.select_related("entry").filter(entry_id=number).first()
    kept = bytes(notice.digest) if notice else bytes(32)
    if not hmac.compare_digest(kept, references.digest_of(code)) or notice is None:
        raise NotFound("no entry has this reference and this code")
    return notice.entry


def reference_of(entry: Entry) -> str:
    """The reference by which people and institutions speak of an entry."""
    return references.reference(Letter.LISTING, entry.id)


def contest(number: int) -> Contest | None:
    """One contest."""
    return Contest.objects.select_related("entry").filter(id=number).first()


def contests_of(entry: Entry) -> list[Contest]:
    """The contests of an entry, the newest first."""
    return list(Contest.objects.filter(entry=entry))


def open_contest(entry: Entry) -> Contest | None:
    """The contest of an entry that waits for its decision."""
    return Contest.objects.filter(entry=entry, state=ContestState.FILED).first()


def contests_waiting(limit: int = 200) -> list[Contest]:
    """The contests that wait for a decision, the first to run out first."""
    rows = Contest.objects.select_related("entry").filter(state=ContestState.FILED)
    return list(rows.order_by("due_at", "id")[:limit])


def contests_decided(limit: int = 50) -> list[Contest]:
    """The contests decided last."""
    rows = Contest.objects.select_related("entry").exclude(state=ContestState.FILED)
    return list(rows.order_by("-decided_at")[:limit])


def words_of(contest: Contest) -> str:
    """What the person wrote; the caller notes the look."""
    return seal().open(bytes(contest.words), about=contest.entry.token.bytes).decode()


def notices_waiting(limit: int = 200) -> list[Notice]:
    """Notices that nobody has handed over yet, the oldest first."""
    rows = Notice.objects.select_related("entry").filter(handed_at=None, entry__ended_at=None)
    return list(rows.order_by("queued_at")[:limit])


def _concerning(entry: Entry) -> Concerning:
    value = vault.open_values([entry.token]).get(entry.token)
    return Concerning(
        entry=entry.id,
        reference=reference_of(entry),
        kind=entry.kind,
        mask=value.mask if value else "",
        state=EntryState(entry.state),
        tier=effect_of(entry),
        ground=Ground(entry.ground),
        evidence=[(EvidenceKind(row.kind), _house(row.reporter)) for row in entry.evidence.all()],
        proposed_at=entry.proposed_at,
        stands_until=entry.expires_at,
        ended_at=entry.ended_at,
        contests=[_ruled(row) for row in contests_of(entry)],
    )


def _house(reporter: str) -> str:
    """The filer as the person may know him: an institution by its code; other citizens are not named."""
    return "citizen" if reporter.startswith("citizen:") else reporter


def _ruled(row: Contest) -> Ruled:
    return Ruled(
        ContestState(row.state), row.filed_at, row.due_at, row.suspended_at is not None, row.decided_at, row.reason
    )
