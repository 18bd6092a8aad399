"""The keeper beside a gateway: snapshots are made by another process, and one that fails is no reason to spin."""

import shutil
from pathlib import Path

import pytest
import structlog

from arasha.interfaces.gateway.keeper import FAILED_REST_S, Keeper, snapshot_next
from arasha.kernel import clock
from tests.interfaces.gateway.lines import Lines, spoil

ROOT = Path(__file__).parents[3]


@pytest.fixture
def keeper(lines: Lines, data: Path, monkeypatch: pytest.MonkeyPatch) -> Keeper:
    """A keeper that makes a snapshot after every payment; its processes work on the folder of the gateway."""
    settings = lines.door.settings
    shutil.copytree(data / "keys", settings.data / "keys")
    monkeypatch.setenv("ARASHA_DATA", str(settings.data))
    monkeypatch.setenv("ARASHA_MACHINE_CODE", str(ROOT / ".arasha" / "machine-code"))
    made = Keeper(lines.doors.settings(snapshot_payments=1))
    made._drain.turn()
    return made


def works(keeper: Keeper) -> bool:
    """Is a snapshot being made?"""
    return keeper._snapshot is not None


def finish(keeper: Keeper) -> int:
    """Wait for the snapshot's process; its exit status."""
    assert keeper._snapshot is not None
    return keeper._snapshot.wait(60)


def test_a_snapshot_is_made_of_what_has_been_recorded_and_not_again_for_nothing(keeper: Keeper) -> None:
    keeper._make_snapshot()
    assert finish(keeper) == 0
    keeper._make_snapshot()
    assert not works(keeper)
    assert keeper._snapshot_next == snapshot_next(keeper._settings) == 6


def test_after_a_snapshot_that_failed_it_says_so_and_rests(
    keeper: Keeper, lines: Lines, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoil(lines.files[0])
    keeper._make_snapshot()
    assert finish(keeper) == 1
    with structlog.testing.capture_logs() as said:
        for _ in range(3):
            keeper._make_snapshot()
    assert [(line["log_level"], line["code"]) for line in said] == [("error", 1)]
    assert not works(keeper), "it does not try again at once"

    later = clock.monotonic() + FAILED_REST_S
    monkeypatch.setattr("arasha.kernel.clock.monotonic", lambda: later)
    keeper._make_snapshot()
    assert works(keeper), "then it does"
    assert finish(keeper) == 1
