"""Doing on the event loop what others ask for, one thing after the other; while the disk is full, all of it waits."""

import asyncio
from collections import deque
from collections.abc import Callable

from arasha.kernel.journal.writer import DiskFull

RETRY_S = 1.0

Act = Callable[[], None]


class InOrder:
    """Acts in the order in which they were put, from whatever thread: none overtakes one that has to be tried again."""

    def __init__(self, loop: asyncio.AbstractEventLoop, give_up: Act) -> None:
        self._loop, self._give_up = loop, give_up
        self._waiting: deque[Act] = deque()
        self._resting = False

    def put(self, act: Act) -> None:
        """Have something done on the loop."""
        self._loop.call_soon_threadsafe(self._take, act)

    def _take(self, act: Act) -> None:
        self._waiting.append(act)
        if not self._resting:
            self._go_on()

    def _go_on(self) -> None:
        self._resting = False
        while self._waiting:
            try:
                self._waiting[0]()
            except DiskFull:
                self._resting = True
                self._loop.call_later(RETRY_S, self._go_on)
                return
            except Exception:
                self._give_up()
                raise
            self._waiting.popleft()
