"""From the rules that fire to score, tier and verdict."""

import numpy as np
import pytest

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.hot.judge import DECISION, judge
from arasha.domains.payments.rules.book import Book
from arasha.domains.payments.rules.features import WIDTH, F
from arasha.domains.payments.rules.language import Condition, Rule, at_least, other_than, share_between, yes
from arasha.kernel.tiers import Tier

ALWAYS = at_least(F.AMOUNT, 0)


def rule(code: str, weight: int, *when: Condition, ceiling: Verdict = Verdict.HOLD, shadow: bool = False) -> Rule:
    return Rule(
        code=code, weight=weight, title=code, reason=code, when=when or (ALWAYS,), ceiling=ceiling, shadow=shadow
    )


def judged(*rules: Rule, **columns: int) -> np.void:
    """What a book of some rules says of a row that is 0 but for some columns."""
    rows, decisions = np.zeros((1, WIDTH), np.int64), np.zeros(1, DECISION)
    for name, value in columns.items():
        rows[0, F[name]] = value
    judge(rows, Book(rules).arrays, decisions)
    decided: np.void = decisions[0]
    return decided


def verdict(*rules: Rule) -> tuple[int, Tier, Verdict]:
    decided = judged(*rules)
    return int(decided["score"]), Tier(decided["tier"]), Verdict(decided["verdict"])


@pytest.mark.parametrize(
    ("weight", "tier", "said"),
    [
        (149, Tier.NONE, Verdict.ALLOW),
        (150, Tier.LOW, Verdict.ALLOW),
        (299, Tier.LOW, Verdict.ALLOW),
        (300, Tier.MEDIUM, Verdict.WARN),
        (599, Tier.MEDIUM, Verdict.WARN),
        (600, Tier.HIGH, Verdict.HOLD),
        (899, Tier.HIGH, Verdict.HOLD),
        (900, Tier.VERY_HIGH, Verdict.REFUSE),
    ],
)
def test_the_bands_lead_from_the_score_to_tier_and_verdict(weight: int, tier: Tier, said: Verdict) -> None:
    assert verdict(rule("ONE", weight, ceiling=Verdict.REFUSE)) == (weight, tier, said)


def test_weights_add_up_and_the_score_stays_from_0_to_1000() -> None:
    assert verdict(rule("ONE", 200), rule("TWO", 150))[0] == 350
    assert verdict(rule("ONE", 200), rule("TWO", -500))[0] == 0
    assert verdict(rule("ONE", 700), rule("TWO", 700))[0] == 1000


def test_a_verdict_is_never_graver_than_the_gravest_of_its_reasons_supports() -> None:
    assert verdict(rule("ONE", 1000))[1:] == (Tier.VERY_HIGH, Verdict.HOLD)
    assert verdict(rule("ONE", 950, ceiling=Verdict.WARN), rule("TWO", 10))[2] == Verdict.HOLD


def test_a_rule_in_favour_supports_no_verdict() -> None:
    said = verdict(rule("ONE", 1000, ceiling=Verdict.WARN), rule("TWO", -50, ceiling=Verdict.REFUSE))
    assert said == (950, Tier.VERY_HIGH, Verdict.WARN)


def test_a_rule_in_shadow_is_recorded_and_decides_nothing() -> None:
    decided = judged(rule("ONE", 200), rule("TWO", 800, ceiling=Verdict.REFUSE, shadow=True))
    assert (int(decided["live"]), int(decided["shadow"])) == (0b01, 0b10)
    assert (int(decided["score"]), int(decided["verdict"])) == (200, Verdict.ALLOW)


def test_all_128_rules_have_their_bit() -> None:
    decided = judged(*(rule(f"RULE_{number}", 1, shadow=number % 2 == 1) for number in range(128)))
    even = sum(1 << bit for bit in range(0, 64, 2))
    assert [int(decided[name]) for name in ("live", "live_more")] == [even] * 2
    assert [int(decided[name]) for name in ("shadow", "shadow_more")] == [even << 1] * 2
    assert int(decided["score"]) == 64


def test_all_conditions_must_hold() -> None:
    both = rule("BOTH", 100, yes(F.ACTIVE_CALL), at_least(F.AMOUNT, 5))
    said = [int(judged(both, ACTIVE_CALL=call, AMOUNT=amount)["score"]) for call, amount in ((1, 5), (1, 4), (0, 5))]
    assert said == [100, 0, 0]


def test_a_share_is_exact_even_of_small_numbers() -> None:
    half = rule("HALF", 100, ALWAYS, share_between(F.C_NEW_SENDERS_24H, 500, 1000, of=F.C_SENDERS_7D))
    fires = [int(judged(half, C_NEW_SENDERS_24H=part, C_SENDERS_7D=5)["score"]) == 100 for part in range(7)]
    assert fires == [False, False, False, True, True, True, False]


def test_other_than_leaves_out_one_value() -> None:
    not_merchant = rule("OTHER", 100, ALWAYS, other_than(F.KIND, 1))
    assert [int(judged(not_merchant, KIND=kind)["score"]) for kind in range(3)] == [100, 0, 100]


BEHAVIOUR = at_least(F.C_SENDERS_7D, 0)


@pytest.mark.parametrize(
    ("weight", "drawn", "firm", "said"),
    [
        (700, 1, False, Verdict.WARN),
        (700, 0, False, Verdict.HOLD),
        (700, -1, False, Verdict.HOLD),
        (700, 1, True, Verdict.HOLD),
        (400, 1, False, Verdict.WARN),
        (200, 1, False, Verdict.ALLOW),
        (950, 1, False, Verdict.REFUSE),
    ],
)
def test_of_what_is_held_for_behaviour_alone_the_control_sample_is_warned(
    weight: int, drawn: int, firm: bool, said: Verdict
) -> None:
    rules = [rule("BEHAVIOUR", weight, BEHAVIOUR, ceiling=Verdict.REFUSE)]
    rules += [rule("A_CALL", 1, yes(F.ACTIVE_CALL))] if firm else []
    decided = judged(*rules, CONTROL_SAMPLE=drawn, ACTIVE_CALL=1)
    assert (Verdict(decided["verdict"]), bool(decided["firm"])) == (said, firm)
    assert decided["score"] == weight + firm, "the score and the reasons stay as they are"


def test_a_firm_rule_in_shadow_keeps_no_payment_out_of_the_sample() -> None:
    rules = rule("BEHAVIOUR", 700, BEHAVIOUR), rule("A_CALL", 300, yes(F.ACTIVE_CALL), shadow=True)
    assert judged(*rules, CONTROL_SAMPLE=1, ACTIVE_CALL=1)["verdict"] == Verdict.WARN
