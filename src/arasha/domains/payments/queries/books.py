"""Reading the masks of verdicts by the rule book under which they were given."""

from functools import lru_cache

from arasha.domains.payments.models import RuleBook
from arasha.domains.payments.rules import masks
from arasha.domains.payments.rules.language import Rule
from arasha.domains.payments.rules.table import RULES

_TODAY = {rule.code: rule for rule in RULES}


@lru_cache(maxsize=256)
def codes_of(version: int) -> tuple[str, ...]:
    """The rules' codes in the order of their bits."""
    return tuple(rule["code"] for rule in RuleBook.objects.get(version=version).content["rules"])


def reason_codes(version: int, mask: int) -> list[str]:
    """The codes whose bits are set in a mask."""
    codes = codes_of(version)
    return [codes[bit] for bit in masks.bits_of(mask)]


@lru_cache(maxsize=256)
def weights_of(version: int) -> dict[str, int]:
    """What each rule weighed in that book."""
    return {rule["code"]: rule["weight"] for rule in RuleBook.objects.get(version=version).content["rules"]}


def rule_of(code: str) -> Rule | None:
    """The rule as it is today, for its words; None when it exists no more."""
    return _TODAY.get(code)


@lru_cache(maxsize=4096)
def conditions_of(version: int, code: str) -> frozenset[str]:
    """The features that a rule of that book looks at."""
    content = RuleBook.objects.get(version=version).content
    parts = [part for rule in content["rules"] if rule["code"] == code for part in rule["when"]]
    return frozenset(name for feature, _, _, of, _ in parts for name in (feature, of) if name)


def current() -> RuleBook | None:
    """The book that was taken into use last; None in a centre that has answered nothing yet."""
    return RuleBook.objects.order_by("-first_used_at").first()


def bits_of(code: str) -> dict[int, int]:
    """The place of a rule in the masks of every book that has it, by the book's version."""
    books = RuleBook.objects.values_list("version", flat=True)
    return {version: codes_of(version).index(code) for version in books if code in codes_of(version)}


def titles() -> dict[str, str]:
    """The marked English titles of today's rules, by code."""
    return {code: rule.title for code, rule in _TODAY.items()}
