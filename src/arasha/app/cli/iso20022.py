"""Commands for files of ISO 20022."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from arasha.app.cli.files import left_key
from arasha.kernel.errors import ArashaError
from arasha.kernel.settings import current

if TYPE_CHECKING:
    from arasha.client import Client

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def iso20022() -> None:
    """Files of ISO 20022: what they say, whether they are right, what the centre says of their payments."""


@iso20022.command("read")
@click.argument("file", type=FILE)
def read(file: Path) -> None:
    """Print what a FILE says, masked: a JSON line for the message and one for each payment."""
    from arasha.app import iso20022 as work

    try:
        for each in work.told(file):
            _tell(each)
    except ArashaError as error:
        raise _told(file, error) from None


@iso20022.command("check")
@click.argument("files", type=FILE, nargs=-1, required=True)
def check(files: tuple[Path, ...]) -> None:
    """Hold FILES against the schemas of their versions; the first mistake is told with its place and line."""
    from arasha.app import iso20022 as work

    for file in files:
        try:
            version, items = work.checked(file)
        except ArashaError as error:
            raise _told(file, error) from None
        click.echo(f"{file}: {version}, {items:,} items, in order")


@iso20022.command("screen")
@click.argument("file", type=FILE)
@click.option("--url", default="", help="The gateway; by default the one on this machine.")
@click.option("--key", default="", help="A key; by default ARASHA_API_KEY, or the one that the demonstration left.")
@click.option(
    "--side", type=click.Choice(["outgoing", "incoming"]), default="outgoing", show_default=True, help="Who asks."
)
@click.option(
    "--report", type=click.Path(dir_okay=False, path_type=Path), help="Write the verdicts here as a pacs.002."
)
def screen(file: Path, **options: Any) -> None:
    """Ask the running gateway about the payments of a FILE (pacs.008); verdicts are printed as JSON lines."""
    from arasha.app import iso20022 as work
    from arasha.client import Problem

    settings = current()
    url = options["url"] or f"http://{settings.host}:{settings.gateway_port}"
    order = work.Order(file, options["side"], options["report"], _tell)
    try:
        with _client(url, options["key"] or settings.api_key or left_key()) as client:
            done = work.screen(order, client)
    except ArashaError as error:
        raise _told(file, error) from None
    except Problem as error:
        raise click.ClickException(f"the gateway at {url} says: {error}") from None
    click.echo(f"{file}: {done.judged:,} payments got a verdict, {done.bad:,} did not", err=True)


def _client(url: str, key: str) -> "Client":
    from arasha.client import Client

    return Client(url, key)


def _tell(told: Any) -> None:
    import msgspec

    click.echo(msgspec.json.encode(told))


def _told(file: Path, error: ArashaError) -> click.ClickException:
    """An error as one line: file, line, reason, place."""
    where = f" ({getattr(error, 'field', None)})" if getattr(error, "field", None) else ""
    return click.ClickException(f"{file}: {error.detail}{where}")


COMMANDS = (iso20022,)
