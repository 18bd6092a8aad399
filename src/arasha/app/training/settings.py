"""The settings of a training ground where the operator has not said otherwise; applied before any is read."""

import os
from pathlib import Path

from arasha.app import demonstration_settings

ROOTS_FOLDER = Path("/var/lib/arasha-training")


def folder() -> Path:
    """Where the training ground keeps its state unless told otherwise."""
    own = demonstration_settings.folder().with_name("arasha-training")
    return ROOTS_FOLDER if os.geteuid() == 0 else own


def apply() -> None:
    """Settings of the training ground where the operator has not said otherwise; applied before any is read."""
    os.environ.setdefault("ARASHA_DATA", str(folder()))
    os.environ.setdefault("ARASHA_SANDBOX_CLOCK", str(Path(os.environ["ARASHA_DATA"]) / "clock"))
    demonstration_settings.apply()
