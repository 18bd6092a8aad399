"""The command that writes the store's payments with their labels into a file."""

from datetime import UTC, datetime
from pathlib import Path

import click

from arasha.app.ready import ready

INSTANT = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"])


@click.command()
@click.option("--since", type=INSTANT, help="From this day or instant on (UTC).")
@click.option("--until", type=INSTANT, help="Up to this day or instant (UTC), without it.")
@click.option(
    "--silent-days",
    type=click.IntRange(1),
    default=30,
    show_default=True,
    help="A payment that passed and of which nothing was heard for so long counts as honest.",
)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="Parquet.")
def export(since: datetime | None, until: datetime | None, silent_days: int, out: Path) -> None:
    """Write the store's payments with what became known of them, to learn from."""
    ready()
    from rich.console import Console
    from rich.progress import Progress, TextColumn

    from arasha.app import labelled_history
    from arasha.domains.payments.queries.labels import Asked

    asked = Asked(since=_utc(since), until=_utc(until), silent_days=silent_days)
    columns = TextColumn("{task.completed:,} payments")
    with Progress(columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)
        payments = labelled_history.export(asked, out, lambda count: bar.advance(task, count))
    click.echo(f"{payments:,} payments: {out}", err=True)


def _utc(instant: datetime | None) -> datetime | None:
    return None if instant is None else instant.replace(tzinfo=UTC)
