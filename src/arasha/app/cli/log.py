"""Commands about the log: its key, its checkpoint, and verifying receipts."""

import sys
from pathlib import Path

import click

from arasha.app.ready import ready


@click.command()
@click.argument("receipt", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--key", "key_text", default="", help="The log's verifier key, or a file that holds it.")
@click.option(
    "--request", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="The payment as it was sent."
)
def verify(receipt: Path, key_text: str, request: Path | None) -> None:
    """Prove, offline, that an answer was given and nothing was changed afterwards."""
    from arasha.app import verification

    sys.exit(verification.report(receipt, key_text, request))


@click.command("log-key")
def log_key() -> None:
    """Print the log's verifier key, with which anybody can verify receipts."""
    ready()
    from arasha.kernel.log import ledger

    click.echo(str(ledger.signer().verifier))


@click.command()
def checkpoint() -> None:
    """Sign the log as it stands, and print the checkpoint."""
    ready()
    from arasha.kernel.log import ledger

    click.echo(ledger.sign_checkpoint().note, nl=False)


COMMANDS = (verify, log_key, checkpoint)
