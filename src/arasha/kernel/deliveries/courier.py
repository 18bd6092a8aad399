"""The courier: brings messages to receivers, each institution's in order, all institutions at the same time.

It lives in the worker, on a loop of its own, so that a receiver that hangs keeps nobody waiting: neither reactions nor
other receivers. It is woken by PostgreSQL when a message is sent, and looks by itself once a second. Several workers
may run: one of them holds the lock and carries, the others wait for it to end.
"""

import asyncio
import threading
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import AsyncExitStack
from typing import NamedTuple, ParamSpec, TypeVar
from uuid import UUID

import psycopg
import structlog
from django.db import connection

from arasha.kernel import clock
from arasha.kernel.deliveries import addresses, queries
from arasha.kernel.deliveries.actions import note_all
from arasha.kernel.deliveries.actions.sending import CHANNEL
from arasha.kernel.deliveries.patience import Attempt, Result
from arasha.kernel.deliveries.post import NoWay, Postman, Way
from arasha.kernel.settings import Settings
from arasha.kernel.store import database

logger = structlog.get_logger()

P = ParamSpec("P")
T = TypeVar("T")

LOCK = 0x61726D67  # the advisory lock of whoever carries: "armg"
PATIENCE_S = 1.0
RETRY_S = 0.5
STORE_THREADS = 2
WAY_S = 30.0  # so long a way to a receiver serves, if nothing fails; then its name is looked up again


class _Open(NamedTuple):
    """A way to a receiver that serves until an instant of the process's clock."""

    url: str
    way: Way | NoWay
    until: float
    close: Callable[[], Awaitable[None]]


def courier(settings: Settings) -> "Courier":
    """The courier of this centre."""
    private = addresses.may_be_private(settings)
    return Courier(database.url(settings), Postman(private=private, bound_s=float(settings.webhook_timeout_s)))


class Courier:
    """Carries messages until told to stop."""

    def __init__(self, url: str, postman: Postman) -> None:
        self._url, self._postman = url, postman
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=lambda: asyncio.run(self._run()), name="courier", daemon=True)
        self._store = ThreadPoolExecutor(STORE_THREADS, thread_name_prefix="courier-store")
        self._busy: dict[int, asyncio.Task[None]] = {}
        self._ways: dict[int, _Open] = {}
        self._results: dict[int, dict[UUID, Attempt]] = {}
        self._writing, self._look = asyncio.Lock(), asyncio.Event()

    def start(self) -> None:
        """Begin to carry."""
        self._thread.start()

    def stop(self) -> None:
        """Stop carrying; what is on the way is finished first, within an attempt's bound."""
        self._stopped.set()
        self._thread.join()

    async def _run(self) -> None:
        while not self._stopped.is_set():
            try:
                async with await psycopg.AsyncConnection.connect(
                    self._url, autocommit=True, connect_timeout=5
                ) as listening:
                    await self._carry(listening)
            except Exception as error:  # noqa: BLE001 - whatever it was, messages must go on
                logger.warning("messages are not carried; tried again soon", error=type(error).__name__)
                await asyncio.sleep(RETRY_S)
        await asyncio.gather(*self._busy.values(), return_exceptions=True)
        await asyncio.gather(*(way.close() for way in self._ways.values()))
        together = threading.Barrier(STORE_THREADS)  # so that each thread closes its own
        await asyncio.gather(*(self._in_store(_leave, together) for _ in range(STORE_THREADS)))
        self._store.shutdown()

    async def _carry(self, listening: psycopg.AsyncConnection) -> None:
        """Look again and again, as long as the lock is ours; it goes with the connection."""
        while not await _first(listening, f"SELECT pg_try_advisory_lock({LOCK})"):
            await asyncio.sleep(PATIENCE_S)
            if self._stopped.is_set():
                return
        await listening.execute(f"LISTEN {CHANNEL}")
        called = asyncio.create_task(_called(listening))
        try:
            while not self._stopped.is_set():
                self._look.clear()
                for wanted in await self._in_store(queries.rounds, clock.now(), set(self._busy)):
                    self._busy[wanted.institution] = asyncio.create_task(self._serve(wanted))
                called = await self._wait(called, listening)
        finally:
            called.cancel()

    async def _wait(self, called: "asyncio.Task[None]", listening: psycopg.AsyncConnection) -> "asyncio.Task[None]":
        """Return when a message was sent, a receiver is free again, or it is time to look anyway."""
        free = asyncio.create_task(self._look.wait())
        await asyncio.wait({called, free}, return_when=asyncio.FIRST_COMPLETED)
        free.cancel()
        if not called.done():
            return called
        called.result()  # which may say that the store is away
        return asyncio.create_task(_called(listening))

    async def _serve(self, wanted: queries.Round) -> None:
        """Bring an institution what waits for it, and have it written down."""
        try:
            await self._noted(wanted.institution, await self._bring(wanted))
        except Exception as error:  # noqa: BLE001 - the messages wait in the store; the next look finds them
            logger.warning("a round of messages was broken off", error=type(error).__name__)
            await asyncio.sleep(RETRY_S)
        finally:
            del self._busy[wanted.institution]
            self._look.set()

    async def _noted(self, institution: int, attempts: dict[UUID, Attempt]) -> None:
        """Write attempts down, together with those of other receivers that came while somebody was writing."""
        self._results[institution] = attempts
        async with self._writing:
            if institution in self._results:  # or whoever wrote before took it along
                together, self._results = self._results, {}
                await self._in_store(note_all, together)

    async def _bring(self, wanted: queries.Round) -> dict[UUID, Attempt]:
        """Attempt messages in order, up to the first that fails."""
        attempts: dict[UUID, Attempt] = {}
        way = await self._way_to(wanted)
        for parcel in wanted.parcels:
            attempts[parcel.id] = await way.bring(parcel.name, parcel.body, wanted.secrets)
            if attempts[parcel.id].result != Result.DELIVERED:
                await self._ways.pop(wanted.institution).close()
                break
            if self._stopped.is_set():
                break
        return attempts

    async def _way_to(self, wanted: queries.Round) -> Way | NoWay:
        """The way to a receiver: for a while the one of the last round, else a new one, looked up again."""
        open_ = self._ways.get(wanted.institution)
        if open_ is not None and open_.url == wanted.url and clock.monotonic() < open_.until:
            return open_.way
        if open_ is not None:
            await self._ways.pop(wanted.institution).close()
        stack = AsyncExitStack()
        way = await stack.enter_async_context(self._postman.way_to(wanted.url))
        self._ways[wanted.institution] = _Open(wanted.url, way, clock.monotonic() + WAY_S, stack.aclose)
        return way

    async def _in_store(self, act: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
        return await asyncio.get_running_loop().run_in_executor(self._store, lambda: _freshly(act, *given, **named))


def _leave(together: threading.Barrier) -> None:
    """Close this thread's connection, when all threads have come to do so."""
    together.wait()
    connection.close()


def _freshly(act: Callable[P, T], *given: P.args, **named: P.kwargs) -> T:
    """Do something in the store; after an error the thread's connection, perhaps broken, is given up."""
    try:
        return act(*given, **named)
    except Exception:
        connection.close()
        raise


async def _called(listening: psycopg.AsyncConnection) -> None:
    """Return when PostgreSQL calls, or after a while."""
    async for _ in listening.notifies(timeout=PATIENCE_S, stop_after=1):
        pass


async def _first(listening: psycopg.AsyncConnection, question: str) -> bool:
    found = await (await listening.execute(question)).fetchone()
    return bool(found and found[0])
