"""Making a process ready to work: settings, logs, machine code, Django."""

import os

from arasha.app import logs, tracing
from arasha.app.processes import end_with_supervisor
from arasha.kernel.settings import Settings, current


def ready() -> Settings:
    """Everything that a command needs which touches the store or the engine."""
    end_with_supervisor()
    settings = current()
    logs.configure(settings)
    tracing.check(settings)
    from arasha.kernel.compiled import keep_machine_code

    keep_machine_code(settings.machine_code or settings.path("machine-code", "x").parent)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "arasha.app.settings")
    import django

    django.setup()
    return settings
