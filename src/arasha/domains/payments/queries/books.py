"""Reading the masks of verdicts by the rule book under which they were given."""

from functools import lru_cache

from arasha.domains.payments.models import RuleBook
from arasha.domains.payments.rules.language import Rule
from arasha.domains.payments.rules.table import RULES

_TODAY = {rule.code: rule for rule in RULES}


@lru_cache(maxsize=256)
def codes_of(version: int) -> tuple[str, ...]:
    """The rules' codes in the order of their bits."""
    return tuple(rule["code"] for rule in RuleBook.objects.get(version=version).content["rules"])


def reason_codes(version: int, mask: int) -> list[str]:
    """The codes whose bits are set in a mask, signed or not."""
    return [code for bit, code in enumerate(codes_of(version)) if mask >> bit & 1]


def weights_of(version: int) -> dict[str, int]:
    """What each rule weighed in that book."""
    return {rule["code"]: rule["weight"] for rule in RuleBook.objects.get(version=version).content["rules"]}


def rule_of(code: str) -> Rule | None:
    """The rule as it is today, for its words; None when it exists no more."""
    return _TODAY.get(code)
