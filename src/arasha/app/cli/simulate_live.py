"""`arasha simulate live`: a country is played in front of the centre on this machine, until Ctrl-C."""

import threading
from pathlib import Path
from typing import Any

import click

from arasha.app.ready import ready

HOUR = 3_600_000_000


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--people", type=click.IntRange(100, 1_000_000), default=5_000, show_default=True, help="How many.")
@click.option("--seed", type=click.IntRange(0, 2**62 - 1), default=7, show_default=True, help="Another country each.")
@click.option(
    "--crime", type=click.FloatRange(0, 10_000), default=500.0, show_default=True, help="Times the real rate."
)
@click.option("--ago", type=click.FloatRange(0, 240), default=0.0, show_default=True, help="Begin so many hours ago.")
@click.option("--rate", type=click.FloatRange(1, 1_000), default=1.0, show_default=True, help="Catch up so fast.")
@click.option("--days-before", type=click.FloatRange(0, 60), default=0.0, show_default=True, help="History sent first.")
def live(folder: Path, **options: Any) -> None:
    """Play a country through the centre that runs on this machine; what happens is kept in FOLDER.

    Its institutions are connected, if they are not yet, and get keys: a centre for trials, never a real one. Begun some
    hours ago, it catches up with the present at the rate, and then goes on in real time. The same FOLDER again goes on.
    """
    settings = ready()
    from arasha.app import fairyland, live_play
    from arasha.kernel.access.purposes import Purpose
    from arasha.kernel.outbox.append import By

    fairyland.connect(settings, By("process:simulation", Purpose.ADMINISTRATION))
    stopped = threading.Event()
    try:
        live_play.run(settings, folder, live_play.Wanted(**options), stopped.is_set)
    except KeyboardInterrupt:
        click.echo(f"what has happened is kept in {folder}")
