"""How institutions behave when the centre asks them for something: honest, slow, refusing, lying, by hand, down."""

import random
from collections.abc import Mapping
from enum import StrEnum
from typing import NamedTuple

import msgspec

MINUTE = 60_000_000


class Down(msgspec.Struct, frozen=True):
    """A fraud desk is not reached between two minutes of the play: messages wait for it."""

    begin: float
    end: float


class Behaviour(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One institution's ways. Shares are of the requests that it gets, 0 to 1; `minutes` is how long it takes."""

    minutes: float = 4.0
    refuses: float = 0.0
    pretends: float = 0.0  # says that it holds, and does not
    denies: float = 0.0  # says that nothing is left, though there is
    by_hand: float = 0.0  # leaves it to an officer, whom no program plays
    down: tuple[Down, ...] = ()
    heeds: bool = True  # does it do what the gateway says about payments?
    asks: bool = True  # does it ask the register before it lends?

    def is_down(self, minute: float) -> bool:
        """Is its fraud desk away at this minute of the play?"""
        return any(each.begin <= minute < each.end for each in self.down)


HONEST = Behaviour()


class Manner(StrEnum):
    """How one request is dealt with."""

    HONESTLY = "honestly"
    REFUSED = "refused"
    PRETENDED = "pretended"
    DENIED = "denied"
    BY_HAND = "by_hand"


class Behaviours(NamedTuple):
    """The ways of all institutions: one for whoever is not named, and those who differ."""

    usual: Behaviour = HONEST
    others: Mapping[str, Behaviour] = {}

    def of(self, institution: str) -> Behaviour:
        """How one behaves."""
        return self.others.get(institution, self.usual)


def manner(behaviour: Behaviour, about: str) -> Manner:
    """How a request is dealt with: chance, but the same chance each time it is asked about."""
    drawn = random.Random(about).random()  # noqa: S311 - a simulation, no secret
    for share, dealt in (
        (behaviour.refuses, Manner.REFUSED),
        (behaviour.pretends, Manner.PRETENDED),
        (behaviour.denies, Manner.DENIED),
        (behaviour.by_hand, Manner.BY_HAND),
    ):
        if drawn < share:
            return dealt
        drawn -= share
    return Manner.HONESTLY


def takes_us(behaviour: Behaviour, about: str) -> int:
    """How long it takes over a request, µs: between half and twice its usual time."""
    drawn = random.Random(f"{about} takes").random()  # noqa: S311
    return int(behaviour.minutes * MINUTE * 2 ** (2 * drawn - 1))
