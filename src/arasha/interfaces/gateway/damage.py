"""A sign beside the journal that says from which row on it is damaged: the keeper sets it, the gateway tells of it."""

from pathlib import Path


class Damage:
    """The sign of one journal; a file, because keeper and gateway share nothing else while the store is away."""

    def __init__(self, folder: Path) -> None:
        self._path = folder.with_suffix(".damaged")

    def at(self) -> int | None:
        """The sequence from which on the journal cannot be read; None when all is well."""
        try:
            return int(self._path.read_text())
        except FileNotFoundError:
            return None

    def found(self, sequence: int) -> None:
        """Set the sign."""
        draft = self._path.with_suffix(".new")
        draft.write_text(f"{sequence}\n")
        draft.replace(self._path)

    def mended(self) -> None:
        """Take the sign away."""
        self._path.unlink(missing_ok=True)
