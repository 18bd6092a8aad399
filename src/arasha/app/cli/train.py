"""The command that opens the training ground."""

import click

from arasha.app.ready import ready


@click.command()
def train() -> None:
    """Run a training ground, where officers handle schemes of fraud on invented time, until Ctrl-C."""
    from arasha.app.training import settings as training

    training.apply()
    settings = ready()
    from arasha.app.training import ground

    ground.run(settings)


COMMANDS = (train,)
