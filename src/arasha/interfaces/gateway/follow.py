"""Keeping the gateway's memory up to date with what is decided elsewhere: keys, registry, stolen money, coerced
victims, typologies, models.
"""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import cast

import msgspec
import structlog

from arasha.domains.credit.facts.register import RegisterChanged
from arasha.domains.payments.facts import ModelMoved, TypologyChanged
from arasha.domains.payments.hot.book import WrongBook, save_typologies
from arasha.domains.payments.queries import models_in_force, typologies
from arasha.domains.payments.queries.models_in_force import Heard, WrongModel
from arasha.domains.registry.facts import ANSWERS_CHANGED
from arasha.interfaces.gateway.gateway import Gateway
from arasha.interfaces.gateway.in_order import InOrder
from arasha.interfaces.gateway.orders import COERCED, ORDERING, TAINT, orders_of
from arasha.interfaces.gateway.restore import book_with, callers_path, models_path, typologies_path
from arasha.kernel import clock
from arasha.kernel.access import queries
from arasha.kernel.access.facts import InstitutionConnected, KeyIssued, KeyRevoked, StandInChanged
from arasha.kernel.access.keys import Caller
from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.outbox import read

logger = structlog.get_logger()

ACCESS = (InstitutionConnected, StandInChanged, KeyIssued, KeyRevoked)
BOOK = (TypologyChanged, ModelMoved)
HEARD: tuple[type[Fact], ...] = (*ACCESS, *ANSWERS_CHANGED, *BOOK, *ORDERING, RegisterChanged)
AT_ONCE = 20  # facts of the register that are read together: each may name a thousand people


class Following:
    """Hears facts in the follower's thread and hands them to the event loop, which alone touches the gateway."""

    kinds = frozenset(fact.kind() for fact in HEARD)

    def __init__(self, gateway: Gateway, loop: asyncio.AbstractEventLoop) -> None:
        self._gateway, self._loop = gateway, loop
        self._orders, self._changes = InOrder(loop, gateway.desk.give_up), InOrder(loop, gateway.lenders.give_up)

    def heed(self, facts: list[Recorded[Fact]]) -> None:
        """Take over what has happened."""
        if any(isinstance(fact.fact, ACCESS) for fact in facts):
            self._load_keys()
        if any(isinstance(fact.fact, BOOK) for fact in facts):
            self._load_book()
        if orders := list(orders_of(facts)):
            self._orders.put(partial(self._gateway.screening.take_orders, orders))
        self._change(facts)
        self._loop.call_soon_threadsafe(self._gateway.registry.follow, facts)

    def store_found(self) -> None:
        """Load the keys and the book afresh, and what recovery said; say that the store is there."""
        self._load_keys()
        self._load_book()
        self._load_orders()
        self._load_register()
        self._loop.call_soon_threadsafe(setattr, self._gateway, "store_is_there", True)

    def store_lost(self) -> None:
        """Go on with what is known."""
        if not self._loop.is_closed():
            self._loop.call_soon_threadsafe(setattr, self._gateway, "store_is_there", False)

    def _load_orders(self) -> None:
        """What recovery said while nobody listened, or after the memory's last record of it."""
        screening = self._gateway.screening
        self._load_since(screening.taint.heard, TAINT)
        self._load_since(screening.coerced.heard, COERCED)

    def _load_since(self, after: int, kinds: Sequence[type[Fact]]) -> None:
        while facts := read.since(after + 1, [fact.kind() for fact in kinds]):
            self._orders.put(partial(self._gateway.screening.take_orders, list(orders_of(facts))))
            after = facts[-1].sequence

    def _load_register(self) -> None:
        """What was said of people while nobody listened."""
        after = self._gateway.lending.register.heard
        while facts := read.since(after + 1, [RegisterChanged.kind()], limit=AT_ONCE):
            self._change(facts)
            after = facts[-1].sequence

    def _change(self, facts: Iterable[Recorded[Fact]]) -> None:
        """Have what is said of people changed, a fact at a time: lenders are answered in between."""
        for recorded in facts:
            if isinstance(recorded.fact, RegisterChanged):
                self._changes.put(partial(self._heed, cast("Recorded[RegisterChanged]", recorded)))

    def _heed(self, recorded: Recorded[RegisterChanged]) -> None:
        self._gateway.lending.change([recorded], clock.now_us())

    def _load_keys(self) -> None:
        good = queries.good_keys()
        save_keys(callers_path(self._gateway.settings), good)
        self._loop.call_soon_threadsafe(self._gateway.callers.replace, good)

    def _load_book(self) -> None:
        """Make the book here, beside the loop, so that to take it into use is one assignment between two batches."""
        settings, in_force = self._gateway.settings, typologies.in_force()
        try:
            heard = self._load_models()
            book = book_with(settings, in_force, heard.names)
        except (WrongBook, WrongModel) as error:
            logger.warning(
                "typologies and models cannot be one book; the present one stays", error=type(error).__name__
            )
            return
        save_typologies(typologies_path(settings), in_force)
        if book.version != self._gateway.screening.screener.book.version:
            self._gateway.screening.books.keep(book)
            len(book.arrays.rules)
            self._loop.call_soon_threadsafe(self._gateway.screening.take_book, book, heard.models)

    def _load_models(self) -> Heard:
        """The models in force, kept for a start without the store once they have proved to be readable."""
        now = models_in_force.in_force()
        heard = models_in_force.heard(now)
        models_in_force.save(models_path(self._gateway.settings), now)
        return heard


def save_keys(path: Path, good: Mapping[bytes, Caller]) -> None:
    """Keep the good keys' digests for a start without the store."""
    draft = path.with_suffix(".new")
    draft.write_bytes(msgspec.msgpack.encode([(digest, caller) for digest, caller in good.items()]))
    draft.replace(path)


def saved_keys(path: Path) -> dict[bytes, Caller]:
    """The good keys of the last contact with the store."""
    if not path.exists():
        return {}
    return dict(msgspec.msgpack.decode(path.read_bytes(), type=list[tuple[bytes, Caller]]))
