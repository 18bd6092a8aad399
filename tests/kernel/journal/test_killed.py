"""A writer that is killed without mercy, again and again: what it acknowledged is there, once."""

import random
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from arasha.kernel.journal.reader import Tail, read_from
from tests.kernel.journal.records import numbers

ROOT = Path(__file__).parents[3]


@pytest.mark.parametrize("kills", [12, pytest.param(400, marks=pytest.mark.proof)])
@pytest.mark.timeout(600)
def test_every_acknowledged_row_is_read_back_exactly_once(tmp_path: Path, kills: int) -> None:
    chance, tail, drained, acknowledged = random.Random(kills), Tail(tmp_path / "journal", 0), list[int](), 0
    for _ in range(kills):
        acknowledged = write_and_be_killed(tmp_path / "journal", chance)
        drained += numbers(tail.read(chance.randrange(1, 500)))
    kept = numbers(read_from(tmp_path / "journal", 0))
    assert kept == list(range(len(kept)))
    assert len(kept) >= acknowledged > 0
    while found := tail.read(1000):
        drained += numbers(found)
    assert drained == kept, "who drained all along saw the same"


def write_and_be_killed(folder: Path, chance: random.Random) -> int:
    """Run the writer for a while; returns the last sequence that it acknowledged."""
    command = [sys.executable, "-m", "tests.kernel.journal.writes_until_killed", str(folder)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        said = acknowledgements(process)
        last = [next(said) for _ in range(chance.randrange(1, 60))][-1]
        time.sleep(chance.random() / 300)
        process.kill()
        return max([last, *said])


def acknowledgements(process: "subprocess.Popen[str]") -> Iterator[int]:
    """What the writer prints, whole lines only."""
    assert process.stdout is not None
    return (int(line) for line in process.stdout if line.endswith("\n"))
