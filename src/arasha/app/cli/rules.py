"""Commands for rules and typologies: try one on the past, propose one from a file, see what there is."""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from arasha.app.ready import ready

if TYPE_CHECKING:
    from arasha.domains.payments.actions.typologies import Draft

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
INSTANT = click.DateTime(["%Y-%m-%d", "%Y-%m-%dT%H:%M:%S"])
LIMIT = 1_000_000


@click.command()
@click.option("--typology", default="", help="A typology: a JSON file, or the code of one in the store.")
@click.option("--rule", default="", help="The code of a rule of the table.")
@click.option("--book", is_flag=True, help="Every rule of the table, on labelled payments of --data.")
@click.option("--since", type=INSTANT, help="From this day or instant on (UTC).")
@click.option("--until", type=INSTANT, help="Up to this day or instant (UTC), without it.")
@click.option("--limit", type=click.IntRange(1), default=LIMIT, show_default=True, help="The newest so many payments.")
@click.option("--data", type=FILE, help="A Parquet or CSV file, instead of the store.")
@click.option("--map", "mapping", type=FILE, help="A mapping file (TOML) for the data.")
@click.option("--json", "as_json", is_flag=True, help="Print the result as one JSON object.")
def backtest(typology: str, rule: str, *, book: bool, **options: Any) -> None:
    """Show what a rule or a typology would have done to payments of the past, or what all rules do to a file."""
    if [bool(typology), bool(rule), book].count(True) != 1:
        raise click.UsageError("name one thing to try: --typology FILE.json, --typology CODE, --rule CODE or --book")
    if book and not options["data"]:
        raise click.UsageError("--book needs a file of labelled payments: --data FILE")
    from arasha.app import backtesting

    tried = _draft(Path(typology)) if typology.endswith(".json") else typology or rule or None
    if options["data"] and isinstance(tried, str) and typology:
        tried = _stored(tried)
    since, until = (_utc(options.pop(name)) for name in ("since", "until"))
    backtesting.run(backtesting.Order(tried, since, until, **options))


@click.group()
def typologies() -> None:
    """Typologies: rules that people write outside the code."""


@typologies.command("propose")
@click.argument("file", type=FILE)
@click.option("--institution", default="", help="The code of the institution that proposes it.")
def propose(file: Path, institution: str) -> None:
    """Propose the typology of a JSON FILE; it begins as a draft, and people decide about it in the workspace."""
    ready()
    from arasha.domains.payments.actions import typologies as actions
    from arasha.kernel.access.purposes import Purpose
    from arasha.kernel.outbox.append import By

    actor = f"institution:{institution}" if institution else "process:command-line"
    made = actions.propose(_draft(file), By(actor, Purpose.ADMINISTRATION), institution=institution)
    click.echo(f"{made.code}: {made.state}")


@typologies.command("list")
def show_all() -> None:
    """Print all typologies with their states, the one that changed last first."""
    ready()
    from arasha.domains.payments.queries import typologies as queries

    for each in queries.typologies():
        click.echo(f"{each.code:40} {each.state:9} version {each.version}, weight {each.draft.weight}")


@typologies.command("show")
@click.argument("code")
def show(code: str) -> None:
    """Print the typology of a CODE as JSON, as it can be edited and proposed."""
    import msgspec

    click.echo(msgspec.json.format(msgspec.json.encode(_stored(code))).decode())


def _draft(file: Path) -> "Draft":
    from arasha.domains.payments.rules.typology import read
    from arasha.kernel.errors import Malformed

    if not file.is_file():
        raise click.UsageError(f"there is no file {file}")
    try:
        return read(file.read_bytes())
    except Malformed as error:
        where = f" `{error.field}`:" if error.field else ""
        raise click.ClickException(f"{file}:{where} {error.detail}") from None


def _stored(code: str) -> "Draft":
    ready()
    from arasha.domains.payments.queries.typologies import typology

    return typology(code).draft


def _utc(instant: datetime | None) -> datetime | None:
    return None if instant is None else instant.replace(tzinfo=UTC)


COMMANDS = (backtest, typologies)
