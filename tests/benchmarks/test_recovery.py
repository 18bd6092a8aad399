"""The bench of recovery in small: its checks hold and can fail, and its last line is for machines."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from arasha.kernel.attribution import Lots, credit
from benchmarks import recovery_conserved


def test_money_is_conserved_in_random_traces() -> None:
    told: list[str] = []
    assert recovery_conserved.measure(300, told.append) == {"money_conserved": True, "conserved_traces": 300}
    assert told == []


def test_a_single_lost_tiyn_is_noticed(monkeypatch: pytest.MonkeyPatch) -> None:
    def losing(lots: Lots, amount: int, claims: dict[int, int] | None = None) -> Lots:
        return credit(lots, amount, {claim: part - 1 for claim, part in (claims or {}).items()})

    monkeypatch.setattr("arasha.domains.payments.hot.taint.credit", losing)
    told: list[str] = []
    figures = recovery_conserved.measure(300, told.append)
    assert figures["money_conserved"] is False
    assert f"seed {figures['counterexample_seed']}" in told[0]


def test_the_last_line_is_one_json_object() -> None:
    command = [str(Path(sys.executable).parent / "arasha"), "bench", "recovery", "--json"]
    small = ["--only", "conserved", "--traces", "50", "--only", "registry", "--entries", "20000"]
    done = subprocess.run([*command, *small], capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout.splitlines()[-1])
    assert {"money_conserved", "prefix_check_bytes", "registry_check_per_s"} <= figures.keys()
