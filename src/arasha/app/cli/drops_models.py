"""Commands for the registry of models: register, promote, roll back, list."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from arasha.app.ready import ready

if TYPE_CHECKING:
    from arasha.kernel.outbox.append import By

NOTE = click.option("--note", default="", help="Why, in a sentence.")
ACTOR = click.option("--person", default="", help="The user name of whoever decides; else the command line itself.")


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@ACTOR
def register(folder: Path, person: str) -> None:
    """Take the model in FOLDER into the registry; no payment hears of it yet."""
    ready()
    from arasha.domains.payments.actions import models as actions
    from arasha.domains.payments.learning.files import WrongModel, read

    try:
        files = read(folder)
    except WrongModel as error:
        raise click.ClickException(str(error)) from None
    made = actions.register(files, _by(person))
    click.echo(f"{made.version}: {made.stage}")


@click.command()
@click.argument("version")
@click.option("--shadow", is_flag=True, help="Let it answer beside the live model, unheard.")
@click.option("--percent", type=click.IntRange(1, 100), help="Let it speak for so many per cent of paying accounts.")
@click.option("--live", is_flag=True, help="Let it speak for all; by somebody who neither registered nor tried it.")
@ACTOR
@NOTE
def promote(version: str, person: str, note: str, **step: Any) -> None:
    """Move the model of a VERSION one step on."""
    if step["shadow"] + (step["percent"] is not None) + step["live"] != 1:
        raise click.UsageError("say one step: --shadow, --percent N or --live")
    ready()
    from arasha.domains.payments.actions import models as actions

    by = _by(person)
    if step["percent"] is not None:
        moved = actions.roll_out(version, step["percent"], by, note=note)
    else:
        moved = (actions.make_live if step["live"] else actions.to_shadow)(version, by, note=note)
    click.echo(f"{moved.version}: {moved.stage.replace('_', ' ')}{f' {moved.percent} %' if moved.percent else ''}")


@click.command()
@click.option("--note", required=True, help="Why, in a sentence.")
@ACTOR
def rollback(note: str, person: str) -> None:
    """Take back the last step: a roll-out, or the live model in favour of the one before it."""
    ready()
    from arasha.domains.payments.actions import models as actions

    now = actions.roll_back(_by(person), note=note)
    click.echo(f"{now.version}: {now.stage}" if now else "no model is live")


@click.command()
@click.argument("version")
@click.option("--note", required=True, help="Why, in a sentence.")
@ACTOR
def retire(version: str, note: str, person: str) -> None:
    """Take the model of a VERSION out of use."""
    ready()
    from arasha.domains.payments.actions import models as actions

    click.echo(f"{version}: {actions.retire(version, _by(person), note=note).stage}")


@click.command("list")
def show_all() -> None:
    """Print all models, the latest first."""
    ready()
    from arasha.domains.payments.queries import models as queries

    for each in queries.models():
        figure = each.card.figures.get("pr_auc")
        told = f"PR-AUC {figure.value:.3f}" if figure else "knows what is unusual"
        click.echo(f"{each.version}  {each.stage:11} {each.percent:3} %  {told}")


def _by(person: str) -> "By":
    from arasha.kernel.access.models import Person
    from arasha.kernel.access.purposes import Purpose
    from arasha.kernel.outbox.append import By

    if person and not Person.objects.filter(username=person, is_active=True).exists():
        raise click.ClickException(f"nobody is called {person}: `arasha person add` adds people")
    return By(f"person:{person}" if person else "process:command-line", Purpose.ADMINISTRATION)


COMMANDS = (register, promote, rollback, retire, show_all)
