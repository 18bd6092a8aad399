"""What trainees did, set against what there was to be done: since when each task stood rightly done.

Instants are µs.
"""

from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum

import msgspec

from arasha.domains.training.rules.script import Task, Work

MINUTE = 60_000_000
LATEST = 4  # times what a quick officer needs: whoever takes so long might as well not have come


class Did(StrEnum):
    """An act of a trainee in the workspace."""

    FOUND_FRAUD = "found_fraud"
    FOUND_LEGITIMATE = "found_legitimate"
    FOUND_UNCLEAR = "found_unclear"
    TOOK_REPORT = "took_report"
    LISTED = "listed"
    CONFIRMED_ENTRY = "confirmed_entry"
    WITHDREW_ENTRY = "withdrew_entry"
    RELEASED_HOLD = "released_hold"
    UPHELD_APPEAL = "upheld_appeal"
    REJECTED_APPEAL = "rejected_appeal"
    ASKED_BACK = "asked_back"
    PROTECTED_VICTIM = "protected_victim"
    ENDED_PROTECTION = "ended_protection"
    BELIEVED_REPORT = "believed_report"
    FOUND_UNFOUNDED = "found_unfounded"


class Deed(msgspec.Struct, frozen=True):
    """Who did what with whom or what of the scenario, when; `about` is empty when it was nothing of the scenario."""

    at: int
    who: str
    did: Did
    about: str


class Way(msgspec.Struct, frozen=True):
    """What does a task, and what undoes or contradicts it."""

    does: frozenset[Did]
    undoes: frozenset[Did]


def _way(does: Iterable[Did], undoes: Iterable[Did] = ()) -> Way:
    return Way(frozenset(does), frozenset(undoes))


_FREED = (Did.RELEASED_HOLD, Did.UPHELD_APPEAL)
WAYS: Mapping[Work, Way] = {
    Work.STOP: _way([Did.FOUND_FRAUD], [Did.FOUND_LEGITIMATE]),
    Work.CLEAR: _way([Did.FOUND_LEGITIMATE], [Did.FOUND_FRAUD]),
    Work.TAKE: _way([Did.TOOK_REPORT], [Did.FOUND_UNFOUNDED]),
    Work.LIST: _way([Did.LISTED, Did.CONFIRMED_ENTRY], [Did.WITHDREW_ENTRY]),
    Work.RELEASE: _way(_FREED, [Did.REJECTED_APPEAL, Did.ASKED_BACK]),
    Work.KEEP: _way([Did.REJECTED_APPEAL], _FREED),
    Work.RECALL: _way([Did.ASKED_BACK], _FREED),
    Work.PROTECT: _way([Did.PROTECTED_VICTIM], [Did.ENDED_PROTECTION]),
    Work.DISBELIEVE: _way([Did.FOUND_UNFOUNDED], [Did.BELIEVED_REPORT]),
}


class Outcome(StrEnum):
    """How a task ended."""

    DONE = "done"
    LATE = "late"
    WRONG = "wrong"
    MISSED = "missed"
    NOT_MET = "not_met"


class Judged(msgspec.Struct, frozen=True):
    """A task as it ended: from when it could be known (0: it never came to that), since when it stood rightly done.

    `worth` is 0 to 1000: all of it within the time of a quick officer, falling to nothing.
    """

    task: int
    outcome: Outcome
    known_at: int
    done_at: int
    worth: int

    @property
    def lost(self) -> int:
        """µs between the moment when it could be known and the deed; 0 when there was no deed."""
        return max(0, self.done_at - self.known_at) if self.done_at else 0


def judge(tasks: Sequence[Task], deeds: Sequence[Deed], happened: Mapping[str, int]) -> list[Judged]:
    """Every task; `happened` says when each step came to pass. A step that never did asks for nothing."""
    return [_judged(place, task, deeds, happened.get(task.once, 0)) for place, task in enumerate(tasks)]


def _judged(place: int, task: Task, deeds: Sequence[Deed], known_at: int) -> Judged:
    done_at, wrong = stood_since(task, deeds)
    if not known_at and not done_at:
        return Judged(place, Outcome.NOT_MET, 0, 0, 0)
    if not done_at:
        return Judged(place, Outcome.WRONG if wrong else Outcome.MISSED, known_at, 0, 0)
    value = worth(task.within, max(0, done_at - known_at))
    return Judged(place, Outcome.DONE if value == 1000 else Outcome.LATE, known_at or done_at, done_at, value)


def stood_since(task: Task, deeds: Iterable[Deed]) -> tuple[int, bool]:
    """Since when a task has stood rightly done at the end (0: it does not), and whether it was done wrongly last."""
    way, since, wrong = WAYS[task.work], 0, False
    for deed in sorted((deed for deed in deeds if deed.about == task.about), key=lambda deed: deed.at):
        if deed.did in way.does:
            since, wrong = since or deed.at, False
        elif deed.did in way.undoes:
            since, wrong = 0, True
    return since, wrong


def worth(within: float, took: int) -> int:
    """What a deed is worth that took so many µs: 1000 within the time (minutes), falling evenly to 0 at four times."""
    allowed = int(within * MINUTE)
    if took <= allowed:
        return 1000
    return max(0, 1000 * (LATEST * allowed - took) // ((LATEST - 1) * allowed))
