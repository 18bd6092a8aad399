"""The engine's bench in small: its proof holds, can fail, and its last line is for machines."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from benchmarks import engine, engine_oracle
from benchmarks.engine_stream import stream


def test_machine_code_and_plain_python_agree_bit_for_bit() -> None:
    told: list[str] = []
    figures = engine_oracle.prove(5_000, seed=7, progress=told.append)
    assert figures == {"oracle_equal": True, "oracle_payments": 5_000, "oracle_splits": 5}
    assert len(told) == 6


def test_the_proof_notices_a_single_bit(monkeypatch: pytest.MonkeyPatch) -> None:
    honest = engine_oracle.run
    monkeypatch.setattr(engine_oracle, "run", lambda asks, *order: honest(asks, *order)._replace(features="0" * 64))
    assert engine_oracle.prove(300, seed=7, progress=lambda _: None)["oracle_equal"] is False


@pytest.mark.proof
def test_machine_code_and_plain_python_agree_on_two_hundred_thousand_payments() -> None:
    assert engine_oracle.prove(engine.PROVED, engine.SEED, progress=print)["oracle_equal"] is True


def test_a_stream_is_the_same_for_the_same_seed_and_has_both_sides() -> None:
    one, same, other = (stream(2_000, seed, accounts=100, twice=True) for seed in (1, 1, 2))
    assert one.tobytes() == same.tobytes() != other.tobytes()
    second = one[one["first"] != one["sequence"]]
    assert len(second) > 10
    assert (second["debtor_lo"] == one["debtor_lo"][second["first"]]).all()
    assert (one["first"][second["first"]] == second["first"]).all()


def test_batches_are_the_whole_stream_and_never_hold_both_sides_of_a_payment() -> None:
    asks, random = stream(3_000, 5, accounts=50, twice=True), np.random.default_rng(5)
    cuts = list(engine_oracle.batches(asks, engine_oracle.RANDOM, random))
    assert [begin for begin, _ in cuts] == [0, *(end for _, end in cuts[:-1])]
    assert cuts[-1][1] == len(asks)
    for begin, end in cuts:
        inside = asks[begin:end]
        assert not ((inside["first"] >= begin) & (inside["first"] != inside["sequence"])).any()


def test_the_last_line_is_one_json_object() -> None:
    command = [str(Path(sys.executable).parent / "arasha"), "bench", "engine", "--payments", "20000", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout.splitlines()[-1])
    assert {"engine_payments_per_s", "engine_payments_per_s_without_rules", "bytes_per_account"} <= figures.keys()
