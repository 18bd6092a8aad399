"""Counts over a history's files: one pass, a file at a time, whatever its size."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pyarrow.parquet as pq

from arasha.simulator.country.draws import Array, compiled
from arasha.simulator.country.geography import REGIONS
from arasha.simulator.country.rows import CHANNELS, DAY_US, KINDS, SLOTS, UTC_OFFSET_US

HOUR_US = 3_600_000_000
SIZES = 20  # of amounts: each twice the one before, from 100 tenge on
SMALLEST = 100_00
PEOPLE = ("age", "man", "region", "urban", "work", "income", "sims", "operator")
NEEDED = ("time", "debtor", "creditor", "amount", "kind", "channel")


class WrongHistory(Exception):
    """The folder is no history; the message says why."""


class Counts(NamedTuple):
    """What is counted over payments; `ordered` are those that people order, by kind, channel and the payee's region."""

    ordered: Array  # number and tiyn
    hours: Array  # by kind and hour
    sizes: Array  # by kind and size
    days: Array  # by day: number and tiyn
    remitters: Array  # to them: number and tiyn; from them: number and tiyn


class Tally(NamedTuple):
    """What a history holds."""

    manifest: dict[str, Any]
    people: dict[str, Array]
    counts: Counts
    calls: Array  # by day and hour


def read(folder: Path, progress: Callable[[int], None] = lambda _: None) -> Tally:
    """Go through a history; `progress` is called for each file. `WrongHistory` where it is none."""
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
        people = _columns(sorted((folder / "people").iterdir()), PEOPLE)
        firms = _columns([folder / "firms.parquet"], ("region", "kind"))
    except (OSError, ValueError, KeyError) as error:
        raise WrongHistory(f"{folder} is no finished history: {error}") from error
    regions = np.concatenate((people["region"], firms["region"].astype(np.int8)))
    remitters = np.flatnonzero(firms["kind"] == "remitter") + manifest["people"]
    counts = _nothing(manifest["days"])
    bounds = np.array([manifest["people"], remitters[0], remitters[-1] + 1], np.int64)
    for day, file in _files(folder / "payments"):
        rows = _columns([file], NEEDED)
        count(tuple(np.ascontiguousarray(rows[name]) for name in NEEDED), regions, bounds, day, counts)
        progress(1)
    return Tally(manifest, people, counts, _calls(folder, manifest["days"], progress))


def files(folder: Path) -> int:
    """How many files `read` will go through."""
    return sum(1 for _ in _files(folder / "payments")) + sum(1 for _ in _files(folder / "calls"))


def _nothing(days: int) -> Counts:
    return Counts(
        np.zeros((len(KINDS), len(CHANNELS), len(REGIONS), 2), np.int64),
        np.zeros((len(KINDS), 24), np.int64),
        np.zeros((len(KINDS), SIZES), np.int64),
        np.zeros((days, 2), np.int64),
        np.zeros(4, np.int64),
    )


def _files(folder: Path) -> Iterator[tuple[int, Path]]:
    """The files of each day, with the day's number from 0."""
    days = sorted(folder.glob("day=*")) if folder.is_dir() else []
    for number, day in enumerate(days):
        for file in sorted(day.iterdir()):
            yield number, file


def _columns(paths: list[Path], names: tuple[str, ...]) -> dict[str, Array]:
    tables = [pq.read_table(path, columns=list(names)) for path in paths]
    return {name: np.concatenate([table[name].to_numpy() for table in tables]) for name in names}


@compiled
def count(rows: tuple[Array, ...], regions: Array, bounds: Array, day: int, counts: Counts) -> None:
    """Count the payments of a file; `bounds`: the number of people, the first remitter and the first after them."""
    times, debtors, creditors, amounts, kinds, channels = rows
    for place in range(len(times)):
        payer, payee, amount, kind = debtors[place] // SLOTS, creditors[place] // SLOTS, amounts[place], kinds[place]
        if bounds[1] <= payee < bounds[2]:
            counts.remitters[0] += 1
            counts.remitters[1] += amount
        if bounds[1] <= payer < bounds[2]:
            counts.remitters[2] += 1
            counts.remitters[3] += amount
        if payer >= bounds[0]:
            continue
        counts.ordered[kind, channels[place], regions[payee], 0] += 1
        counts.ordered[kind, channels[place], regions[payee], 1] += amount
        counts.hours[kind, (times[place] + UTC_OFFSET_US) % DAY_US // HOUR_US] += 1
        size, bound = 0, SMALLEST
        while size < SIZES - 1 and amount > bound:
            size, bound = size + 1, bound * 2
        counts.sizes[kind, size] += 1
        counts.days[day, 0] += 1
        counts.days[day, 1] += amount


def _calls(folder: Path, days: int, progress: Callable[[int], None]) -> Array:
    found = np.zeros((days, 24), np.int64)
    for day, file in _files(folder / "calls"):
        hours = (_columns([file], ("time",))["time"] + UTC_OFFSET_US) % DAY_US // HOUR_US
        found[day] += np.bincount(hours, minlength=24)
        progress(1)
    return found
