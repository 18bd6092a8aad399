"""Waiting for what other processes do, for as long as it may take and no longer."""

import time
from collections.abc import Callable

STEP_S = 0.02


def within(seconds: float, happened: Callable[[], bool]) -> bool:
    """Did it happen in time?"""
    deadline = time.monotonic() + seconds
    while not happened():
        if time.monotonic() > deadline:
            return False
        time.sleep(STEP_S)
    return True
