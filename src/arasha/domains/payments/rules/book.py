"""A rule book: the rules as people read them, as the engine reads them, and as a version.

Every verdict remembers its book's version, and the store keeps every book that was ever used, so that the masks of an
old verdict can always be read.
"""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

import numpy as np

from arasha.domains.payments.rules.checks import WrongBook, check
from arasha.domains.payments.rules.control_sample import is_firm
from arasha.domains.payments.rules.language import Condition, Rule
from arasha.domains.payments.rules.table import RULES
from arasha.domains.payments.rules.verdict import BANDS
from arasha.kernel.facts import canonical_json

RULE = np.dtype([("begin", "i4"), ("end", "i4"), ("weight", "i4"), ("ceiling", "i2"), ("shadow", "i1"), ("firm", "i1")])
CONDITION = np.dtype(
    [("feature", "u4"), ("of", "i4"), ("least", "i8"), ("most", "i8"), ("outside", "i8"), ("holds", "u8")]
)

NO_OTHER = -1

# How many rows are judged together: a bit each, and they nearly fit a processor's first cache.
TOGETHER = 64


class Readable(NamedTuple):
    """A book as the engine reads it: rules (`RULE`), the numbers of their conditions end to end, and the conditions
    (`CONDITION`), each of them once however many rules have it; and two columns of working space.
    """

    rules: np.ndarray
    parts: np.ndarray
    conditions: np.ndarray
    column: np.ndarray
    whole: np.ndarray


__all__ = ["CONDITION", "RULE", "Book", "WrongBook", "book"]


@dataclass(frozen=True)
class Book:
    """Rules in their order; the order gives each its bit. `models` names those that the rules hear.

    `WrongBook` when the rules cannot be a book.
    """

    rules: tuple[Rule, ...]
    models: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        check(self.rules)

    @cached_property
    def version(self) -> int:
        """A number that changes with anything that can change a verdict (CRC-32 of the rules and bands, 31 bits)."""
        return zlib.crc32(canonical_json(self.plain())) & 0x7FFF_FFFF

    def plain(self) -> dict[str, object]:
        """The book as plain values: what is kept and what the version is of.

        The table's rules stand in it without their words, which are ours to mend; a typology's words are part of it.
        """
        plain: dict[str, object] = {
            "bands": {tier.word: bound for tier, bound in BANDS.items()},
            "rules": [_plain_rule(rule) for rule in self.rules],
        }
        return plain | {"models": list(self.models)} if self.models else plain

    @cached_property
    def arrays(self) -> "Readable":
        """The book as the engine reads it."""
        rules, parts = np.zeros(len(self.rules), RULE), list[int]()
        conditions = sorted({part for rule in self.rules for part in rule.when}, key=_place)
        places = {condition: place for place, condition in enumerate(conditions)}
        for number, rule in enumerate(self.rules):
            begin = len(parts)
            parts += [places[part] for part in rule.when]
            rules[number] = (begin, len(parts), rule.weight, rule.ceiling, rule.shadow, is_firm(rule))
        plain = [
            (part.feature, NO_OTHER if part.of is None else part.of, part.least, part.most, part.outside, 0)
            for part in conditions
        ]
        column, whole = np.zeros((2, TOGETHER), np.int64)
        return Readable(rules, np.array(parts, np.int32), np.array(plain, CONDITION), column, whole)

    def fired(self, mask: int) -> list[Rule]:
        """The rules whose bits are set, heaviest first."""
        return sorted(
            (rule for bit, rule in enumerate(self.rules) if mask >> bit & 1), key=lambda rule: -abs(rule.weight)
        )


def book(shadow: Iterable[str] = (), typologies: Sequence[Rule] = ()) -> Book:
    """The table's rules, those named in shadow, and behind them typologies from the store.

    `WrongBook` when the table has no such rule, or when all of them cannot be one book.
    """
    watching = set(shadow)
    if unknown := watching - {rule.code for rule in RULES}:
        raise WrongBook(f"there is no rule {min(unknown)} to be put in shadow")
    table = (replace(rule, shadow=rule.shadow or rule.code in watching) for rule in RULES)
    return Book((*table, *typologies))


def _plain_rule(rule: Rule) -> dict[str, object]:
    plain: dict[str, object] = {
        "code": rule.code,
        "weight": rule.weight,
        "ceiling": rule.ceiling.word,
        "shadow": rule.shadow,
        "when": [_plain_condition(condition) for condition in rule.when],
    }
    return (
        plain if rule.told is None else plain | {"told": {name: dict(of) for name, of in rule.told._asdict().items()}}
    )


def _plain_condition(condition: Condition) -> Sequence[object]:
    """A condition without what it leaves open."""
    of = None if condition.of is None else condition.of.name
    return [condition.feature.name, int(condition.least), int(condition.most), of, condition.outside]


def _place(condition: Condition) -> tuple[int, ...]:
    """Conditions on one feature stand side by side."""
    return (condition.feature, condition.of or NO_OTHER, condition.least, condition.most, condition.outside)
