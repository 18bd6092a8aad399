"""A whole centre on one machine: the store, its tables, and the four processes, started and stopped in order."""

import fcntl
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import structlog
from django.core.management import call_command
from django.db import connection

from arasha.app.processes import Supervisor
from arasha.kernel.settings import PREFIX, Settings, WrongSetting
from arasha.kernel.store.embedded import embedded

logger = structlog.get_logger()

# Only one process may bring the tables up to date at a time; the number is this project's own.
MIGRATION_LOCK = 4_172_026


def run(
    settings: Settings, prepare: Callable[[], None] | None = None, beside: Callable[[Supervisor], None] | None = None
) -> None:
    """Run until Ctrl-C. `prepare` is called when the tables are there, `beside` when the processes start."""
    with alone(settings):
        check_ports(settings)
        _run(settings, prepare, beside)


def _run(settings: Settings, prepare: Callable[[], None] | None, beside: Callable[[Supervisor], None] | None) -> None:
    store = None if settings.database_url else embedded(settings)
    if store:
        logger.info("embedded PostgreSQL starts", folder=str(store.folder))
        store.start()
    try:
        migrate()
        if prepare:
            prepare()
        connection.close()
        supervisor = Supervisor()
        if beside:
            beside(supervisor)
        supervisor.run()
    finally:
        connection.close()
        if store:
            store.stop()


@contextmanager
def alone(settings: Settings) -> Iterator[None]:
    """Have the data folder to ourselves: a second centre on it would stop the first one's store when it ends."""
    with settings.path("centre.lock").open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise WrongSetting(
                f"a centre runs on {settings.data} already; stop it first, or set ARASHA_DATA to another folder"
            ) from None
        yield


def check_ports(settings: Settings) -> None:
    """`WrongSetting` when somebody else listens where we should: better now than in four processes' logs."""
    for name in ("web_port", "gateway_port"):
        port = getattr(settings, name)
        with socket.socket() as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                trial.bind((settings.host, port))
            except OSError:
                raise WrongSetting(
                    f"port {port} of {settings.host} is taken; set {PREFIX}{name.upper()} to another"
                ) from None


def migrate() -> None:
    """Bring the tables up to date."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
        try:
            call_command("migrate", verbosity=0, interactive=False)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])
