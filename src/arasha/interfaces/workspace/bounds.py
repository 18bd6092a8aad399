"""Bounds of conditions as people type and read them: tenge, minutes, per cent; inside they are the engine's whole
numbers.
"""

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy

from arasha.domains.payments.queries.features import Unit
from arasha.interfaces.ui.text import Text
from arasha.interfaces.ui.words import TIERS
from arasha.interfaces.workspace import words
from arasha.kernel.money import TIYN
from arasha.kernel.tiers import Tier

FARTHEST = 10**15  # no figure of the engine is greater, and shares of it still fit 64 bits

# Lengths of time in seconds, by the word that stands in the form.
LENGTHS: dict[str, tuple[int, Text]] = {
    "s": (1, pgettext_lazy("unit", "seconds")),
    "min": (60, pgettext_lazy("unit", "minutes")),
    "h": (3_600, pgettext_lazy("unit", "hours")),
    "d": (86_400, pgettext_lazy("unit", "days")),
}

Choices = Mapping[int, Text]


class Measure(NamedTuple):
    """How a unit is typed: so many of the engine's in one of the person's, what stands behind the field.

    `choices` when it is chosen and not typed; `lengths` when its unit is chosen too; `nothing` names what -1 means.
    """

    factor: int = 1
    sign: Text = ""
    choices: Choices | None = None
    lengths: bool = False
    nothing: Text = ""


NEVER, NOTHING, UNKNOWN = (
    pgettext_lazy("figure", "never"), pgettext_lazy("figure", "of nothing"), pgettext_lazy("figure", "not known"),
)  # fmt: skip
_FLAG: Choices = {1: pgettext_lazy("flag", "yes"), 0: pgettext_lazy("flag", "no")}
_STEP_UP: Choices = {
    1: pgettext_lazy("identification", "passed"), 0: pgettext_lazy("identification", "not passed"), -1: UNKNOWN,
}  # fmt: skip

MEASURES: dict[Unit, Measure] = {
    Unit.MONEY: Measure(TIYN, "₸"),
    Unit.COUNT: Measure(),
    Unit.HUNDREDTHS: Measure(100),
    Unit.MILLIBITS: Measure(1000, pgettext_lazy("unit", "bits"), nothing=NOTHING),
    Unit.SECONDS: Measure(lengths=True, nothing=NEVER),
    Unit.SHARE: Measure(10, "%", nothing=NOTHING),
    Unit.FLAG: Measure(choices=_FLAG),
    Unit.HOUR: Measure(sign=":00"),
    Unit.DAYS: Measure(sign=pgettext_lazy("unit", "days"), nothing=UNKNOWN),
    Unit.TIER: Measure(choices={int(tier): TIERS[tier.word] for tier in Tier}),
    Unit.KIND: Measure(choices=dict(enumerate(words.KINDS))),
    Unit.CHANNEL: Measure(choices=dict(enumerate(words.CHANNELS))),
    Unit.PARTY: Measure(choices=dict(enumerate(words.PARTIES))),
    Unit.STEP_UP: Measure(choices=_STEP_UP),
}
IN_SHARES = Measure(10, "%")


class Unusable(Exception):
    """What was typed is no bound; the message says what to type."""


def read(text: str, measure: Measure, length: str) -> int:
    """A typed bound as the engine's number; `Unusable` with the remedy."""
    if measure.choices is not None:
        return _chosen(text, measure.choices)
    factor = LENGTHS[length][0] if measure.lengths and length in LENGTHS else measure.factor
    try:
        value = Decimal("".join(text.split()).replace(",", ".")) * factor
    except InvalidOperation:
        raise Unusable(_("Write a number in digits: 50 000")) from None
    if not value.is_finite() or not 0 <= value <= FARTHEST:
        raise Unusable(_("Write a number from 0 to %(most)s.") % {"most": f"{FARTHEST // factor:,}".replace(",", " ")})
    if value != int(value):
        raise Unusable(_("It is too fine: the engine counts in whole steps of 1/%(factor)d.") % {"factor": factor}
                       if factor > 1 else _("Write a whole number."))  # fmt: skip
    return int(value)


def _chosen(text: str, choices: Choices) -> int:
    found = {str(value): value for value in choices}.get(text)
    if found is None:
        raise Unusable(_("Choose one of those offered."))
    return found


def typed(value: int, measure: Measure) -> tuple[str, str]:
    """A number of the engine's as one would type it, and the word of its length of time where it has one."""
    if measure.choices is not None:
        return str(value), ""
    length = _longest(value) if measure.lengths else ""
    factor = LENGTHS[length][0] if length else measure.factor
    whole, rest = divmod(value, factor)
    return (str(whole) if not rest else f"{Decimal(value) / factor:f}"), length


def _longest(value: int) -> str:
    """The longest length of time of which a value is a whole number."""
    fitting = [word for word, (seconds, _name) in LENGTHS.items() if value % seconds == 0 and value]
    return fitting[-1] if fitting else "d" if not value else "s"


Write = Callable[[int], str]


def told(value: int, measure: Measure) -> str:
    """A bound in words: `50 000 ₸`, `3 days`, `90 %`, `Purchase`."""
    if value < 0 and measure.nothing:
        return str(measure.nothing)
    if measure.choices is not None:
        return str(measure.choices.get(value, value))
    number, length = typed(value, measure)
    whole, point, rest = number.partition(".")
    grouped = f"{int(whole):,}".replace(",", "\N{NO-BREAK SPACE}") + (f"{point}{rest}" if point else "")
    sign = str(LENGTHS[length][1]) if length else str(measure.sign)
    return f"{grouped}{sign}" if sign.startswith(":") else f"{grouped}\N{NO-BREAK SPACE}{sign}".rstrip()
