"""How a rule is written: conditions on features, all of which must hold, a weight, and words for people.

A rule is data, not code: the table can be shown, versioned, back-tested and edited, and the engine reads it as two
arrays. `when=` takes conditions that must all hold; for *or*, write a second rule. Write the
rarest condition first: the engine stops at the first that does not hold.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.rules.features import F

MOST_RULES = 128  # one bit each in the masks of a verdict, which are two words


LEAST, MOST = -(2**62), 2**62  # beyond any feature, with room to be multiplied


class Condition(NamedTuple):
    """`feature` lies from `least` to `most`, both included, or `outside` of them.

    When `of` is given the bounds are so many per mille of that feature.
    """

    feature: F
    least: int = LEAST
    most: int = MOST
    of: F | None = None
    outside: bool = False


class Told(NamedTuple):
    """What a rule is called and what it says to a payer, by language code."""

    title: Mapping[str, str]
    reason: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A question about a payment whose yes weighs something.

    `weight` adds to the score (a negative one speaks for the payer); `ceiling` is the gravest verdict that this rule
    can support, however high the score; `title` and `reason` are marked English texts, unless the rule is a typology
    from the store, which brings its words in all languages (`told`). The reason goes to institutions and payers, so it
    says what kind of thing was seen and never the figures of somebody's account.
    """

    code: str
    weight: int
    title: str
    reason: str
    when: tuple[Condition, ...]
    ceiling: Verdict = Verdict.HOLD
    shadow: bool = False
    told: Told | None = None


def at_least(feature: F, bound: int) -> Condition:
    """The feature is `bound` or more."""
    return Condition(feature, least=bound)


def below(feature: F, bound: int) -> Condition:
    """The feature is less than `bound`."""
    return Condition(feature, most=bound - 1)


def between(feature: F, least: int, most: int) -> Condition:
    """The feature is from `least` to `most`, both included."""
    return Condition(feature, least, most)


def equals(feature: F, value: int) -> Condition:
    """The feature is exactly this."""
    return Condition(feature, value, value)


def other_than(feature: F, value: int) -> Condition:
    """The feature is anything but this."""
    return Condition(feature, value, value, outside=True)


def yes(feature: F) -> Condition:
    """The flag is set."""
    return equals(feature, 1)


def share_between(feature: F, least: int, most: int, *, of: F) -> Condition:
    """The feature is from `least` to `most` per mille of another."""
    return Condition(feature, least, most, of)


def minutes(count: int) -> int:
    """Minutes as the seconds that features are counted in."""
    return count * 60


def hours(count: int) -> int:
    """Hours in seconds."""
    return minutes(count * 60)


def days(count: int) -> int:
    """Days in seconds."""
    return hours(count * 24)
