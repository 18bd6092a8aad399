"""What the gateway holds to answer lenders, rebuilt at its start: the mapped register, and the journal behind it."""

from pathlib import Path

import numpy as np

from arasha.domains.credit.hot import group
from arasha.domains.credit.hot.applications import Applications
from arasha.domains.credit.hot.deciding import Policy
from arasha.domains.credit.hot.register import Register
from arasha.kernel.answered import Answered
from arasha.kernel.clock import DAY, HOUR, MINUTE
from arasha.kernel.journal.frames import Frame
from arasha.kernel.journal.reader import read_from
from arasha.kernel.settings import Settings

# Questions within half of what the journal keeps: to grow in the midst of them would keep all who ask waiting. Room
# that is not used yet takes no memory.
EXPECTED = 2_000_000


class Memory:
    """The register, who asked lately, and which questions were answered."""

    def __init__(self, settings: Settings) -> None:
        self.policy = Policy(
            settings.credit_lenders, settings.credit_window_minutes * MINUTE, settings.credit_hold_hours * HOUR
        )
        self.register = Register(register_path(settings))
        self.applications = Applications(self.policy.window)
        self.questions = Answered(settings.journal_keep_days * DAY // 2, EXPECTED)

    def heed(self, frame: Frame) -> None:
        """Take over what stands in a frame of the journal."""
        if frame.kind == group.CHECKS:
            rows = group.decode_checks(frame.first, frame.rows, frame.payload).rows
            self.questions.claim_under(rows["question"], np.arange(frame.first, frame.following), frame.at)
            self.applications.replay(rows)
        elif frame.kind == group.CHANGES:
            rows = group.decode_changes(frame.first, frame.rows, frame.payload).rows
            if rows["fact"][0] > self.register.heard:
                self.register.change(int(rows["fact"][0]), rows["lo"], rows["effect"])


def restore(settings: Settings) -> Memory:
    """The memory as of the end of the journal; `JournalDamaged` when rows are missing."""
    memory = Memory(settings)
    for frame in read_from(journal_folder(settings), 0):
        memory.heed(frame)
    return memory


def journal_folder(settings: Settings) -> Path:
    """Where the journal of answers to lenders lies."""
    return settings.path("journal", "x").parent / "credit"


def register_path(settings: Settings) -> Path:
    """Where the register's mapped file lies."""
    return settings.path("snapshots", "credit.map")
