"""Reading the registry."""

from arasha.domains.registry.models import Contest, Entry, HashListVersion, Notice, Protection, Removal
from arasha.domains.registry.queries.answers import effect_of, effective, is_protected, listed, standing_of, tiers
from arasha.domains.registry.queries.contests import (
    Concerning,
    contest,
    contests_decided,
    contests_of,
    contests_waiting,
    for_person,
    notices_waiting,
    open_contest,
    opened,
    reference_of,
    words_of,
)
from arasha.domains.registry.queries.entries import (
    Place,
    Wanted,
    entries,
    entry,
    found,
    of_token,
    page,
    place_of,
    stands,
    totals,
)
from arasha.domains.registry.queries.evidence import (
    counters,
    counters_of_owner,
    former_entries,
    owner_of,
    speaking,
    still_lacking,
    term_of,
)
from arasha.domains.registry.queries.lists import Published, bucket, hash_list, list_key
from arasha.domains.registry.queries.protections import protection_of, protections
from arasha.domains.registry.queries.removals import asked_of, overdue, removals_of
from arasha.domains.registry.rules.answers import Answer, read_answer
from arasha.domains.registry.rules.counts import LONGEST, Counted, Windows, windows
from arasha.domains.registry.rules.states import IN_FORCE, LIVE

__all__ = [
    "IN_FORCE", "LIVE", "LONGEST", "Answer", "Concerning", "Contest", "Counted", "Entry", "HashListVersion", "Notice",
    "Place", "Protection", "Published", "Removal", "Wanted", "Windows", "asked_of", "bucket", "contest",
    "contests_decided", "contests_of", "contests_waiting", "counters", "counters_of_owner", "effect_of", "effective",
    "entries", "entry", "for_person", "former_entries", "found", "hash_list", "is_protected", "list_key", "listed",
    "notices_waiting", "of_token", "open_contest", "opened", "overdue", "owner_of", "page", "place_of", "protection_of",
    "protections", "read_answer", "reference_of", "removals_of", "speaking", "standing_of", "stands", "still_lacking",
    "term_of", "tiers", "totals", "windows", "words_of",
]  # fmt: skip
