"""What a look-up answers: one byte over all that is said of an identifier."""

from collections.abc import Iterable
from typing import NamedTuple

from arasha.domains.registry.facts import EntryState, Ground
from arasha.domains.registry.rules.states import IN_FORCE
from arasha.kernel.tiers import Tier

# Until a second person confirms an entry, it can warn and no more.
SOFT_CEILING = Tier.MEDIUM

TIER_BITS = 3

# The byte of a protected victim: no tier, and a ground that no entry has. Outside it reads as nothing known.
PROTECTED = 0b11111 << TIER_BITS


class Standing(NamedTuple):
    """What a live entry says; a `suspended` one is contested and says nothing meanwhile."""

    state: EntryState
    tier: Tier
    ground: Ground
    suspended: bool = False


class Answer(NamedTuple):
    """What a look-up says of an identifier."""

    tier: Tier
    ground: Ground | None


def counts(standing: Standing) -> bool:
    """Does an entry count at all?"""
    return standing.state in IN_FORCE and not standing.suspended


def effect(standing: Standing) -> Tier:
    """The tier with which an entry counts in its state."""
    if not counts(standing):
        return Tier.NONE
    return min(standing.tier, SOFT_CEILING) if standing.state is EntryState.PROVISIONAL else standing.tier


def answer(standings: Iterable[Standing], *, protected: bool = False) -> int:
    """The byte of a look-up over an identifier's live entries, the gravest of them: tier low, ground high.

    Of equally grave ones it is the one on the firmest ground, so that the order in which they are read does not matter.
    Nothing counts against a protected victim.
    """
    if protected:
        return PROTECTED
    counting = ((effect(standing), standing.ground) for standing in standings if counts(standing))
    tier, ground = max(counting, default=(0, 0))
    return tier | ground << TIER_BITS


def read_answer(value: int) -> Answer:
    """The byte of a look-up as words."""
    ground = value >> TIER_BITS
    named = Ground(ground) if ground and value != PROTECTED else None
    return Answer(Tier(value & (1 << TIER_BITS) - 1), named)
