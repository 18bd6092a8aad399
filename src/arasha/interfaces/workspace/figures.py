"""Figures of the engine in human units: one writer for each unit."""

from collections.abc import Callable, Iterable, Sequence
from datetime import timedelta
from itertools import groupby
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from arasha.domains.payments.queries.features import About, Figure, Unit
from arasha.interfaces.ui import instants
from arasha.interfaces.ui.text import Text
from arasha.interfaces.ui.words import TIERS
from arasha.interfaces.workspace import words
from arasha.kernel import money
from arasha.kernel.tiers import Tier

PER_CENT = 10  # per mille in a per cent


class Shown(NamedTuple):
    """A figure as it is shown; `told` when a reason rests on it."""

    title: str
    value: str
    told: bool


def _seconds(value: int) -> str:
    return _("never before") if value < 0 else instants.span(timedelta(seconds=value))


def _share(value: int) -> str:
    return _("of nothing") if value < 0 else f"{value // PER_CENT}\N{NO-BREAK SPACE}%"


def _hundredths(value: int) -> str:
    return _("of nothing") if value < 0 else f"{value / 100:.1f}"


def _bits(value: int) -> str:
    return _("of nothing") if value < 0 else f"{value / 1000:.1f}"


def _flag(value: int) -> str:
    return pgettext("flag", "yes") if value else pgettext("flag", "no")


def _days(value: int) -> str:
    return _("not known") if value < 0 else instants.span(timedelta(days=value)) if value else _("today")


def _step_up(value: int) -> str:
    return {0: pgettext("identification", "not passed"), 1: pgettext("identification", "passed")}.get(
        value, _("not known")
    )


WRITERS: dict[Unit, Callable[[int], "Text"]] = {
    Unit.MONEY: money.display,
    Unit.COUNT: str,
    Unit.HUNDREDTHS: _hundredths,
    Unit.MILLIBITS: _bits,
    Unit.SECONDS: _seconds,
    Unit.SHARE: _share,
    Unit.FLAG: _flag,
    Unit.HOUR: lambda value: f"{value:02}:00",
    Unit.DAYS: _days,
    Unit.TIER: lambda value: TIERS[Tier(value).word],
    Unit.KIND: lambda value: words.KINDS[value],
    Unit.CHANNEL: lambda value: words.CHANNELS[value],
    Unit.PARTY: lambda value: words.PARTIES[value],
    Unit.STEP_UP: _step_up,
}


class Section(NamedTuple):
    """Figures about one thing: those that a person looks at, and the many that only the model does."""

    title: Text
    figures: list[Shown]
    more: list[Shown]


def shown(figures: Sequence[Figure]) -> list[Section]:
    """Figures in sections, in the order of the sections; one that a reason rests on is always among the first."""
    order = list(About)
    ordered = sorted(figures, key=lambda figure: order.index(figure.about))
    return [_section(about, list(part)) for about, part in groupby(ordered, key=lambda figure: figure.about)]


def _section(about: About, part: Sequence[Figure]) -> Section:
    folded = [figure for figure in part if figure.of_months and not figure.told]
    return Section(words.SECTIONS[about], _written(each for each in part if each not in folded), _written(folded))


def _written(figures: Iterable[Figure]) -> list[Shown]:
    return [Shown(_(each.title), str(WRITERS[each.unit](each.value)), each.told) for each in figures]
