"""The standing risk of an account: signs that it is a drop add up, fade with time, and make a tier.

Whole numbers throughout. A sign (`Sign`) has a strength in thousandths of a point; each new piece of evidence adds to
it, and by whole hours it fades with a half-life. What a sign contributes to the risk grows ever more slowly and stays
below its `MOST`: however many strangers pay a shop, being paid by strangers is one sign, and no single sign but a
person's finding makes an account more than `LOW`, or `MEDIUM` where the sign is a strong one. Different signs add up.

Order does not matter among the evidence of one hour; over hours it does by the rounding of a thousandth of a point.
"""

from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cache
from typing import NamedTuple

from arasha.domains.payments.rules.verdict import BANDS, FULL_SCORE, tier_of
from arasha.kernel.clock import HOUR
from arasha.kernel.languages import mark as _
from arasha.kernel.tiers import Tier

POINT = 1000  # a point of strength in the thousandths that are kept

DAY_HOURS = 24
ONE = 1 << 40  # a factor of fading is so many parts of this
FADED_AFTER = 24  # half-lives; what is left then is nothing
KEPT_DAYS = 180

# A tier that was reached is left only this far below its bound (per mille of it), so that an account does not flap.
LEAVES_AT = 850

# What a person's finding that all is well does: so much (per mille) of the strengths stays, and it is remembered as so
# many points; a memory of `CLEARED` points halves the weight of new evidence.
STAYS_WHEN_CLEARED = 125
CLEARED = 1000


class Sign(StrEnum):
    """Why an account may be a drop."""

    STRANGERS_PAY_IN = "strangers_pay_in"
    PRESSED_PEOPLE_PAY_IN = "pressed_people_pay_in"
    PASSES_ON = "passes_on"
    SCATTERS = "scatters"
    TAKES_OUT = "takes_out"
    YOUNG = "young"
    SHARED_DEVICE = "shared_device"
    CONTRADICTED = "contradicted"
    OTHER_BEHAVIOUR = "other_behaviour"
    STOPPED = "stopped"
    MODEL = "model"
    UNUSUAL = "unusual"
    RETURNED = "returned"
    FOUND_FRAUD = "found_fraud"


# The most that a sign can contribute to the risk: it is approached and never reached. Below `BANDS[MEDIUM]` for what is
# seen at honest people as well.
MOST: dict[Sign, int] = {
    Sign.STRANGERS_PAY_IN: 300,
    Sign.PRESSED_PEOPLE_PAY_IN: 500,
    Sign.PASSES_ON: 400,
    Sign.SCATTERS: 250,
    Sign.TAKES_OUT: 350,
    Sign.YOUNG: 150,
    Sign.SHARED_DEVICE: 300,
    Sign.CONTRADICTED: 150,
    Sign.OTHER_BEHAVIOUR: 250,
    Sign.STOPPED: 300,
    Sign.MODEL: 400,
    Sign.UNUSUAL: 80,
    Sign.RETURNED: 250,
    Sign.FOUND_FRAUD: 1000,
}

TITLES: dict[Sign, str] = {
    Sign.STRANGERS_PAY_IN: _("Many strangers pay in"),
    Sign.PRESSED_PEOPLE_PAY_IN: _("People who are pressed or whose account was taken over pay in"),
    Sign.PASSES_ON: _("Passes on what comes in"),
    Sign.SCATTERS: _("Spreads money over many receivers"),
    Sign.TAKES_OUT: _("Takes out in cash or crypto what has just come in"),
    Sign.YOUNG: _("A young account with much traffic"),
    Sign.SHARED_DEVICE: _("Used from a device or address of frauds"),
    Sign.CONTRADICTED: _("Institutions describe its payments differently"),
    Sign.OTHER_BEHAVIOUR: _("Fits a typology"),
    Sign.STOPPED: _("Its payments were held or refused"),
    Sign.MODEL: _("The model takes it for a drop"),
    Sign.UNUSUAL: _("Unusual among accounts of its kind"),
    Sign.RETURNED: _("Money was returned to the payers"),
    Sign.FOUND_FRAUD: _("A person found a payment to be fraud"),
}


class Evidence(NamedTuple):
    """One payment or finding that speaks against an account: the weight of each sign in points, and when (µs)."""

    at: int
    weights: Mapping[Sign, int]


class Strength(NamedTuple):
    """How strong a sign is (thousandths of a point, as of the standing's hour), how often and when last it was seen."""

    points: int
    times: int
    last_at: int


class Standing(NamedTuple):
    """What is known against an account as of an hour since 1970: signs, what was cleared, and payments by day."""

    hour: int
    signs: Mapping[Sign, Strength]
    cleared: int
    days: Mapping[int, int]
    tier: Tier


NOTHING = Standing(0, {}, 0, {}, Tier.NONE)


