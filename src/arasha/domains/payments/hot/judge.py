"""Applying the rule book to feature rows: which rules fire, what they weigh together, what follows."""

import numpy as np

from arasha.domains.payments.hot.layout import NOTHING
from arasha.domains.payments.rules.verdict import BANDS, FULL_SCORE
from arasha.kernel.compiled import Array, Record, Whole, compiled
from arasha.kernel.tiers import Tier

PER_MILLE = 1000
LOW, MEDIUM, HIGH, VERY_HIGH = (BANDS[tier] for tier in (Tier.LOW, Tier.MEDIUM, Tier.HIGH, Tier.VERY_HIGH))

# What the engine answers about one payment: masks of the rules that fired, score 0…1000, tier, verdict.
DECISION = np.dtype([("live", "u8"), ("shadow", "u8"), ("score", "i4"), ("tier", "i2"), ("verdict", "i2")])


@compiled
def judge(rows: Array, rules: Array, conditions: Array, decisions: Array) -> None:
    """Write the decisions on feature rows.

    Rule after rule over all rows, not row after row over all rules: a rule's first condition, which nearly always
    fails, is then two comparisons in registers.
    """
    for i in range(len(rows)):
        clear(decisions[i])
    for number in range(len(rules)):
        rule, bit = rules[number], np.uint64(1) << np.uint64(number)
        first, others = conditions[rule["begin"]], conditions[rule["begin"] + 1 : rule["end"]]
        feature, least, most = first["feature"], first["least"], first["most"]
        for i in range(len(rows)):
            value = rows[i, feature]
            if least <= value and value <= most and all_hold(rows[i], others):
                fire(rule, bit, decisions[i])
    for i in range(len(rows)):
        conclude(decisions[i])


@compiled
def holds(row: Array, condition: Record) -> Whole:
    """Does one condition hold? Its bounds are numbers, or so many per mille of another column."""
    value, least, most = row[condition["feature"]], condition["least"], condition["most"]
    if condition["of"] != NOTHING:
        whole = row[condition["of"]]
        value, least, most = value * PER_MILLE, whole * least, whole * most
    return ((least <= value) & (value <= most)) != condition["outside"]


@compiled
def all_hold(row: Array, conditions: Array) -> Whole:
    """Do all conditions hold?"""
    for number in range(len(conditions)):  # noqa: SIM110 - numba has no all()
        if not holds(row, conditions[number]):
            return False
    return True


@compiled
def clear(decision: Record) -> None:
    """A decision before any rule was asked; `verdict` serves as the ceiling until the end."""
    decision["live"] = 0
    decision["shadow"] = 0
    decision["score"] = 0
    decision["verdict"] = 0


@compiled
def fire(rule: Record, bit: Whole, decision: Record) -> None:
    """Let a rule that fired count; one in shadow only leaves its bit."""
    if rule["shadow"]:
        decision["shadow"] |= bit
        return
    decision["live"] |= bit
    decision["score"] += rule["weight"]
    if rule["weight"] > 0:
        decision["verdict"] = max(decision["verdict"], rule["ceiling"])


@compiled
def conclude(decision: Record) -> None:
    """From the sum of weights to score, tier and verdict."""
    score = min(max(decision["score"], 0), FULL_SCORE)
    tier = np.int64(score >= LOW) + (score >= MEDIUM) + (score >= HIGH) + (score >= VERY_HIGH)
    decision["score"] = score
    decision["tier"] = tier
    decision["verdict"] = min(max(tier - 1, 0), decision["verdict"])
