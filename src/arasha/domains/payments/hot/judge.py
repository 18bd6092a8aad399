"""Applying the rule book to feature rows: which rules fire, what they weigh together, what follows."""

import numpy as np

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.hot.layout import NOTHING
from arasha.domains.payments.rules.book import TOGETHER, Readable
from arasha.domains.payments.rules.features import F
from arasha.domains.payments.rules.verdict import BANDS, FULL_SCORE
from arasha.kernel.compiled import Array, Record, Whole, compiled
from arasha.kernel.tiers import Tier

PER_MILLE = 1000
NO_FEATURE = np.uint32(2**32 - 1)
NONE, ONE, ALL = np.uint64(0), np.uint64(1), np.uint64(2**64 - 1)
WARN, HOLD = int(Verdict.WARN), int(Verdict.HOLD)
LOW, MEDIUM, HIGH, VERY_HIGH = (BANDS[tier] for tier in (Tier.LOW, Tier.MEDIUM, Tier.HIGH, Tier.VERY_HIGH))

# What the engine answers about one payment: masks of the rules that fired (the first 64 and the rest), up to three
# themes of what the model looked at (a byte each, 0: none), score 0…1000, tier, verdict, and whether anything firmer
# than behaviour spoke against the payment (`rules/control_sample.py`).
DECISION = np.dtype(
    [
        ("live", "u8"), ("live_more", "u8"), ("shadow", "u8"), ("shadow_more", "u8"),
        ("why", "u4"), ("score", "i4"), ("tier", "i2"), ("verdict", "i2"), ("firm", "i4"),
    ]
)  # fmt: skip


@compiled
def judge(rows: Array, book: Readable, decisions: Array) -> None:
    """Write the decisions on at most `TOGETHER` feature rows.

    Condition after condition over all rows, not row after row over all rules: of a condition it is kept, bit by bit,
    for which rows it holds, and a rule is the *and* of its conditions.
    """
    for i in range(len(rows)):
        clear(decisions[i])
    look(rows, book)
    for number in range(len(book.rules)):
        rule, passed = book.rules[number], ALL >> np.uint64(64 - len(rows))
        for at in range(rule["begin"], rule["end"]):
            passed &= book.conditions[book.parts[at]]["holds"]
        i = 0
        while passed != NONE:
            if passed & ONE == ONE:
                fire(rule, number, decisions[i])
            passed >>= ONE
            i += 1
    for i in range(len(rows)):
        conclude(decisions[i])
        spare(rows[i], decisions[i])
        insist(rows[i], decisions[i])


@compiled
def judge_all(rows: Array, book: Readable, decisions: Array) -> None:
    """Write the decisions on any number of feature rows."""
    for begin in range(0, len(rows), TOGETHER):
        judge(rows[begin : begin + TOGETHER], book, decisions[begin : begin + TOGETHER])


@compiled
def look(rows: Array, book: Readable) -> None:
    """Find for each condition the rows for which it holds, a bit each."""
    _, _, conditions, column, whole = book
    laid = NO_FEATURE
    for number in range(len(conditions)):
        condition = conditions[number]
        if condition["feature"] != laid:
            laid = condition["feature"]
            lay(rows, laid, column)
        if condition["of"] == NOTHING:
            condition["holds"] = within(condition, column)
        else:
            lay(rows, condition["of"], whole)
            condition["holds"] = within_share(condition, column, whole)


@compiled
def lay(rows: Array, feature: Whole, column: Array) -> None:
    """Lay a feature of all rows side by side, so that they can be compared several at a time."""
    for i in range(len(rows)):
        column[i] = rows[i, feature]


@compiled
def within(condition: Record, column: Array) -> Whole:
    """The places of a column that lie within, or outside of, fixed bounds."""
    least, most, outside = condition["least"], condition["most"], condition["outside"]
    bits = NONE
    for i in range(TOGETHER):
        bits |= np.uint64(((least <= column[i]) & (column[i] <= most)) != outside) << np.uint64(i)
    return bits


@compiled
def within_share(condition: Record, column: Array, whole: Array) -> Whole:
    """The places of a column that are so many per mille of another; compared as products, so nothing is rounded."""
    least, most, outside = condition["least"], condition["most"], condition["outside"]
    bits = NONE
    for i in range(TOGETHER):
        value = column[i] * PER_MILLE
        bits |= np.uint64(((whole[i] * least <= value) & (value <= whole[i] * most)) != outside) << np.uint64(i)
    return bits


@compiled
def clear(decision: Record) -> None:
    """A decision before any rule was asked; `verdict` serves as the ceiling until the end."""
    decision["live"] = 0
    decision["live_more"] = 0
    decision["shadow"] = 0
    decision["shadow_more"] = 0
    decision["why"] = 0
    decision["score"] = 0
    decision["verdict"] = 0
    decision["firm"] = 0


@compiled
def fire(rule: Record, number: Whole, decision: Record) -> None:
    """Let a rule that fired count; one in shadow only leaves its bit."""
    bit = ONE << np.uint64(number % 64)
    if rule["shadow"]:
        if number < 64:
            decision["shadow"] |= bit
        else:
            decision["shadow_more"] |= bit
        return
    if number < 64:
        decision["live"] |= bit
    else:
        decision["live_more"] |= bit
    decision["score"] += rule["weight"]
    decision["firm"] |= rule["firm"]
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


@compiled
def insist(row: Array, decision: Record) -> None:
    """Hold at least, whatever speaks for the payer, when a payment would carry away stolen money, or when the payer is
    protected as somebody who pays under coercion.
    """
    if row[F.STOLEN_AMOUNT] > 0 or row[F.PAYER_COERCED] == 1:
        decision["verdict"] = max(decision["verdict"], HOLD)


@compiled
def spare(row: Array, decision: Record) -> None:
    """Warn instead of holding when a payment of the control sample would be held for behaviour alone."""
    if row[F.CONTROL_SAMPLE] == 1 and decision["verdict"] == HOLD and not decision["firm"]:
        decision["verdict"] = WARN
