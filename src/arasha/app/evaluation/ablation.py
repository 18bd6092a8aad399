"""What each capability is worth: the same country and thieves once with everything, and once without each."""

import subprocess
import sys
from collections.abc import Mapping
from typing import NamedTuple

import msgspec

from arasha.app.evaluation.capabilities import Capability
from arasha.simulator.live.scoreboard import Scoreboard, share


class Gain(NamedTuple):
    """A run, and what it lacks beside the run with everything; shares are of the money that was attempted.

    `innocents`: how many fewer innocents were stopped or held than with everything.
    """

    without: str
    saved: float | None
    gain: float | None
    stopped: float | None
    recovered: float | None
    innocents: int


class RunFailed(Exception):
    """A run of the evaluation ended with an error; the message is what it said last."""


def boards(scenario: str, options: list[str]) -> dict[str, Scoreboard]:
    """Run all variants, one after the other, each in a process and a sandbox of its own."""
    return {
        "": _run(scenario, options),
        **{str(each): _run(scenario, [*options, "--without", each]) for each in Capability},
    }


def gains(found: Mapping[str, Scoreboard]) -> list[Gain]:
    """Beside the run with everything (named ""), what the others saved less; that one comes first."""
    whole = found[""]
    return [_gain(without, board, whole) for without, board in found.items()]


def _gain(without: str, board: Scoreboard, whole: Scoreboard) -> Gain:
    money, saved, best = board.money, _saved(board), _saved(whole)
    return Gain(
        without=without,
        saved=saved,
        gain=best - saved if without and best is not None and saved is not None else None,
        stopped=share(money.stopped, money.attempted),
        recovered=share(money.held + money.returned, money.attempted),
        innocents=_hurt(whole) - _hurt(board),
    )


def _saved(board: Scoreboard) -> float | None:
    """Loans that thieves did not get count as saved: they would have been taken to the last tiyn."""
    refused = board.loans.tiyn_refused_rightly
    return share(board.money.saved + refused, board.money.attempted + refused)


def _hurt(board: Scoreboard) -> int:
    hurt = board.innocents
    return hurt.warned + hurt.held + hurt.refused + hurt.accounts_held


def _run(scenario: str, options: list[str]) -> Scoreboard:
    command = [sys.executable, "-m", "arasha", "evaluate", "--scenario", scenario, "--json", *options]
    done = subprocess.run(command, stdout=subprocess.PIPE, check=False)
    if done.returncode:
        raise RunFailed(f"{' '.join(command[2:])} ended with {done.returncode}")
    return msgspec.json.decode(done.stdout, type=Scoreboard)
