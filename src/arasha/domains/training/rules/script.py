"""What the debrief must know of a scenario: who is what in truth, what there was to be done, and the texts of it.

The file of the scenario says more; whoever plays it reads the rest.
"""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

Text = Mapping[str, str]  # the same in `kk`, `ru`, `en`


class Part(StrEnum):
    """What somebody of the cast is in truth."""

    VICTIM = "victim"
    THIEF = "thief"
    INNOCENT = "innocent"
    BEYOND = "beyond"


class Work(StrEnum):
    """What there is to be done in the workspace."""

    STOP = "stop"
    CLEAR = "clear"
    TAKE = "take"
    LIST = "list"
    RELEASE = "release"
    KEEP = "keep"
    RECALL = "recall"
    PROTECT = "protect"
    DISBELIEVE = "disbelieve"


class Member(msgspec.Struct, frozen=True):
    """Somebody of the cast."""

    part: Part
    who: Text


class Step(msgspec.Struct, frozen=True):
    """Something that happens, what it was in truth, and of which thefts one can know from then on."""

    name: str
    kind: str
    story: Text
    opens: tuple[str, ...] = ()


class Task(msgspec.Struct, frozen=True):
    """What a good officer does with `about`, within so many minutes `once` a step has happened."""

    work: Work
    about: str
    why: Text
    within: float
    once: str


class Script(msgspec.Struct, frozen=True):
    """A scenario, as far as trainees and the debrief read it. `minutes` is its length, `weekday` 0 for Monday."""

    title: Text
    briefing: Text
    aims: tuple[Text, ...]
    hints: tuple[Text, ...]
    weekday: int
    time: str
    minutes: int
    order: int
    cast: dict[str, Member]
    steps: tuple[Step, ...]
    tasks: tuple[Task, ...]

    def story(self, name: str) -> Text:
        """What a step was in truth."""
        return next(step.story for step in self.steps if step.name == name)


def read(content: Mapping[str, object]) -> Script:
    """A script out of the content that is kept of a scenario."""
    return msgspec.convert(content, Script)
