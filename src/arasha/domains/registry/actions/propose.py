"""Proposing: an identifier is named, with a ground, evidence and an end."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db import transaction

from arasha.domains.registry.actions.rows import about
from arasha.domains.registry.facts import Care, EntryAdded, EntryState, Ground
from arasha.domains.registry.models import Entry
from arasha.domains.registry.models import Evidence as Row
from arasha.domains.registry.queries.answers import is_protected
from arasha.domains.registry.queries.evidence import term_of
from arasha.domains.registry.queries.lists import list_key
from arasha.domains.registry.rules import hash_lists
from arasha.domains.registry.rules.care import care_for
from arasha.domains.registry.rules.evidence import Evidence, implied
from arasha.domains.registry.rules.states import first_state
from arasha.kernel import clock, terms
from arasha.kernel.errors import Malformed
from arasha.kernel.identifiers import IIN, Identifier, Unread, token_input
from arasha.kernel.keyring import Purpose as KeyPurpose
from arasha.kernel.keyring import keyring
from arasha.kernel.outbox.append import By, append
from arasha.kernel.store import vault
from arasha.kernel.terms import Code
from arasha.kernel.tiers import Tier
from arasha.kernel.tokens import Tokens, as_uuid

SHORTEST, LONGEST = timedelta(hours=1), timedelta(days=5 * 366)


class Proposal(NamedTuple):
    """What is proposed for the registry: how grave, why, until when; `note` names no person.

    Without `expires_at` the entry stands as long as the term that grows with repetition. `source` names the occurrence
    that it comes from, when a process proposes it. `evidence` is what it rests on; without any it is the ground, as
    said by the proposer's house. `person` is the token of the IIN of whom the identifier belongs to, where known.
    """

    tier: Tier
    ground: Ground
    expires_at: datetime | None = None
    note: str = ""
    source: str = ""
    evidence: tuple[Evidence, ...] = ()
    person: UUID | None = None


@transaction.atomic
def add_entry(identifier: Identifier | Unread, proposal: Proposal, by: By) -> Entry:
    """Propose an identifier for the registry. `Malformed` when the term is under an hour or over five years."""
    token = Tokens(keyring().key(KeyPurpose.TOKEN)).token(token_input(identifier))
    vault.keep({token: identifier})
    return add_token(token, proposal, by)


@transaction.atomic
def add_token(token: bytes, proposal: Proposal, by: By) -> Entry:
    """Propose an identifier known by its token. An occurrence that led to an entry before leads to the same.

    What a person or an institution proposes has a soft effect at once, for as long as the provisional clock runs; what
    a process or a citizen proposes, or what asks for care, waits without effect until a person has looked.
    """
    if proposal.source and (standing := Entry.objects.filter(source=proposal.source).first()):
        return standing
    now, named = clock.now(), as_uuid(token)
    term_until = proposal.expires_at or terms.due(term_of(named, proposal.person), now)
    if not SHORTEST <= term_until - now <= LONGEST:
        raise Malformed("an entry stands for at least an hour and at most five years", field="expires_at")
    known = vault.open_values({named, proposal.person or named})
    care = _care(named, proposal.person, known)
    state = first_state(by.actor, care=care is not None)
    entry = Entry.objects.create(
        token=named, kind=vault.kind_of(named), person=_person(named, proposal, known), tier=proposal.tier,
        ground=proposal.ground, note=proposal.note, source=proposal.source, state=state, care=care or "",
        owner=by.actor, proposed_at=now, term_until=term_until,
        expires_at=until(state, term_until, now), list_prefix=_prefix(known.get(named)),
    )  # fmt: skip
    evidence = proposal.evidence or (implied(proposal.ground, by.actor),)
    Row.objects.bulk_create([row_of(entry, piece, by) for piece in evidence])
    append([_added(entry, evidence)], by)
    return entry


def until(state: EntryState, term_until: datetime, now: datetime) -> datetime:
    """When the state in which a proposal begins ends: a soft effect with its own short clock."""
    if state is EntryState.PROVISIONAL:
        return min(term_until, terms.due(Code.LISTING_PROVISIONAL, now))
    return term_until


def row_of(entry: Entry, piece: Evidence, by: By) -> Row:
    """A piece of evidence as a row."""
    return Row(
        entry=entry, token=entry.token, kind=piece.kind, reporter=piece.reporter, document=piece.document,
        by=by.actor, at=clock.now(),
    )  # fmt: skip


def _added(entry: Entry, evidence: tuple[Evidence, ...]) -> EntryAdded:
    return EntryAdded(
        **about(entry),
        identifier_kind=entry.kind,
        tier=entry.tier,
        ground=entry.ground,
        expires_at=clock.to_us(entry.expires_at),
        state=entry.state,
        evidence=[piece.kind.value for piece in evidence],
        care=entry.care,
    )


def _care(token: UUID, person: UUID | None, known: dict[UUID, Identifier | Unread]) -> Care | None:
    """Why a person must look first: a protected victim, or somebody very young or of age."""
    if is_protected(token):
        return Care.VICTIM
    number = known.get(person or token)
    born = number.birth_date if isinstance(number, IIN) else None
    return care_for(born, clock.on_screen(clock.now()).date())


def _person(token: UUID, proposal: Proposal, known: dict[UUID, Identifier | Unread]) -> UUID | None:
    """Of whom the identifier is: as it was told, or the person whom it names."""
    return proposal.person or (token if isinstance(known.get(token), IIN) else None)


def _prefix(value: Identifier | Unread | None) -> int | None:
    """The identifier's place in the lists, as a signed number; None where only the token is known."""
    return signed(hash_lists.prefix_of(value, list_key())) if value else None


def signed(prefix: int) -> int:
    """Eight bytes as the store's numbers have them."""
    return prefix - 2**64 if prefix >= 2**63 else prefix
