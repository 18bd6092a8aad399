"""Books as they were kept: what each bit of an old verdict's mask meant, what it weighed, and in which words."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from arasha.domains.payments.rules.language import Rule, Told
from arasha.domains.payments.rules.masks import bits_of
from arasha.domains.payments.rules.table import RULES
from arasha.kernel.languages import texts

_TABLE = {rule.code: rule for rule in RULES}


class Line(NamedTuple):
    """A rule of a kept book: its code, its weight, its words; `gone` when nobody knows its words any more."""

    code: str
    weight: int
    told: Told
    gone: bool


class KeptBook:
    """A book by what `Book.plain` gave, or by the pairs of code and weight that the first release kept."""

    def __init__(self, plain: Any) -> None:
        rules = plain["rules"] if isinstance(plain, dict) else [{"code": code, "weight": of} for code, of in plain]
        self.lines = tuple(_line(rule) for rule in rules)

    def fired(self, mask: int) -> list[Line]:
        """The rules whose bits are set, heaviest first."""
        return sorted((self.lines[bit] for bit in bits_of(mask)), key=lambda line: -abs(line.weight))


def told(rule: Rule) -> Told:
    """The words of a rule in all languages."""
    return rule.told or Told(texts(rule.title), texts(rule.reason))


def _line(kept: Mapping[str, Any]) -> Line:
    """With a typology's own words; else those of the table's rule as it is today; else its code, when there is none."""
    code, weight = kept["code"], kept["weight"]
    if "told" in kept:
        return Line(code, weight, Told(**kept["told"]), gone=False)
    if code in _TABLE:
        return Line(code, weight, told(_TABLE[code]), gone=False)
    return Line(code, weight, Told(texts(code), texts(code)), gone=True)
