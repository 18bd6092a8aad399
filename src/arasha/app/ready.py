"""Making a process ready to work: settings, the clock, logs, machine code, Django."""

import os

from arasha.app import logs, tracing
from arasha.app.processes import end_with_supervisor
from arasha.kernel import clock
from arasha.kernel.sandbox import Dial
from arasha.kernel.settings import Settings, WrongSetting, current

MARK = "this-is-a-sandbox"  # in the data folder of a sandbox: its times are invented


def ready() -> Settings:
    """Everything that a command needs which touches the store or the engine."""
    end_with_supervisor()
    settings = current()
    keep_apart(settings)
    if settings.sandbox_clock:
        clock.follow(Dial(settings.sandbox_clock))
    logs.configure(settings)
    tracing.check(settings)
    from arasha.kernel.compiled import keep_machine_code

    keep_machine_code(settings.machine_code or settings.path("machine-code", "x").parent)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arasha.app.settings")
    import django

    django.setup()
    return settings


def keep_apart(settings: Settings) -> None:
    """`WrongSetting` when a real centre would begin on a sandbox's data, or a sandbox on a real centre's."""
    marked = (settings.data / MARK).exists()
    if marked and not settings.sandbox_clock:
        raise WrongSetting(f"{settings.data} belongs to a sandbox, whose times are invented; set another ARASHA_DATA")
    if settings.sandbox_clock and not marked:
        own = {settings.sandbox_clock, settings.data / "machine-code"}
        if settings.data.exists() and set(settings.data.iterdir()) - own:
            raise WrongSetting(f"{settings.data} is in use outside of a sandbox; set ARASHA_DATA to an empty folder")
        settings.path(MARK).touch()
