"""The drain of answers to lenders, and of changes of what is said of people."""

from collections.abc import Iterator, Sequence

from arasha.domains.credit.actions import recording
from arasha.domains.credit.actions.recording import Changed, Checked
from arasha.domains.credit.hot import group
from arasha.domains.credit.queries import register
from arasha.interfaces.gateway.credit.restoring import journal_folder
from arasha.interfaces.gateway.draining import Draining, Stepped
from arasha.kernel.journal.frames import Frame
from arasha.kernel.seal import seal
from arasha.kernel.settings import Settings


class CreditDrain(Draining):
    """Drains the credit journal of one gateway."""

    def __init__(self, settings: Settings, stepped: Stepped | None = None) -> None:
        super().__init__(journal_folder(settings), settings, stepped)

    def position(self) -> int:
        """The sequence up to which the store has the journal."""
        return register.position()

    def prepare(self) -> None:
        """There is nothing to prepare: every row stands for itself."""

    def record(self, frames: Sequence[Frame]) -> None:
        """Store answers and changes in one transaction."""
        recording.record(frames[-1].following, [row for frame in frames for row in rows_of(frame)])


def rows_of(frame: Frame) -> Iterator[Checked | Changed]:
    """The rows of a frame as they are recorded."""
    if frame.kind == group.CHECKS:
        checks = group.decode_checks(frame.first, frame.rows, frame.payload)
        ids, hashes = group.applications_of(checks, seal()), group.hashes_of(checks.hashes)
        for at, (row, application, leaf) in enumerate(zip(checks.rows.tolist(), ids, hashes, strict=True)):
            yield Checked(frame.first + at, leaf, application, row)
    else:
        changes = group.decode_changes(frame.first, frame.rows, frame.payload)
        for at, (row, leaf) in enumerate(zip(changes.rows.tolist(), group.hashes_of(changes.hashes), strict=True)):
            yield Changed(frame.first + at, leaf, row)
