"""From a score to a verdict: the bands, and when a verdict expires."""

from arasha.domains.payments.facts import Verdict
from arasha.kernel.tiers import Tier

FULL_SCORE = 1000

# A score at or above the bound gives at least this tier; the tiers medium, high and very high are warn, hold, refuse.
BANDS: dict[Tier, int] = {Tier.LOW: 150, Tier.MEDIUM: 300, Tier.HIGH: 600, Tier.VERY_HIGH: 900}

VERDICTS: dict[Tier, Verdict] = {
    Tier.NONE: Verdict.ALLOW,
    Tier.LOW: Verdict.ALLOW,
    Tier.MEDIUM: Verdict.WARN,
    Tier.HIGH: Verdict.HOLD,
    Tier.VERY_HIGH: Verdict.REFUSE,
}


def tier_of(score: int) -> Tier:
    """The tier of a score of 0 to 1000."""
    return max((tier for tier, bound in BANDS.items() if score >= bound), default=Tier.NONE)


def verdict_of(score: int, ceiling: Verdict) -> Verdict:
    """The verdict of a score, never graver than the gravest that any of its reasons supports."""
    return min(VERDICTS[tier_of(score)], ceiling)
