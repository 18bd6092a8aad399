"""Commands around the country in a box: writing its past, and reporting how like the real one it is."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from arasha.app.cli.simulate_live import live
from arasha.app.ready import ready

FOLDER = click.Path(path_type=Path)
REPORT = "report.html"


@click.group()
def simulate() -> None:
    """A simulated country: its economy, its criminals, and the truth about them."""


def _begin(_: click.Context, __: click.Parameter, value: str) -> date:
    try:
        return datetime.strptime(value, "%Y-%m-%d").date()  # noqa: DTZ007 - a day, no instant
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no date like 2026-03-01") from error


@simulate.command()
@click.argument("out", type=FOLDER)
@click.option("--people", type=click.IntRange(1, 128_000_000), default=100_000, show_default=True, help="How many.")
@click.option("--days", type=click.IntRange(1, 3_660), default=31, show_default=True, help="How many days.")
@click.option("--begin", callback=_begin, default="2026-03-01", show_default=True, help="The first day.")
@click.option("--seed", type=click.IntRange(0, 2**62 - 1), default=7, show_default=True, help="Another country each.")
@click.option("--crime", type=click.FloatRange(0, 10_000), default=1.0, show_default=True, help="Times the real rate.")
@click.option("--calls", is_flag=True, help="Write telephone calls too.")
@click.option("--processes", type=click.IntRange(1, 256), default=1, show_default=True, help="How many work at it.")
def history(out: Path, **options: Any) -> None:
    """Write the past of a country to the new folder OUT, as Parquet; the same options, the same bytes."""
    ready()
    from arasha.simulator.country.people import Country
    from arasha.simulator.history.order import Order
    from arasha.simulator.history.writing import tasks, write_history

    country = Country(options["seed"], options["people"])
    rest = (options[name] for name in ("crime", "calls", "processes"))
    order = Order(country, options["begin"], options["days"], out, *rest)
    with _told("history"), _progress("parts", tasks(order)) as progress:
        done = write_history(order, progress)
    click.echo(f"{done.payments:,} payments in {done.files:,} files: {out}")
    click.echo(f"{done.schemes:,} schemes of criminals made {done.crimes:,} of them; the truth is in {out / 'truth'}")


@simulate.command()
@click.argument("history", type=FOLDER)
@click.option("--out", type=FOLDER, help=f"The page; by default {REPORT} in HISTORY.")
def report(history: Path, out: Path | None) -> None:
    """Compare HISTORY, a folder that `history` has written, with published figures: one HTML page with plots."""
    ready()
    from arasha.simulator.marginals import tally
    from arasha.simulator.marginals.measures import matches, share_within
    from arasha.simulator.marginals.report import page

    with _told("report"), _progress("files", tally.files(history)) as progress:
        counted = tally.read(history, progress)
        found = matches(counted)
        path = out or history / REPORT
        path.write_text(page(counted, found), encoding="utf-8")
    for match in found:
        if not match.within:
            click.echo(f"more than a tenth off: {match.figure.name('en')} ({match.deviation:+.0%})")
    click.echo(f"{share_within(found):.0%} of {len(found)} published figures are matched within a tenth: {path}")


def _day(context: click.Context, parameter: click.Parameter, value: str | None) -> date | None:
    return None if value is None else _begin(context, parameter, value)


@simulate.command()
@click.argument("history", type=FOLDER)
@click.option("--out", type=FOLDER, required=True, help="The file to write, Parquet.")
@click.option("--since", callback=_day, help="From this day on.")
@click.option("--until", callback=_day, help="Up to this day, without it.")
def payments(history: Path, out: Path, since: date | None, until: date | None) -> None:
    """Write the payments of HISTORY in words, the truth beside each: for `backtest`, `drops train`, `screen`."""
    ready()
    from arasha.simulator.history.words import Order, write_words

    with _told("payments"):
        click.echo(f"{write_words(Order(history, out, since, until)):,} payments: {out}")


@contextmanager
def _told(command: str) -> Iterator[None]:
    """What the caller can mend is one line."""
    from arasha.simulator.history.order import WrongOrder
    from arasha.simulator.history.words import WrongFolder
    from arasha.simulator.marginals.tally import WrongHistory

    try:
        yield
    except (WrongOrder, WrongFolder, WrongHistory) as error:
        sys.exit(f"arasha simulate {command}: {error}")


@contextmanager
def _progress(what: str, count: int) -> Iterator[Callable[[int], None]]:
    from rich.console import Console

    from arasha.app.progress import bar

    with bar(Console(stderr=True)) as shown:
        task = shown.add_task(what, total=count)
        yield lambda done: shown.advance(task, done)


simulate.add_command(live)

COMMANDS = (simulate,)
