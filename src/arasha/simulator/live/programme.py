"""What is played: which country, from when on, how much crime, how institutions behave, what is left out.

An evaluation's scenario is a file of `data/evaluations`; its texts stand in it in three languages.
"""

import tomllib
from datetime import datetime
from importlib.resources import files
from pathlib import Path
from typing import Annotated, NamedTuple

import msgspec
from msgspec import Meta

from arasha.simulator.country.people import Country
from arasha.simulator.crime.adaptation import Measure
from arasha.simulator.live.behaviours import HONEST, Behaviour, Behaviours
from arasha.simulator.live.lending import Use
from arasha.simulator.live.verdicts import Practice

SECOND, HOUR, DAY = 1_000_000, 3_600_000_000, 86_400_000_000
LEAD_DAYS = 15.0
FOLDER = "data/evaluations"

Share = Annotated[float, Meta(ge=0.0, le=1.0)]


class Left(NamedTuple):
    """What of the centre is put to use; all of it, unless something is left out to see what it is worth."""

    practice: Practice = Practice()
    signals: bool = True  # banks say what they see of the session: calls, remote control, new devices, SIM cards
    reports: bool = True  # thefts are reported, and money is held where it went
    credit: Use = Use()


ALL = Left()


class Programme(msgspec.Struct, frozen=True, kw_only=True):
    """A play. `begin` is µs since 1970 UTC; `crime` is how many times more fraud there is than was registered."""

    begin: int
    days_before: float = 5.0
    days: float = 1.0
    crime: float = 1.0
    share: float = 1.0
    remembers_hours: float = 0.0  # complaints of so many hours before are told when the play begins
    measures: tuple[Measure, ...] = ()
    behaviours: Behaviours = Behaviours()
    left: Left = ALL

    @property
    def first(self) -> int:
        """When the days before begin."""
        return self.begin - int(self.days_before * DAY)

    @property
    def planned(self) -> tuple[int, float]:
        """Since when (µs), and for how many days, schemes begin: many are on their way when the days before begin."""
        return self.first - int(LEAD_DAYS * DAY), LEAD_DAYS + self.days_before + self.days


class Text(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A sentence in three languages."""

    kk: str
    ru: str
    en: str


class Scenario(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An evaluation, as its file tells it. `begin` is an instant, `people` and `crime` as in `Programme`.

    For `hours` everybody lives; for `after_hours` thieves, victims and institutions alone, so that thefts are reported;
    for `settles_days` terms run. Thefts count until the middle of the hours after, so that there is time to tell.
    """

    title: Text
    about: Text
    seed: int
    people: int
    begin: Annotated[datetime, Meta(tz=True)]
    hours: float
    crime: float
    days_before: float = 5.0
    after_hours: float = 20.0
    settles_days: float = 4.0
    measures: tuple[Measure, ...] = ()
    usual: Behaviour = HONEST
    institutions: dict[str, Behaviour] = {}

    @property
    def counts_until(self) -> int:
        """Until when thefts count (µs)."""
        return round(self.begin.timestamp() * SECOND) + int((self.hours + self.after_hours / 2) * HOUR)

    def country(self) -> Country:
        """The country that is played."""
        return Country(self.seed, self.people)

    def programme(self, left: Left = ALL) -> Programme:
        """What is played of it."""
        return Programme(
            begin=round(self.begin.timestamp() * SECOND),
            days_before=self.days_before,
            days=(self.hours + self.after_hours) / 24,
            crime=self.crime,
            measures=self.measures,
            behaviours=Behaviours(self.usual, self.institutions),
            left=left,
        )


def names() -> list[str]:
    """The scenarios that ship."""
    folder = files("arasha.simulator").joinpath(FOLDER)
    return sorted(each.name.removesuffix(".toml") for each in folder.iterdir() if each.name.endswith(".toml"))


def scenario(name: str) -> Scenario:
    """One of them, or one's own by the path of its file; `LookupError` names those that there are."""
    own = Path(name)
    if name not in names() and not (own.suffix == ".toml" and own.exists()):
        raise LookupError(f"no scenario {name!r}; there are: {', '.join(names())}")
    shipped = files("arasha.simulator").joinpath(FOLDER, f"{name}.toml")
    text = (shipped if name in names() else own).read_text(encoding="utf-8")
    return msgspec.convert(tomllib.loads(text), Scenario)
