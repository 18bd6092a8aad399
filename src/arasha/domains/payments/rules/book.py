"""A rule book: the rules as people read them, as the engine reads them, and as a version.

Every verdict remembers its book's version, and the store keeps every book that was ever used, so that the masks of an
old verdict can always be read.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

import numpy as np

from arasha.domains.payments.rules.checks import WrongBook, check
from arasha.domains.payments.rules.language import Condition, Rule
from arasha.domains.payments.rules.table import RULES
from arasha.domains.payments.rules.verdict import BANDS
from arasha.kernel.facts import canonical_json

RULE = np.dtype([("begin", "i4"), ("end", "i4"), ("weight", "i4"), ("ceiling", "i2"), ("shadow", "i2")])
CONDITION = np.dtype([("feature", "u4"), ("of", "i4"), ("least", "i8"), ("most", "i8"), ("outside", "i8")])

NO_OTHER = -1

__all__ = ["CONDITION", "RULE", "Book", "WrongBook", "book"]


@dataclass(frozen=True)
class Book:
    """Rules in their order; the order gives each its bit. `WrongBook` when they cannot be a book."""

    rules: tuple[Rule, ...]

    def __post_init__(self) -> None:
        check(self.rules)

    @cached_property
    def version(self) -> int:
        """A number that changes with anything that can change a verdict (CRC-32 of the rules and bands, 31 bits)."""
        return zlib.crc32(canonical_json(self.plain())) & 0x7FFF_FFFF

    def plain(self) -> dict[str, object]:
        """The book as plain values, without the words: what is kept and what the version is of."""
        return {
            "bands": {tier.word: bound for tier, bound in BANDS.items()},
            "rules": [
                {
                    "code": rule.code,
                    "weight": rule.weight,
                    "ceiling": rule.ceiling.word,
                    "shadow": rule.shadow,
                    "when": [_plain_condition(condition) for condition in rule.when],
                }
                for rule in self.rules
            ],
        }

    @cached_property
    def arrays(self) -> tuple[np.ndarray, np.ndarray]:
        """The book as the engine reads it: rules (`RULE`) and their conditions (`CONDITION`) end to end."""
        rules, conditions = np.zeros(len(self.rules), RULE), list[tuple[int, int, int, int, bool]]()
        for number, rule in enumerate(self.rules):
            begin = len(conditions)
            conditions += [
                (part.feature, NO_OTHER if part.of is None else part.of, part.least, part.most, part.outside)
                for part in rule.when
            ]
            rules[number] = (begin, len(conditions), rule.weight, rule.ceiling, rule.shadow)
        return rules, np.array(conditions, CONDITION)

    def fired(self, mask: int) -> list[Rule]:
        """The rules whose bits are set, heaviest first."""
        return sorted(
            (rule for bit, rule in enumerate(self.rules) if mask >> bit & 1), key=lambda rule: -abs(rule.weight)
        )


def book(shadow: Iterable[str] = ()) -> Book:
    """The rule book in force, with the named rules in shadow; `WrongBook` when there is no such rule."""
    watching = set(shadow)
    if unknown := watching - {rule.code for rule in RULES}:
        raise WrongBook(f"there is no rule {min(unknown)} to be put in shadow")
    return Book(tuple(replace(rule, shadow=rule.shadow or rule.code in watching) for rule in RULES))


def _plain_condition(condition: Condition) -> Sequence[object]:
    """A condition without what it leaves open."""
    of = None if condition.of is None else condition.of.name
    return [condition.feature.name, int(condition.least), int(condition.most), of, condition.outside]
