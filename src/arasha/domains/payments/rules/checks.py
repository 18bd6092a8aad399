"""What a rule must be before a book takes it: a mistake is named with its rule and its remedy, not found by an engine.

The engine compares without asking: it would read a column that is not there, and multiply past 64 bits.
"""

import re
from collections.abc import Iterator, Sequence

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.rules.features import F
from arasha.domains.payments.rules.language import LEAST, MOST, MOST_RULES, Condition, Rule
from arasha.domains.payments.rules.verdict import FULL_SCORE

CODE = re.compile(r"[A-Z][A-Z0-9_]{2,39}")

# A share is compared as a product, which must stay within 64 bits for every amount; for more than the whole, write the
# condition the other way round.
LARGEST_SHARE = 1_000


class WrongBook(ValueError):
    """The rules cannot be a book; the message names the rule and the remedy."""


def check(rules: Sequence[Rule]) -> None:
    """`WrongBook` with the first mistake; nothing when the rules can be a book."""
    if len(rules) > MOST_RULES:
        raise WrongBook(f"a book holds at most {MOST_RULES} rules, this one {len(rules)}: take some out")
    codes = [rule.code for rule in rules]
    if twice := sorted({code for code in codes if codes.count(code) > 1}):
        raise WrongBook(f"two rules are called {twice[0]}: give one of them another code")
    for rule in rules:
        for mistake in _mistakes(rule):
            raise WrongBook(f"rule {rule.code!r}: {mistake}")


def _mistakes(rule: Rule) -> Iterator[str]:
    """What is wrong with a rule, and the remedy."""
    if not CODE.fullmatch(rule.code):
        yield "a code is 3 to 40 capital Latin letters, digits and underscores, and begins with a letter"
    if not 0 < abs(rule.weight) <= FULL_SCORE:
        yield f"the weight {rule.weight} must lie from -{FULL_SCORE} to {FULL_SCORE} and not be 0"
    if rule.weight > 0 and rule.ceiling == Verdict.ALLOW:
        yield "a rule that speaks against a payment cannot have `allow` as its ceiling"
    if not (rule.title.strip() and rule.reason.strip()):
        yield "it needs a title and a reason that a person can read"
    if not rule.when:
        yield "it needs at least one condition"
    for number, condition in enumerate(rule.when, start=1):
        yield from (f"condition {number}: {mistake}" for mistake in _wrong_in(condition))
    if rule.when and (rule.when[0].of is not None or rule.when[0].outside):
        yield "condition 1 must compare one feature with fixed bounds from inside: put another condition first"


def _wrong_in(condition: Condition) -> Iterator[str]:
    """What is wrong with a condition, and the remedy."""
    for feature in (condition.feature, condition.of):
        if feature is not None and feature not in list(F):
            yield f"there is no feature {feature!r}: take one of features.F"
    if condition.least > condition.most:
        yield f"nothing lies from {condition.least} to {condition.most}: exchange the bounds"
    if (condition.least, condition.most) == (LEAST, MOST):
        yield "it has no bound, so it always holds: give it one"
    if condition.of is not None and max(abs(condition.least), abs(condition.most)) > LARGEST_SHARE:
        yield f"a share needs both bounds, at most {LARGEST_SHARE:,} per mille"
