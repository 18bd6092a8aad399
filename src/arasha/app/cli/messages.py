"""Commands for messages to institutions: where they go, and what did not arrive."""

import click

from arasha.app.cli.access import operator
from arasha.app.ready import ready


@click.group()
def messages() -> None:
    """Messages to institutions."""


@messages.command("to")
@click.argument("code")
@click.argument("url")
def to(code: str, url: str) -> None:
    """Send the messages of institution CODE to URL; prints the secret when it is new."""
    ready()
    from arasha.kernel.access import queries
    from arasha.kernel.deliveries import actions

    secret = actions.set_endpoint(queries.institution(code).number, url, operator())
    if secret is not None:
        click.echo(secret)


@messages.command("secret")
@click.argument("code")
def secret(code: str) -> None:
    """Print a new secret of institution CODE; the former one signs too for a day."""
    ready()
    from arasha.kernel.access import queries
    from arasha.kernel.deliveries import actions

    click.echo(actions.replace_secret(queries.institution(code).number, operator()))


@messages.command("stop")
@click.argument("code")
def stop(code: str) -> None:
    """Send institution CODE nothing any more: it asks for its messages."""
    ready()
    from arasha.kernel.access import queries
    from arasha.kernel.deliveries import actions

    actions.remove_endpoint(queries.institution(code).number, operator())


@messages.command("state")
@click.argument("code")
def state(code: str) -> None:
    """Say how many messages of institution CODE wait, have arrived, and cannot be delivered."""
    ready()
    from arasha.kernel.access import queries
    from arasha.kernel.deliveries import queries as deliveries

    number = queries.institution(code).number
    box, counts = deliveries.mailbox(number), deliveries.counts(number)
    click.echo(f"{'sent' if box.url and not box.gone else 'asked for'}: {counts.arrived} arrived, "
               f"{counts.waiting} waiting, {counts.dead} not deliverable")  # fmt: skip
    for message in deliveries.dead(number, 50):
        click.echo(f"msg_{message.id.hex}  {message.kind}  {message.reason}")


@messages.command("resend")
@click.argument("code")
def resend(code: str) -> None:
    """Send again everything that could not be delivered to institution CODE."""
    ready()
    from arasha.kernel.access import queries
    from arasha.kernel.deliveries import actions

    click.echo(actions.resend_all(queries.institution(code).number, operator()))


COMMANDS = (messages,)
