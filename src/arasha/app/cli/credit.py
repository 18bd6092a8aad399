"""Commands around the register of people who refuse credit: files of bureaus, and the list at a bureau's home."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click

from arasha.app.cli.credit_bundle import bundle
from arasha.app.ready import ready
from arasha.kernel.settings import current

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
FOLDER = click.Path(file_okay=False, path_type=Path)
MAPPING = click.option("--map", "mapping", type=FILE, help="Which column says what (TOML).")
BUREAU = click.option("--bureau", required=True, help="The code of the bureau whose file it is.")
TRIAL = click.option("--dry-run", "trial", is_flag=True, help="Read and check everything, change nothing.")
HOME = click.option("--home", type=FOLDER, required=True, help="The folder of the list.")


def _centre(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say where the centre is."""
    for option in (
        click.option("--url", default="", help="The centre's web; by default the one on this machine."),
        click.option("--key", default="", help="Your key; by default ARASHA_API_KEY."),
        click.option("--verifier", default="", help="The key of the centre's log, as it is published."),
    ):
        command = option(command)
    return command


@click.group()
def credit() -> None:
    """The register of people who refuse credit."""


@credit.command()
@click.argument("file", type=FILE)
@BUREAU
@MAPPING
@TRIAL
def marks(file: Path, bureau: str, mapping: Path | None, trial: bool) -> None:
    """Take over a bureau's register of people who refuse credit (CSV)."""
    ready()
    from arasha.app.cli.access import operator
    from arasha.app.credit import taking

    with _told("marks"), _progress(file) as progress:
        done = taking.marks(taking.Order(file, bureau, mapping, trial), operator(), progress)
    _print(done, "people whose mark changes", trial=trial)


@credit.command()
@click.argument("file", type=FILE)
@BUREAU
@MAPPING
@TRIAL
def loans(file: Path, bureau: str, mapping: Path | None, trial: bool) -> None:
    """Take loans that lenders reported to a bureau (CSV): so one finds who lends without asking."""
    ready()
    from arasha.app.cli.access import operator
    from arasha.app.credit import taking

    with _told("loans"), _progress(file) as progress:
        done = taking.loans(taking.Order(file, bureau, mapping, trial), operator(), progress)
    _print(done, "loans that are new", trial=trial)


@credit.command("publish")
def publish() -> None:
    """Write the list for bureaus down now, instead of at night."""
    ready()
    from arasha.domains.credit.actions import listing

    made = listing.publish()
    click.echo("nothing has changed" if made is None else f"version {made.version}: {made.rows:,} people")


@credit.command("fetch")
@HOME
@_centre
def fetch(home: Path, **options: str) -> None:
    """Bring a bureau's list at home up to date, its signature checked."""
    from arasha.app.credit import home as at_home
    from arasha.client.home_register import WrongList

    if not options["verifier"]:
        raise click.UsageError("name the key of the centre's log with --verifier: without it nothing proves the list")
    try:
        click.echo(f"version {at_home.fetch(_of(options), home)}")
    except WrongList as error:
        sys.exit(f"arasha credit fetch: {error}")


@credit.command("compare")
@click.argument("file", type=FILE)
@HOME
@MAPPING
@click.option("--tell", is_flag=True, help="Tell the centre how many differ.")
@_centre
def compare(file: Path, home: Path, mapping: Path | None, tell: bool, **options: str) -> None:
    """Compare a bureau's register (CSV) with the list at home; differing lines go to FILE.differences.csv."""
    from arasha.app.credit import home as at_home

    with _told("compare"):
        version, found, out = at_home.compare(file, mapping, home)
    click.echo(f"version {version}: only in the list {found.only_here:,}, only in the file {found.only_there:,}, "
               f"otherwise {found.otherwise:,}")  # fmt: skip
    click.echo(f"Lines that differ: {out}")
    if tell:
        at_home.tell(_of(options), version, found)


def _of(options: dict[str, str]) -> Any:
    from arasha.app.credit.home import Centre

    settings = current()
    url = options["url"] or f"http://{settings.host}:{settings.web_port}"
    key = options["key"] or settings.api_key
    if not key:
        raise click.UsageError("give your key with --key, or as ARASHA_API_KEY")
    return Centre(url, key, options["verifier"])


def _print(done: Any, changed: str, *, trial: bool) -> None:
    click.echo(f"{done.rows:,} rows, {done.taken:,} can be read, {done.bad:,} cannot; {changed}: {done.changed:,}")
    if done.bad_file:
        click.echo(f"Rows that cannot be read, with line and reason: {done.bad_file}")
    if trial:
        click.echo("This was a trial: nothing has changed.")


@contextmanager
def _told(command: str) -> Iterator[None]:
    from arasha.app.credit.mapping import WrongFile

    try:
        yield
    except WrongFile as error:
        sys.exit(f"arasha credit {command}: {error}")


@contextmanager
def _progress(file: Path) -> Iterator[Callable[[int], None]]:
    from rich.console import Console

    from arasha.app.progress import bar

    with bar(Console(stderr=True)) as shown:
        task = shown.add_task(file.name, total=None)
        yield lambda count: shown.advance(task, count)


credit.add_command(bundle)

COMMANDS = (credit,)
