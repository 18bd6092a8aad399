"""Commands around drops: teaching a model, scoring a file with it, and the registry of models."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from arasha.app.cli import drops_models
from arasha.app.cli.drops_export import export
from arasha.app.ready import ready

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
MAPPING = click.option("--map", "mapping", type=FILE, help="A mapping file (TOML); by default a shipped one that fits.")


@click.group()
def drops() -> None:
    """Find drops: accounts through which stolen money passes."""


@drops.command()
@click.option("--train", "train_file", type=FILE, required=True, help="Labelled payments to learn from.")
@click.option("--valid", type=FILE, required=True, help="Later labelled payments, by which the model is judged.")
@click.option("--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="The model's folder.")
@MAPPING
@click.option("--seed", default=0, show_default=True, help="Chooses the random numbers; the same seed, the same model.")
@click.option(
    "--alert-budget", type=click.FloatRange(0, 0.5), default=0.005, show_default=True, help="Share of payments alerted."
)
def train(train_file: Path, valid: Path, out: Path, **options: Any) -> None:
    """Teach a model from labelled payments; without labels it learns what is unusual."""
    ready()
    from arasha.app.drops import train as work
    from arasha.domains.payments.learning.learn import Wish

    wish = Wish(options["seed"], options["alert_budget"])
    with _told("train"), _progress("payments", [train_file, valid]) as progress:
        done = work.train(work.Order(train_file, valid, options["mapping"], out, wish), progress)
    click.echo(f"model {done.version} in {out}")
    for name, figure in done.card.figures.items():
        click.echo(f"{name:18} {figure.value:.4f}   ({figure.low:.4f} to {figure.high:.4f})")
    if done.bad_rows:
        click.echo(f"Rows that are not payments, with line and reason: {done.bad_rows}", err=True)


def _files(_: click.Context, __: click.Parameter, value: str) -> list[Path]:
    paths = [Path(part.strip()) for part in value.split(",") if part.strip()]
    for path in paths:
        if not path.is_file():
            raise click.BadParameter(f"there is no file {path}")
    return paths


@drops.command()
@click.option("--model", type=click.Path(file_okay=False, path_type=Path), required=True, help="The model's folder.")
@click.option("--data", type=FILE, required=True, help="The payments to score.")
@click.option("--history", default="", callback=_files, help="Earlier payments: files, separated by commas.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Parquet: tx_id, score.")
@MAPPING
def score(model: Path, data: Path, history: list[Path], out: Path, mapping: Path | None) -> None:
    """Score every payment of a file by what came before it."""
    ready()
    from arasha.app import history as reading
    from arasha.app.drops import score as work

    files = [*history, data]
    with _told("score"), _progress("payments", files) as progress:
        order = work.Order(model, data, history, mapping, out)
        done = work.score(order, reading.read(files, mapping), progress)
    click.echo(f"{done.payments:,} payments scored: {out}", err=True)
    if done.bad_rows:
        click.echo(f"Rows that are not payments (score 0), with line and reason: {done.bad_rows}", err=True)


@contextmanager
def _told(command: str) -> Iterator[None]:
    """What the caller can mend is one line: which file, which column, what to do."""
    from arasha.domains.payments.learning.files import WrongModel
    from arasha.domains.payments.learning.train import NothingToLearn
    from arasha.simulator.replay.mapping import WrongMapping

    try:
        yield
    except (WrongMapping, WrongModel, NothingToLearn) as error:
        sys.exit(f"arasha drops {command}: {error}")


@contextmanager
def _progress(what: str, files: list[Path]) -> Iterator[Callable[[int], None]]:
    """A bar on standard error, of as many payments as the files have."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from arasha.simulator.replay.reading import Source

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(what, total=sum(Source(path).rows for path in files))
        yield lambda count: bar.advance(task, count)


for _command in (export, *drops_models.COMMANDS):
    drops.add_command(_command)

COMMANDS = (drops,)
