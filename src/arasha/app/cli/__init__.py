"""The command line: `arasha --help` lists what there is."""

import sys

import click
from django.db.utils import OperationalError

from arasha import __version__
from arasha.app.cli import access, bench, drops, files, iso20022, log, messages, processes, rules
from arasha.kernel.errors import ArashaError
from arasha.kernel.settings import WrongSetting


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def cli() -> None:
    """Arasha: an open national anti-fraud centre."""


for module in (processes, access, messages, files, iso20022, rules, drops, log, bench):
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
