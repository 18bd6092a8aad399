"""The settings of a demonstration where the operator has not said otherwise; applied before any is read."""

import os
from pathlib import Path

# Shown to whoever runs the demonstration; the centre listens on this machine only.
PASSWORD = "qyzyl-alma-2026"  # noqa: S105 - a demonstration's

ROOTS_FOLDER = Path("/var/lib/arasha-demo")


def folder() -> Path:
    """Where a demonstration keeps its state unless told otherwise."""
    return ROOTS_FOLDER if os.geteuid() == 0 else Path.home() / ".local" / "share" / "arasha-demo"


def apply() -> None:
    """Set them in the environment of this process and its children."""
    chosen = {"DATA": str(folder()), "DEMONSTRATION": "true", "LOG_FORMAT": "console", "LOG_LEVEL": "error"}
    for name, value in chosen.items():
        os.environ.setdefault(f"ARASHA_{name}", value)
