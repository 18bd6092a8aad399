"""A mistake in a rule is found before the engine runs on it, and named with its remedy."""

from dataclasses import replace
from typing import Any

import pytest

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.rules.book import Book
from arasha.domains.payments.rules.checks import WrongBook
from arasha.domains.payments.rules.features import F
from arasha.domains.payments.rules.language import Condition, Rule, at_least, other_than, share_between

PLAIN = at_least(F.AMOUNT, 1)
GOOD = Rule(code="GOOD", weight=100, title="Good", reason="A good reason.", when=(PLAIN,))
NO_FEATURE: Any = 500
SHARE = share_between(F.AMOUNT, 500, 1000, of=F.D_LOAN_24H)


def test_a_good_rule_is_a_book() -> None:
    assert Book((GOOD,)).rules == (GOOD,)
    larger = replace(GOOD, when=(PLAIN, SHARE, other_than(F.KIND, 1)))
    assert Book((larger,)).rules == (larger,)


@pytest.mark.parametrize(
    ("changes", "complaint"),
    [
        ({"code": "good"}, "a code is 3 to 40 capital Latin letters"),
        ({"code": "A" * 41}, "a code is 3 to 40 capital Latin letters"),
        ({"weight": 0}, "the weight 0 must lie from -1000 to 1000 and not be 0"),
        ({"weight": 1001}, "the weight 1001 must lie"),
        ({"weight": -1001}, "the weight -1001 must lie"),
        ({"ceiling": Verdict.ALLOW}, "cannot have `allow` as its ceiling"),
        ({"title": " "}, "it needs a title and a reason"),
        ({"reason": ""}, "it needs a title and a reason"),
        ({"when": ()}, "it needs at least one condition"),
        ({"when": (SHARE, PLAIN)}, "condition 1 must compare one feature with fixed bounds"),
        ({"when": (other_than(F.KIND, 1),)}, "condition 1 must compare one feature with fixed bounds"),
        ({"when": (PLAIN, Condition(NO_FEATURE, 1))}, "condition 2: there is no feature 500"),
        ({"when": (PLAIN, SHARE._replace(of=NO_FEATURE))}, "condition 2: there is no feature 500"),
        ({"when": (Condition(F.AMOUNT, 2, 1),)}, "condition 1: nothing lies from 2 to 1"),
        ({"when": (Condition(F.AMOUNT),)}, "condition 1: it has no bound"),
        ({"when": (PLAIN, Condition(F.AMOUNT, 500, of=F.D_LOAN_24H))}, "condition 2: a share needs both bounds"),
        ({"when": (PLAIN, SHARE._replace(most=1001))}, "condition 2: a share needs both bounds, at most 1,000"),
    ],
)
def test_a_mistake_is_named_with_its_rule_and_its_remedy(changes: dict[str, object], complaint: str) -> None:
    wrong = replace(GOOD, **changes)  # type: ignore[arg-type]
    with pytest.raises(WrongBook, match=r"^rule '") as raised:
        Book((wrong,))
    assert complaint in str(raised.value)
    assert repr(wrong.code) in str(raised.value)


def test_two_rules_cannot_share_a_code() -> None:
    with pytest.raises(WrongBook, match="two rules are called GOOD: give one of them another code"):
        Book((GOOD, replace(GOOD, weight=50)))


def test_a_book_has_a_bit_for_each_of_128_rules_and_no_more() -> None:
    rules = tuple(replace(GOOD, code=f"RULE_{number}") for number in range(129))
    assert len(Book(rules[:128]).rules) == 128
    with pytest.raises(WrongBook, match="at most 128 rules, this one 129"):
        Book(rules)
