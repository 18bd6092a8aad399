"""An exercise as it went: what happened, what was done and when the clock stood on one line of time, and how the money
ran meanwhile.
"""

from collections.abc import Iterator, Mapping
from itertools import chain, repeat
from string import ascii_lowercase
from typing import NamedTuple

from django.utils.translation import gettext as _

from arasha.domains.training.queries.exercises import Debrief, Did, Exercise, Script
from arasha.interfaces.ui import curves
from arasha.interfaces.ui.curves import Curves, Guide, Line, Scale, Sheet
from arasha.interfaces.ui.text import Text
from arasha.interfaces.workspace import training_words as words
from arasha.interfaces.workspace.people import in_reading
from arasha.kernel import clock

MINUTE = clock.MINUTE
TICKS = 6
MOST_GUIDES = 6
APART = MINUTE // 2
THOUSAND = 100_000  # tenge, in tiyn

# The deeds that change where the money goes; the others stand in the table alone.
DRAWN = {Did.FOUND_FRAUD, Did.TOOK_REPORT, Did.LISTED, Did.PROTECTED_VICTIM, Did.ASKED_BACK}


class Moment(NamedTuple):
    """Something on the line of time (µs): what happened in truth, or what somebody did; `mark` as in the plot."""

    at: int
    text: "Text"
    who: str = ""
    about: str = ""
    mark: str = ""


def moments(row: Exercise, script: Script, told: Debrief, names: Mapping[str, str]) -> list[Moment]:
    """Everything, oldest first."""
    deeds = numbered(told)
    found = [*_steps(row, script), *_deeds(script, told, names, deeds), *_pauses(told, names)]
    return sorted(found, key=lambda moment: moment.at)


def numbered(told: Debrief) -> dict[int, int]:
    """The deeds that the plot shows, by their place among all: numbered in the order of time.

    One that follows another within moments is its consequence, and stands in the table alone.
    """
    places: list[int] = []
    for place, deed in enumerate(told.deeds):
        apart = not places or deed.at - told.deeds[places[-1]].at >= APART
        if deed.did in DRAWN and deed.about and apart:
            places.append(place)
    return {place: number for number, place in enumerate(places[:MOST_GUIDES], start=1)}


def _steps(row: Exercise, script: Script) -> Iterator[Moment]:
    happened: Mapping[str, int] = row.record.get("happened", {})
    for name, at in happened.items():
        yield Moment(at, in_reading(script.story(name)))


def _deeds(script: Script, told: Debrief, names: Mapping[str, str], drawn: Mapping[int, int]) -> Iterator[Moment]:
    for place, deed in enumerate(told.deeds):
        about = about_of(script, deed.about) if deed.about else _("nothing of this scenario")
        yield Moment(deed.at, words.DEEDS[deed.did], names.get(deed.who, deed.who), about, str(drawn.get(place, "")))


def _pauses(told: Debrief, names: Mapping[str, str]) -> Iterator[Moment]:
    for pause, letter in zip(told.pauses, _letters(), strict=False):
        minutes = round(pause.lasted / MINUTE)
        lasted = _("%(minutes)d min") % {"minutes": minutes} if minutes else _("less than a minute")
        yield Moment(pause.at, _("Let the clock stand"), names.get(pause.who, pause.who), lasted, letter)


def _letters() -> Iterator[str]:
    """What pauses are called in the plot; those behind the last letter stand in the table alone."""
    return chain(ascii_lowercase[:MOST_GUIDES], repeat(""))


def about_of(script: Script, name: str) -> str:
    """Somebody of the cast, or what a step was."""
    return in_reading(script.cast[name].who) if name in script.cast else in_reading(script.story(name))


def plot(told: Debrief) -> Curves | None:
    """The stolen money within reach had nobody interfered, and when who did what about it."""
    most = max((amount for _at, amount in told.curve), default=0)
    if not most:
        return None
    minutes = max(1, -(-(told.ended_at - told.begun_at) // MINUTE))
    ticks = [float(tick) for tick in range(0, minutes + 1, -(-minutes // TICKS))]
    across = Scale(_("Minutes from the beginning"), 0.0, float(minutes), ticks, lambda value: f"{value:.0f}")
    quarters = [most * part / 4 for part in range(5)]
    up = Scale(_("Within reach, thousands of ₸"), 0.0, float(most), quarters, _thousands)
    points = [((at - told.begun_at) / MINUTE, float(amount)) for at, amount in told.curve]
    guides = [
        Guide((told.deeds[place].at - told.begun_at) / MINUTE, str(number))
        for place, number in numbered(told).items()
    ]  # fmt: skip
    guides += [
        Guide((pause.at - told.begun_at) / MINUTE, letter)
        for pause, letter in zip(told.pauses, _letters(), strict=False) if letter
    ]  # fmt: skip
    name = _("Stolen money within reach, had nobody done anything")
    return curves.draw(Sheet(name, across, up, [Line("one", name, points, steps=True)], guides=guides))


def _thousands(tiyn: float) -> str:
    return f"{tiyn / THOUSAND:,.0f}".replace(",", "\N{NO-BREAK SPACE}")
