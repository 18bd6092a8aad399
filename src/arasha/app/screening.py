"""Screening a file from the command line: progress while it goes, figures at the end."""

import sys
from itertools import islice
from pathlib import Path
from typing import NamedTuple

import msgspec
from rich.console import Console
from rich.table import Table

from arasha.app.progress import bar
from arasha.client import Client, Problem
from arasha.simulator.replay.mapping import WrongMapping, fitting, load
from arasha.simulator.replay.reading import Source, payments
from arasha.simulator.replay.screen_file import screen_file
from arasha.simulator.replay.summary import Summary


class Order(NamedTuple):
    """What is to be screened, where, and what comes of it."""

    file: Path
    mapping: Path | None
    url: str
    key: str
    out: Path
    limit: int
    as_json: bool


def screen(order: Order) -> None:
    """Screen a file and print its summary; exits with a line that says the remedy when it cannot."""
    console = Console(stderr=order.as_json)
    try:
        source = Source(order.file)
        mapping = load(order.mapping) if order.mapping else fitting(source.columns)
        total = min(source.rows, order.limit or source.rows)
        rows = islice(payments(source, mapping), order.limit or None)
        with Client(order.url, order.key) as client, bar(console) as shown:
            task = shown.add_task("screening", total=total)
            summary = screen_file(rows, client, order.out, lambda count: shown.advance(task, count))
    except WrongMapping as error:
        sys.exit(f"arasha screen: {error}")
    except Problem as error:
        sys.exit(f"arasha screen: the gateway at {order.url} says: {error}")
    _print(console, summary, order)


def _print(console: Console, summary: Summary, order: Order) -> None:
    if order.as_json:
        sys.stdout.write(msgspec.json.encode(summary).decode() + "\n")
        return
    table = Table(title=order.file.name, show_header=False)
    for name, value in _lines(summary):
        table.add_row(name, value)
    console.print(table)
    console.print(f"Verdicts: {order.out}")
    if summary.bad_rows:
        console.print(f"Rows that are not payments, with line and reason: {order.out.with_suffix('.bad.csv')}")


def _lines(summary: Summary) -> list[tuple[str, str]]:
    lines = [
        ("payments", f"{summary.payments:,}"),
        ("payments a second", f"{summary.payments_per_s:,.0f}"),
        ("verdicts", ", ".join(f"{word} {count:,}" for word, count in sorted(summary.verdicts.items()))),
        ("alert rate", f"{summary.alert_rate:.2%}"),
        ("top reasons", "\n".join(f"{code} {count:,}" for code, count in summary.top_reasons.items())),
        ("bad rows", f"{summary.bad_rows:,}"),
    ]
    if truth := summary.truth:
        lines += [
            ("labelled", f"{truth.labelled:,} ({truth.base_rate:.2%})"),
            ("precision of alerts", f"{truth.precision:.3f}"),
            ("recall of alerts", f"{truth.recall:.3f}"),
            ("PR-AUC of the score", f"{truth.pr_auc:.4f}"),
        ]
    return lines
