"""How long a message is tried: pauses that grow, and when it is given up. Pure decisions.

A receiver that answers and refuses is asked eight times, some two minutes, because what lies behind the refused message
must not wait for days. One that cannot be reached, or says that it is overloaded, is asked for three days.
"""

from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

FIRST_PAUSE_S, LONGEST_PAUSE_S = 1.0, 60.0
MOST_REFUSALS = 8
LONGEST = timedelta(days=3)

GONE = 410
# Statuses by which a receiver, or what stands before it, says that it is not itself now.
PASSING = frozenset({408, 425, 429, 502, 503, 504})


class Result(StrEnum):
    """What came of an attempt."""

    DELIVERED = "delivered"
    REFUSED = "refused"
    UNREACHABLE = "unreachable"
    GONE = "gone"


class Attempt(NamedTuple):
    """An attempt: its result, why in one word, and the seconds that the receiver asked to be left alone."""

    result: Result
    reason: str = ""
    wanted_pause_s: float = 0.0


def of_status(status: int, retry_after: str | None) -> Attempt:
    """What an answer means: 2xx is taken, 410 gone for good, a few pass by themselves, everything else is refused."""
    if 200 <= status < 300:
        return Attempt(Result.DELIVERED)
    if status == GONE:
        return Attempt(Result.GONE, "410")
    if status in PASSING:
        wanted = float(retry_after) if retry_after and retry_after.isdigit() and len(retry_after) < 6 else 0.0
        return Attempt(Result.UNREACHABLE, str(status), min(wanted, LONGEST_PAUSE_S))
    return Attempt(Result.REFUSED, str(status))


def pause(failures: int, attempt: Attempt) -> timedelta:
    """How long to wait after so many failures in a row, doubling: 1 s, 2 s, 4 s … at most a minute."""
    grown = min(FIRST_PAUSE_S * 2 ** min(failures - 1, 16), LONGEST_PAUSE_S)
    return timedelta(seconds=max(grown, attempt.wanted_pause_s))


def given_up(attempt: Attempt, refusals: int, age: timedelta) -> bool:
    """Is a message not sent any more after this attempt?"""
    if attempt.result == Result.REFUSED and refusals >= MOST_REFUSALS:
        return True
    return attempt.result != Result.DELIVERED and age >= LONGEST
