"""The command that makes a bundle for a dispute about one person's credit."""

from pathlib import Path

import click

from arasha.app.ready import ready
from arasha.kernel.languages import LANGUAGES


@click.command()
@click.option("--language", type=click.Choice(LANGUAGES), default="kk", show_default=True, help="Of the document.")
@click.option("--name", default="", help="The person's name, as the document is to show it.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True, help="The archive (ZIP).")
def bundle(language: str, name: str, out: Path) -> None:
    """Make a bundle for a court about one person: document, proofs, signatures. Asks for the IIN, or reads it from a
    pipe, so that it stands in no history of commands.
    """
    ready()
    from arasha.app.cli.access import operator
    from arasha.domains.credit.actions import bundles

    made = bundles.make(bundles.asked(click.prompt("IIN", err=True), name), language, operator())
    out.write_bytes(made)
    click.echo(f"{out}: {len(made):,} bytes", err=True)