@cache
def factors(half_life_days: int) -> tuple[int, ...]:
    """What is left of `ONE` after 0, 1, 2 … hours."""
    half_life = half_life_days * DAY_HOURS
    return tuple(round(ONE * 0.5 ** (hour / half_life)) for hour in range(FADED_AFTER * half_life))


def faded(points: int, hours: int, half_life_days: int) -> int:
    """What is left of a strength after so many hours, rounded down; all of it when none have passed."""
    table = factors(half_life_days)
    return points * table[max(hours, 0)] // ONE if hours < len(table) else 0


def as_of(standing: Standing, hour: int, half_life_days: int) -> Standing:
    """The standing at a later hour; the same standing at its own or an earlier one. The tier is left as it was."""
    passed = hour - standing.hour
    if passed <= 0:
        return standing
    signs = {
        sign: strength._replace(points=left)
        for sign, strength in standing.signs.items()
        if (left := faded(strength.points, passed, half_life_days))
    }
    oldest = hour // DAY_HOURS - KEPT_DAYS
    days = {day: count for day, count in standing.days.items() if day > oldest}
    return standing._replace(hour=hour, signs=signs, cleared=faded(standing.cleared, passed, half_life_days), days=days)


def raised(standing: Standing, evidence: Iterable[Evidence], hour: int, half_life_days: int) -> Standing:
    """The standing as of an hour with new evidence in any order; what is older counts as far as it is left by now."""
    now = as_of(standing, hour, half_life_days)
    signs, days = dict(now.signs), dict(now.days)
    for piece in evidence:
        day = hour_of(piece.at) // DAY_HOURS
        days[day] = days.get(day, 0) + 1
        for sign, weight in piece.weights.items():
            fresh = weight * POINT * FULL_SCORE // (FULL_SCORE + now.cleared // POINT)
            left = faded(fresh, now.hour - hour_of(piece.at), half_life_days)
            had = signs.get(sign, Strength(0, 0, 0))
            signs[sign] = Strength(had.points + left, had.times + 1, max(had.last_at, piece.at))
    return settled(now._replace(signs=signs, days=days))


def cleared(standing: Standing, weight: int, hour: int, half_life_days: int) -> Standing:
    """The standing as of an hour, after somebody found a payment to be in order: signs shrink, and it is remembered.

    `weight` is `CLEARED`, or less where less is certain. A finding of fraud is not undone by another payment.
    """
    now = as_of(standing, hour, half_life_days)
    stays = FULL_SCORE - (FULL_SCORE - STAYS_WHEN_CLEARED) * min(weight, CLEARED) // CLEARED
    signs = {
        sign: strength if sign is Sign.FOUND_FRAUD else strength._replace(points=strength.points * stays // FULL_SCORE)
        for sign, strength in now.signs.items()
    }
    return settled(now._replace(signs=signs, cleared=now.cleared + weight * POINT))


def contribution(sign: Sign, points: int) -> int:
    """What a sign of this strength adds to the risk: `MOST` times s / (s + MOST), rounded down."""
    most = MOST[sign]
    return most * points // (points + most * POINT)


def risk_of(standing: Standing) -> int:
    """The risk of a standing, 0 to 1000."""
    return min(sum(contribution(sign, strength.points) for sign, strength in standing.signs.items()), FULL_SCORE)


def tier_after(risk: int, tier: Tier) -> Tier:
    """The tier of a risk for an account that was in another: up at the bound, down only well below it."""
    while tier > Tier.NONE and risk * FULL_SCORE < BANDS[tier] * LEAVES_AT:
        tier = Tier(tier - 1)
    return max(tier, tier_of(risk))


def settled(standing: Standing) -> Standing:
    """The standing with the tier that follows from its risk and from the tier it had."""
    return standing._replace(tier=tier_after(risk_of(standing), standing.tier))


def falls_at(standing: Standing, half_life_days: int) -> int:
    """The first hour at which the tier falls if nothing more is seen; found by halving, because a risk only fades."""
    early, late = standing.hour, standing.hour + len(factors(half_life_days))
    while late - early > 1:
        middle = (early + late) // 2
        if settled(as_of(standing, middle, half_life_days)).tier < standing.tier:
            late = middle
        else:
            early = middle
    return late


def seen_within(standing: Standing, days: int, today: int) -> int:
    """How many payments spoke against the account in the last so many days, `today` among them."""
    return sum(count for day, count in standing.days.items() if today - days < day <= today)


# Counts leave the house as one of these words: enough to act on, too coarse to tell a story.
QUANTA = ((0, "0"), (2, "1-2"), (9, "3-9"), (29, "10-29"), (99, "30-99"))


def quantised(count: int) -> str:
    """A count as institutions see it."""
    return next((word for most, word in QUANTA if count <= most), "100+")


def hour_of(at: int) -> int:
    """The hour since 1970 of an instant in µs."""
    return at // HOUR
