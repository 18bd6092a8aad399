"""Commands that run the centre, or one of its processes."""

import click

from arasha.app.ready import ready


@click.command()
def migrate() -> None:
    """Bring the store's tables up to date."""
    ready()
    from arasha.app.centre import migrate as bring_up_to_date

    bring_up_to_date()


@click.command()
def run() -> None:
    """Run a whole centre on this machine, until Ctrl-C."""
    settings = ready()
    from arasha.app import centre

    centre.run(settings)


@click.command()
def demo() -> None:
    """Run a centre with a small country that lives in front of it, until Ctrl-C."""
    from arasha.app import demonstration_settings

    demonstration_settings.apply()
    settings = ready()
    from arasha.app import demonstration

    demonstration.run(settings)


@click.command()
def gateway() -> None:
    """Run the real-time gateway."""
    settings = ready()
    from arasha.app.tracing.gateway import watcher
    from arasha.interfaces.gateway import server

    server.run(settings, watcher(settings))


@click.command()
def keeper() -> None:
    """Drain the gateway's journal into the store, and keep its house."""
    settings = ready()
    from arasha.app import tracing
    from arasha.interfaces.gateway import keeper as process

    tracer = tracing.begin(settings, "keeper")
    process.run(settings, tracing.done(tracer, "drain", "arasha.rows") if tracer else None)


@click.command()
def snapshot() -> None:
    """Save a snapshot of the gateway's memory (the keeper calls this)."""
    settings = ready()
    from arasha.interfaces.gateway import keeper as process

    process.make_snapshot(settings)


@click.command()
def web() -> None:
    """Run the workspace and the public pages."""
    settings = ready()
    from arasha.app import web as process

    process.run(settings)


@click.command()
def worker() -> None:
    """Run reactions, clocks and periodic work."""
    settings = ready()
    from arasha.app import worker as process

    process.run(settings)


COMMANDS = (run, demo, migrate, gateway, keeper, snapshot, web, worker)
