"""What each capability is worth: the same country and thieves once with everything, and once without each.

Several countries are played, each in all ways; what is compared is compared within a country, and told as the middle
one of the countries and the range over them.
"""

import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from statistics import median
from typing import NamedTuple

import msgspec

from arasha.app.evaluation.capabilities import Capability
from arasha.simulator.live.scoreboard import Scoreboard, share

EVERYTHING = ""
WAYS = (EVERYTHING, *Capability)
LAST_WORDS = 300


class Played(msgspec.Struct, frozen=True, kw_only=True):
    """A play: of which country, without what; its scoreboard, or with which words it failed."""

    seed: int
    without: str
    board: Scoreboard | None = None
    failed: str = ""


class Spread(msgspec.Struct, frozen=True):
    """The middle one of some figures, the least and the greatest; None when there are none."""

    median: float | None = None
    least: float | None = None
    most: float | None = None


class Worth(msgspec.Struct, frozen=True, kw_only=True):
    """Over some countries, what came of it without a capability; shares are of the money that was attempted.

    `gain`: what everything saves more than this. `minutes`: from a report to the first money held, in the middle.
    `payments`: innocents' payments that were held or refused. `accounts`: innocents' accounts that were held.
    """

    without: str
    countries: int
    saved_tiyn: Spread
    saved: Spread
    gain: Spread
    stopped: Spread
    recovered: Spread
    minutes: Spread
    payments: Spread
    accounts: Spread


class Order(NamedTuple):
    """What is to be played, where scoreboards are kept, so that nothing is played twice, and how many plays at once."""

    scenario: str
    seeds: Sequence[int]
    kept: Path | None = None
    at_once: int = 1


class Progress(NamedTuple):
    """Which play it is, of how many, and how many minutes the rest will take, as far as is known."""

    number: int
    of: int
    seed: int
    without: str
    minutes_left: float | None


Play = Callable[[str, int, str], Played]


def played(order: Order, play: Play, tell: Callable[[Progress], None]) -> list[Played]:
    """Play all countries in all ways, some at once; one that fails does not keep the others from it.

    The machine's speed has no part in what a play finds, so plays may share it.
    """
    plays = [(seed, str(without)) for seed in order.seeds for without in WAYS]
    took = list[float]()

    def one(number: int, seed: int, without: str) -> Played:
        kept = _kept(order, seed, without)
        if kept is not None:
            return kept
        left = (len(plays) - number) * median(took) / order.at_once / 60 if took else None
        tell(Progress(number + 1, len(plays), seed, without, left))
        began = time.monotonic()
        found = play(order.scenario, seed, without)
        took.append(time.monotonic() - began)
        _keep(order, found)
        return found

    with ThreadPoolExecutor(order.at_once) as lanes:
        under_way = [lanes.submit(one, number, *each) for number, each in enumerate(plays)]
        return [each.result() for each in under_way]


def alone(scenario: str, seed: int, without: str) -> Played:
    """Play once, in a process and a sandbox of its own."""
    left_out = ["--without", without] if without else []
    command = [sys.executable, "-m", "arasha", "evaluate", "--scenario", scenario, "--seed", str(seed), "--json"]
    done = subprocess.run([*command, *left_out], capture_output=True, check=False)
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()[-LAST_WORDS:]
        return Played(seed=seed, without=without, failed=said or f"ended with {done.returncode}")
    return Played(seed=seed, without=without, board=msgspec.json.decode(done.stdout, type=Scoreboard))


def worth(plays: Iterable[Played]) -> list[Worth]:
    """What everything saves, and what is saved without each; countries whose whole play failed say nothing of gain."""
    boards = {(one.seed, one.without): one.board for one in plays if one.board is not None}
    return [_worth(str(way), boards) for way in WAYS if any(without == way for _, without in boards)]


def _worth(without: str, boards: dict[tuple[int, str], Scoreboard]) -> Worth:
    ours = {seed: board for (seed, way), board in boards.items() if way == without}
    pairs = [(boards[seed, EVERYTHING], ours[seed]) for seed in ours if without and (seed, EVERYTHING) in boards]
    all_ = list(ours.values())
    return Worth(
        without=without,
        countries=len(all_),
        saved_tiyn=_spread(one.money.saved + one.loans.tiyn_refused_rightly for one in all_),
        saved=_spread(map(_saved, all_)),
        gain=_spread(_less(_saved(whole), _saved(part)) for whole, part in pairs),
        stopped=_spread(share(one.money.stopped, one.money.attempted) for one in all_),
        recovered=_spread(share(one.money.held + one.money.returned, one.money.attempted) for one in all_),
        minutes=_spread(one.report_to_hold.median for one in all_),
        payments=_spread(one.innocents.held + one.innocents.refused for one in all_),
        accounts=_spread(one.innocents.accounts_held for one in all_),
    )


def _saved(board: Scoreboard) -> float | None:
    """Loans that thieves did not get count as saved: they would have been taken to the last tiyn."""
    refused = board.loans.tiyn_refused_rightly
    return share(board.money.saved + refused, board.money.attempted + refused)


def _less(whole: float | None, part: float | None) -> float | None:
    return None if whole is None or part is None else whole - part


def _spread(figures: Iterable[float | None]) -> Spread:
    known = sorted(figure for figure in figures if figure is not None)
    return Spread(median(known), known[0], known[-1]) if known else Spread()


def _file(order: Order, seed: int, without: str) -> Path | None:
    return order.kept / f"{Path(order.scenario).stem}-{seed}-{without or 'everything'}.json" if order.kept else None


def _kept(order: Order, seed: int, without: str) -> Played | None:
    file = _file(order, seed, without)
    return msgspec.json.decode(file.read_bytes(), type=Played) if file is not None and file.exists() else None


def _keep(order: Order, one: Played) -> None:
    """A play that failed is not kept: it is played again."""
    file = _file(order, one.seed, one.without)
    if file is not None and one.board is not None:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(msgspec.json.encode(one))
