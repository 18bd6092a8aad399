"""What an entry's page shows beside the entry: history, evidence, counters, contest, notice, removals, protection."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from arasha.domains.payments.queries import search, settlements
from arasha.domains.registry import queries
from arasha.domains.registry.facts import Care, ContestState, EntryState, EvidenceKind, Ground
from arasha.domains.registry.queries import Counted, Entry
from arasha.interfaces.ui.words import TIERS
from arasha.interfaces.workspace import evidence_form, registry_words, words
from arasha.interfaces.workspace.access import Visit, by
from arasha.interfaces.workspace.people import names_of
from arasha.kernel import clock
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.roles import Right
from arasha.kernel.outbox import read
from arasha.kernel.tiers import Tier

WAITING = (EntryState.PROPOSED, EntryState.PROVISIONAL)
WINDOWS = ("3d", "30d", "180d")
SOON = timedelta(days=2)


def people(entry: Entry) -> dict[str, Any]:
    """Who did what, from the facts."""
    facts = list(read.about(f"entry:{entry.id}"))
    names = names_of({entry.owner, entry.confirmed_by, *(fact.actor for fact in facts)} - {""})
    return {
        "owner": names[entry.owner],
        "confirmer": names.get(entry.confirmed_by, ""),
        "facts": [
            (fact, registry_words.FACTS[fact.fact.kind()], names[fact.actor], words.PURPOSES[Purpose(fact.purpose)])
            for fact in facts
        ],
    }


def others(entry: Entry) -> dict[str, Any]:
    """What else was said of the same identifier."""
    rows = queries.of_token(entry.token).exclude(id=entry.id)[:20]
    return {
        "others": [
            (row, registry_words.STATES[EntryState(row.state)], registry_words.GROUNDS[Ground(row.ground)])
            for row in rows
        ]
    }


def evidence(entry: Entry) -> dict[str, Any]:
    """What speaks for it, how many reporters are missing, and what may be added."""
    rows = queries.speaking(entry.token, clock.now())
    return {
        "evidence": [
            (row, registry_words.EVIDENCE[EvidenceKind(row.kind)], registry_words.house_word(row.reporter))
            for row in rows
        ],
        "lacking": queries.still_lacking(entry.token, clock.now()),
        "former": queries.former_entries(entry.token, entry.person),
        "care": registry_words.CARE[Care(entry.care)] if entry.care else "",
        "evidence_kinds": evidence_form.kind_choices(),
        "reporter_choices": evidence_form.reporter_choices(),
    }


def counters(request: Visit, entry: Entry) -> dict[str, Any]:
    """How often it was reported, confirmed, taken back, and paid at all, in three windows."""
    found = queries.counters(entry.token)
    if request.user.may(Right.SEE_PAYMENTS) and search.is_account(entry.token):
        now = clock.now()
        found[Counted.SETTLEMENTS] = queries.windows(settlements.lately(entry.token, now - queries.LONGEST), now)
    owner = queries.counters_of_owner(entry.person) if entry.person and entry.person != entry.token else None
    return {"counters": _rows(found), "owner_counters": _rows(owner) if owner else []}


def contests(request: Visit, entry: Entry) -> dict[str, Any]:
    """The contest that waits, with the person's words for those who may act, and those that were decided."""
    waits = queries.open_contest(entry)
    mine = by(request).actor in {entry.owner, entry.confirmed_by}
    may_decide = waits is not None and request.user.may(Right.DECIDE_CONTEST)
    return {
        "contest": waits,
        "contest_words": queries.words_of(waits) if waits else "",
        "contest_late": waits is not None and waits.due_at <= clock.now() + SOON,
        "contests_decided": [
            (row, registry_words.CONTESTS[ContestState(row.state)])
            for row in queries.contests_of(entry)
            if row.state != ContestState.FILED
        ],
        "may_decide_contest": may_decide and not mine,
        "may_suspend": may_decide and waits is not None and waits.suspended_at is None,
        "may_take_contest": waits is None and request.user.may(Right.PROPOSE_ENTRY),
        "part_in_it": may_decide and mine,
    }


def told(request: Visit, entry: Entry) -> dict[str, Any]:
    """The notice to the person, the removals that institutions confirm, the protection of a victim."""
    removals = queries.removals_of(entry)
    return {
        "notice": getattr(entry, "notice", None),
        "may_hand_over": request.user.may(Right.CONFIRM_ENTRY),
        "reference": queries.reference_of(entry),
        "removals": removals,
        "removals_open": sum(row.confirmed_at is None for row in removals),
        "protection": queries.protection_of(entry.token),
        "may_lift": request.user.may(Right.DECIDE_CONTEST),
        "now": clock.now(),
    }


def doable(request: Visit, entry: Entry) -> dict[str, Any]:
    """What this person may do with the entry as it stands, and why not, where he may not."""
    mine, person, state = entry.owner == by(request).actor, request.user, EntryState(entry.state)
    contested = queries.open_contest(entry) is not None and person.may(Right.DECIDE_CONTEST)
    waiting, shielded = state in WAITING, queries.is_protected(entry.token)
    lacking = queries.still_lacking(entry.token, clock.now()) if waiting else 0
    second = waiting and not mine and person.may(Right.CONFIRM_ENTRY) and not shielded
    soft = state is EntryState.PROPOSED and person.may(Right.PROPOSE_ENTRY) and not shielded
    return {
        "mine": mine,
        "waiting": waiting,
        "in_force": state in queries.IN_FORCE,
        "may_take_effect": soft and not (entry.care and mine),
        "may_confirm": second and not lacking,
        "may_reduce": state is EntryState.CONFIRMED and person.may(Right.CONFIRM_ENTRY) and not contested,
        "may_withdraw": state in queries.LIVE and person.may(Right.WITHDRAW_ENTRY) and not contested,
        "may_add_evidence": state in queries.LIVE and person.may(Right.PROPOSE_ENTRY),
        "full_tier": Tier(entry.tier),
        "lower_tiers": [(tier.word, TIERS[tier.word]) for tier in reversed(Tier) if Tier.NONE < tier < entry.tier],
    }


def _rows(found: Mapping[Counted, queries.Windows]) -> list[tuple[Any, list[int]]]:
    return [
        (registry_words.COUNTED[what], [found[what][window] for window in WINDOWS]) for what in Counted if what in found
    ]
