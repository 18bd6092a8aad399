"""`arasha screen`: the public generator's payments, and a bank's CSV with its own column names, through the gateway."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from pyarrow import parquet

from arasha.simulator.replay.example import EXAMPLE
from tests.support.cast import ALDAR, KEREMET, TOSTIK
from tests.support.centre import Centre

MAPPING = """
label = "fraud"
[columns]
id = "nr"
time = "when"
amount = "sum"
"debtor.account" = "from"
"debtor.institution" = "from_bank"
"creditor.account" = "to"
"creditor.institution" = "to_bank"
[values]
kind = "p2p"
[amount]
unit = "tenge"
"""
HEADER = ["nr", "when", "sum", "from", "from_bank", "to", "to_bank", "fraud"]


def screen(centre: Centre, file: Path, *options: str) -> dict[str, Any]:
    """What `arasha screen --json` prints at the end."""
    command = [sys.executable, "-m", "arasha", "screen", str(file), "--json", "--url", centre.url, *options]
    environment = os.environ | {"ARASHA_API_KEY": centre.keys[KEREMET.code]}
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return dict(json.loads(done.stdout.splitlines()[-1]))


def test_the_public_generators_file_is_screened_and_measured_against_its_labels(centre: Centre, tmp_path: Path) -> None:
    out = tmp_path / "verdicts.parquet"
    summary = screen(centre, EXAMPLE, "--out", str(out))
    verdicts = parquet.read_table(out)
    assert summary["payments"] == verdicts.num_rows
    # The generator lets a few accounts pay nothing at all; those rows are reported and kept.
    assert summary["payments"] + summary["bad_rows"] == parquet.read_metadata(EXAMPLE).num_rows
    assert 0 < summary["bad_rows"] < 20
    assert "field `amount`" in out.with_suffix(".bad.csv").read_text()
    assert verdicts.column("sequence").null_count == 0
    assert summary["alert_rate"] < 0.03
    truth = summary["truth"]
    assert truth["precision"] > 10 * truth["base_rate"] > 0
    assert truth["pr_auc"] > 5 * truth["base_rate"]


def test_a_banks_csv_is_read_by_its_mapping_and_bad_rows_are_kept_with_line_and_reason(
    centre: Centre, tmp_path: Path
) -> None:
    good = [
        [f"C-{number}", "2026-11-20T09:00:00+05:00", "1500.50", ALDAR.account(number).account, ALDAR.code,
         TOSTIK.account(number).account, TOSTIK.code, "0"]
        for number in range(50)
    ]  # fmt: skip
    torn = [
        ["X-1", "yesterday", *good[0][2:]],
        ["X-2", good[0][1], "much", *good[0][3:]],
        ["X-3", good[0][1], "-5", *good[0][3:]],
    ]
    file, mapping, out = tmp_path / "bank.csv", tmp_path / "bank.toml", tmp_path / "verdicts.parquet"
    with file.open("w", newline="") as opened:
        csv.writer(opened).writerows([HEADER, *good[:20], torn[0], *good[20:40], *torn[1:], *good[40:]])
    mapping.write_text(MAPPING)

    summary = screen(centre, file, "--map", str(mapping), "--out", str(out))
    assert (summary["payments"], summary["bad_rows"]) == (50, 3)
    with out.with_suffix(".bad.csv").open(newline="") as opened:
        kept = list(csv.DictReader(opened))
    assert [(row["line"], row["nr"]) for row in kept] == [("22", "X-1"), ("43", "X-2"), ("44", "X-3")]
    assert all(row["reason"] for row in kept)


def test_the_same_file_again_gets_the_same_verdicts(centre: Centre, tmp_path: Path) -> None:
    first, second = tmp_path / "first.parquet", tmp_path / "second.parquet"
    for out in (first, second):
        screen(centre, EXAMPLE, "--limit", "3000", "--out", str(out))
    assert parquet.read_table(first).equals(parquet.read_table(second))
