"""The command line: `arasha --help` lists what there is."""

import sys

import click
from django.db.utils import OperationalError

from arasha import __version__
from arasha.app.cli import (
    access,
    bench,
    credit,
    drops,
    evaluate,
    files,
    iso20022,
    log,
    messages,
    processes,
    rules,
    simulate,
    train,
)
from arasha.kernel.errors import ArashaError
from arasha.kernel.settings import WrongSetting


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Arasha: an open national anti-fraud centre."""


MODULES = (
    processes, access, messages, files, iso20022, rules, drops, credit, log,
    bench, evaluate, simulate, train,
)  # fmt: skip

for module in MODULES:
    for command in module.COMMANDS:
        cli.add_command(command)


def main() -> None:
    """Entry point: errors that the operator can mend are one line."""
    try:
        cli()
    except (WrongSetting, ArashaError, OSError) as error:
        sys.exit(f"arasha: {error}")
    except OperationalError as error:
        sys.exit(f"arasha: the store cannot be reached: {str(error).splitlines()[0]}")
