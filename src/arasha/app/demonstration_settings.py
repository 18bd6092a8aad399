"""The settings of a demonstration, where the operator has not said otherwise. Applied before anything reads
settings.
"""

import os
from pathlib import Path

# Shown to whoever runs the demonstration; the centre listens on this machine only.
PASSWORD = "qyzyl-alma-2026"  # noqa: S105 - a demonstration's

ROOTS_FOLDER = Path("/var/lib/arasha-demo")


def apply() -> None:
    """Set them in the environment of this process and its children."""
    folder = ROOTS_FOLDER if os.geteuid() == 0 else Path.home() / ".local" / "share" / "arasha-demo"
    chosen = {"DATA": str(folder), "DEMONSTRATION": "true", "LOG_FORMAT": "console", "LOG_LEVEL": "error"}
    for name, value in chosen.items():
        os.environ.setdefault(f"ARASHA_{name}", value)
