"""Commands for files of ISO 20022."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from arasha.app.cli.files import left_key
from arasha.kernel.errors import ArashaError
from arasha.kernel.settings import current

if TYPE_CHECKING:
    from arasha.client import FraudDesk

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
DESK_URL = click.option("--url", default="", help="The centre's web; by default the one on this machine.")
DESK_KEY = click.option("--key", default="", help="A key of your institution; by default ARASHA_API_KEY.")
SITUATIONS = ("scam", "takeover", "coercion", "unauthorised_access", "other")
LANGUAGES = ("kk", "ru", "en")


@click.group()
def iso20022() -> None:
    """Files of ISO 20022: what they say, whether they are right, what the centre says of their payments."""


@iso20022.command("read")
@click.argument("file", type=FILE)
def read(file: Path) -> None:
    """Print what a FILE says, masked: a JSON line for the message and one for each payment."""
    from arasha.app.iso20022 import files

    with _errors(file):
        for each in files.told(file):
            _tell(each)


@iso20022.command("check")
@click.argument("files", type=FILE, nargs=-1, required=True)
def check(files: tuple[Path, ...]) -> None:
    """Hold FILES against the schemas of their versions; the first mistake is told with its place and line."""
    from arasha.app.iso20022 import files as work

    for file in files:
        with _errors(file):
            version, items = work.checked(file)
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
    from arasha.app.iso20022 import files
    from arasha.client import Client

    settings = current()
    url = options["url"] or f"http://{settings.host}:{settings.gateway_port}"
    order = files.Order(file, options["side"], options["report"], _tell)
    with _errors(file), Client(url, options["key"] or settings.api_key or left_key()) as client:
        done = files.screen(order, client)
    click.echo(f"{file}: {done.judged:,} payments got a verdict, {done.bad:,} did not", err=True)


@iso20022.command("collect")
@click.argument("folder", type=FOLDER)
@click.option("--institution", required=True, help="The BIC of your institution.")
@click.option("--centre", default="ARASKZKA", show_default=True, help="The BIC of the centre.")
@click.option("--version", default="", help="The version of camt.056; by default the usual one.")
@DESK_URL
@DESK_KEY
def collect(folder: Path, institution: str, centre: str, version: str, **at: str) -> None:
    """Fetch the centre's messages into a FOLDER; requests become camt.056, questions camt.110."""
    from arasha.app.iso20022 import desk
    from arasha.interfaces.exchange.iso20022.messages import Agent

    ends = desk.Ends(Agent(bic=centre), Agent(bic=institution))
    with _errors(folder), _desk(at) as connection:
        for path in desk.collect(connection, folder, ends, version):
            click.echo(path)


@iso20022.command("answer")
@click.argument("file", type=FILE)
@click.option("--requests", type=FOLDER, required=True, help="The folder into which the requests were collected.")
@DESK_URL
@DESK_KEY
def answer(file: Path, requests: Path, **at: str) -> None:
    """Send what a FILE answers: a camt.029 on requests, a camt.111 on questions, a pacs.004 on refunds."""
    from arasha.app.iso20022 import desk

    with _errors(file), _desk(at) as connection:
        for each in desk.answer(connection, file, requests):
            _tell(each)


@iso20022.command("report")
@click.argument("file", type=FILE)
@click.option("--situation", type=click.Choice(SITUATIONS), required=True, help="How the money was taken.")
@click.option("--language", type=click.Choice(LANGUAGES), default="kk", show_default=True, help="The victim's.")
@DESK_URL
@DESK_KEY
def report(file: Path, situation: Any, language: Any, **at: str) -> None:
    """Report the payments of a FILE (pacs.008 or camt.056) as stolen; prints reference and code for the victim."""
    from arasha.app.iso20022 import desk

    with _errors(file), _desk(at) as connection:
        _tell(desk.report(connection, file, situation, language))


def _desk(at: dict[str, str]) -> "FraudDesk":
    from arasha.client import FraudDesk

    settings = current()
    key = at["key"] or settings.api_key
    if not key:
        raise click.UsageError("give a key with --key; `arasha institution issue-key CODE` makes one")
    return FraudDesk(at["url"] or f"http://{settings.host}:{settings.web_port}", key)


@contextmanager
def _errors(about: Path) -> Iterator[None]:
    """Errors as one line: file, line, reason, place."""
    from arasha.client import Problem

    try:
        yield
    except ArashaError as error:
        where = f" ({error.field})" if error.field else ""
        raise click.ClickException(f"{about}: {error.detail}{where}") from None
    except Problem as error:
        raise click.ClickException(f"{about}: the centre says: {error}") from None


def _tell(told: Any) -> None:
    import msgspec

    click.echo(msgspec.json.encode(told))


COMMANDS = (iso20022,)
