"""The web's process: Django under granian, synchronous, a few threads."""

from granian import Granian
from granian.constants import Interfaces

from arasha.kernel.settings import Settings

THREADS = 4


def run(settings: Settings) -> None:
    """Serve the workspace, the API and the public pages until told to stop."""
    Granian(
        "arasha.app.wsgi:application",
        address=settings.host,
        port=settings.web_port,
        interface=Interfaces.WSGI,
        workers=1,
        blocking_threads=THREADS,
        websockets=False,
        log_enabled=False,
    ).serve()
