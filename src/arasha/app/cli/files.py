"""Commands that work on files: screening a file of payments."""

import os
from pathlib import Path
from typing import Any

import click

from arasha.app import demonstration_settings
from arasha.kernel.settings import PREFIX, current

KEY_FILE = "replay.key"


@click.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--map", "mapping", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="A mapping file (TOML)."
)
@click.option("--url", default="", help="The gateway; by default the one on this machine.")
@click.option("--key", default="", help="A key; by default ARASHA_API_KEY, or the one that the demonstration left.")
@click.option("--out", type=click.Path(path_type=Path), help="Where the verdicts go; by default FILE.verdicts.parquet.")
@click.option("--limit", type=int, default=0, help="Only so many rows.")
@click.option("--json", "as_json", is_flag=True, help="Print the summary as one JSON object.")
def screen(file: Path, **options: Any) -> None:
    """Send a Parquet or CSV file of payments through the running gateway."""
    from arasha.app import screening

    settings = current()
    order = screening.Order(
        file,
        options["mapping"],
        url=options["url"] or f"http://{settings.host}:{settings.gateway_port}",
        key=options["key"] or settings.api_key or left_key(),
        out=options["out"] or file.with_name(f"{file.stem}.verdicts.parquet"),
        limit=options["limit"],
        as_json=options["as_json"],
    )
    screening.screen(order)


def left_key() -> str:
    """The key that a demonstration left: in the data folder that is named, else in its own usual one."""
    named = f"{PREFIX}DATA" in os.environ
    path = (current().data if named else demonstration_settings.folder()) / "keys" / KEY_FILE
    if not path.is_file():
        raise click.UsageError("give a key with --key; `arasha institution issue-key CODE --on-behalf` makes one")
    return path.read_text().strip()


COMMANDS = (screen,)
