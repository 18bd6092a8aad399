"""When the clock of an exercise stood, and for how long: minutes that cost the trainees nothing.

Instants are µs: `at` of the sandbox, which stands still meanwhile, `machine` of the machine.
"""

from collections.abc import Iterable

import msgspec


class Turn(msgspec.Struct, frozen=True):
    """Somebody let the clock run so fast, or stand (0)."""

    at: int
    machine: int
    who: str
    rate: float


class Pause(msgspec.Struct, frozen=True):
    """The clock stood: from which instant of the exercise on, who stopped it, how long by the machine's time (µs)."""

    at: int
    who: str
    lasted: int


def pauses(turns: Iterable[Turn], ended: int) -> list[Pause]:
    """Each time that the clock stood, oldest first; one that nobody ended lasts until the exercise `ended`."""
    found, stands = list[Pause](), None
    for turn in sorted(turns, key=lambda turn: turn.machine):
        if turn.rate and stands is not None:
            found.append(_pause(stands, turn.machine))
            stands = None
        elif not turn.rate and stands is None:
            stands = turn
    return [*found, _pause(stands, ended)] if stands is not None else found


def _pause(stopped: Turn, until: int) -> Pause:
    return Pause(stopped.at, stopped.who, max(0, until - stopped.machine))
