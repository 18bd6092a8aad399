"""A whole centre on one machine: the store, its tables, and the four processes, started and stopped in order."""

from collections.abc import Callable

import structlog
from django.core.management import call_command
from django.db import connection

from arasha.app.processes import Supervisor
from arasha.kernel.settings import Settings
from arasha.kernel.store.embedded import embedded

logger = structlog.get_logger()

# Only one process may bring the tables up to date at a time; the number is this project's own.
MIGRATION_LOCK = 4_172_026


def run(
    settings: Settings, prepare: Callable[[], None] | None = None, beside: Callable[[Supervisor], None] | None = None
) -> None:
    """Run until Ctrl-C. `prepare` is called when the tables are there, `beside` when the processes start."""
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


def migrate() -> None:
    """Bring the tables up to date."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [MIGRATION_LOCK])
        try:
            call_command("migrate", verbosity=0, interactive=False)
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [MIGRATION_LOCK])
