"""A country played in front of a running centre, from an instant on, at real time or faster through hours that were."""

from pathlib import Path
from typing import NamedTuple

import click
import msgspec

from arasha.app import fairyland, waiting
from arasha.kernel.settings import Settings
from arasha.simulator.country.people import Country
from arasha.simulator.crime import plan
from arasha.simulator.crime.runner import Runner
from arasha.simulator.live import stage
from arasha.simulator.live.play import Play, Setting
from arasha.simulator.live.programme import DAY, HOUR, Programme
from arasha.simulator.live.tempo import RealTempo, Stopped

AHEAD_DAYS = 30.0


class Wanted(NamedTuple):
    """A country, how much crime there is in it, since how many hours ago it is played, and how fast it catches up."""

    people: int
    seed: int
    crime: float
    ago: float
    rate: float
    days_before: float


class Kept(msgspec.Struct):
    """What is played in a folder, so that the same one goes on."""

    begin: int
    wanted: Wanted


def run(settings: Settings, folder: Path, wanted: Wanted, stopped: Stopped) -> None:
    """Play until stopped."""
    addresses, now = fairyland.addresses(settings), RealTempo().now()
    waiting.until_it_answers((f"{addresses.gateway}/health", f"{addresses.web}/api/v1/openapi.json"), stopped)
    kept = _kept(folder / "play.json", Kept(now - int(wanted.ago * HOUR), wanted))
    with stage.opened(addresses, fairyland.keys(settings)) as standing:
        play = Play(_setting(kept, now), standing, folder)
        try:
            if not play.begun:
                play.load(lambda _: None, stopped)
                waiting.until_drained(addresses.gateway, stopped)
            click.echo(f"{kept.wanted.people:,} people live; Ctrl-C stops them")
            play.play(RealTempo(max(kept.begin, play.upto), wanted.rate), stopped)
        finally:
            play.books.close()


def _setting(kept: Kept, now: int) -> Setting:
    wanted, country = kept.wanted, Country(kept.wanted.seed, kept.wanted.people)
    programme = Programme(
        begin=kept.begin, days_before=wanted.days_before, days=(now - kept.begin) / DAY + AHEAD_DAYS,
        crime=wanted.crime,
    )  # fmt: skip

    def thieves() -> Runner:
        return plan.runner(country, *programme.planned, programme.crime)

    return Setting(country, programme, thieves)


def _kept(path: Path, new: Kept) -> Kept:
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists():
        path.write_bytes(msgspec.json.encode(new))
    return msgspec.json.decode(path.read_bytes(), type=Kept)
