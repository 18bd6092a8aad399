"""The gateway in this process, behind a real socket and without a store: for everything that its door must bear."""

import asyncio
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest

from arasha.client import Client
from arasha.interfaces.gateway import server
from arasha.interfaces.gateway.connections import Listener
from arasha.interfaces.gateway.follow import save_keys
from arasha.interfaces.gateway.gateway import Gateway
from arasha.interfaces.gateway.restore import callers_path
from arasha.interfaces.gateway.watching import Watcher
from arasha.kernel.access import keys
from arasha.kernel.access.keys import Caller
from arasha.kernel.access.scopes import EVERYDAY, Scope
from arasha.kernel.settings import Settings
from tests.support.cast import ALDAR, KEREMET, TAZSHA, TOSTIK, Bank
from tests.support.centre import free_port

FAR = 2**62
SMALL: dict[str, Any] = {"journal_segment_mb": 1, "engine_accounts": 1_000, "engine_payments": 1_000}

NUMBERS = {ALDAR.code: 1, TOSTIK.code: 2, KEREMET.code: 3, TAZSHA.code: 4}
KINDS = {KEREMET.code: KEREMET.kind, TAZSHA.code: TAZSHA.kind}


@dataclass
class Door:
    """A gateway that answers on a port, and the keys of those who may knock."""

    settings: Settings
    gateway: Gateway
    listener: Listener
    keys: dict[str, str]
    loop: asyncio.AbstractEventLoop
    thread: threading.Thread

    def close(self) -> None:
        """Stop answering, and let go of the journal."""
        if self.thread.is_alive():
            asyncio.run_coroutine_threadsafe(self.listener.stop(), self.loop).result(30)
            self.loop.call_soon_threadsafe(self.loop.stop)
            self.thread.join(30)
            self.loop.close()
            self.gateway.screening.journal.close()
            self.gateway.lending.journal.close()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.settings.gateway_port}"

    @property
    def address(self) -> tuple[str, int]:
        return "127.0.0.1", self.settings.gateway_port

    def client(self, bank: Bank = ALDAR, **options: float) -> Client:
        """A client with the key of an institution of the cast."""
        return Client(self.url, self.keys[bank.code], deadline_s=options.get("deadline_s", 20.0))

    def http(self, bank: Bank = ALDAR) -> httpx.Client:
        """Plain HTTP with the key of an institution of the cast."""
        return httpx.Client(base_url=self.url, headers={"authorization": f"Bearer {self.keys[bank.code]}"}, timeout=20)

    def let_in(self, bank: Bank, *scopes: Scope, expires_us: int = FAR) -> str:
        """A further key for an institution, with these scopes alone."""
        new = keys.make()
        caller = Caller(NUMBERS[bank.code], bank.code, new.key_id, frozenset(scopes), "hold", expires_us)
        good = dict(self.gateway.callers._keys) | {keys.digest(new.text.encode()): caller}
        self.gateway.callers.replace(good)
        return new.text


@dataclass
class Doors:
    """Opens gateways, one after the other or again on the same folder."""

    folder: Path
    opened: list[Door] = field(default_factory=list)

    def close(self) -> None:
        """Close whatever is open."""
        for door in self.opened:
            door.close()

    def settings(self, **changes: Any) -> Settings:
        """The settings of a small gateway in the folder."""
        small = Settings(data=self.folder, gateway_port=free_port(), **SMALL)
        return msgspec.structs.replace(small, **changes)

    def open(self, watcher: Watcher | None = None, *, heard: bool = True, **changes: Any) -> Door:
        """Open a gateway on the folder; `heard`: the store has told it since who may ask."""
        settings = self.settings(**changes)
        good, texts = _keys()
        save_keys(callers_path(settings), good)
        gateway, loop = server.build(settings, watcher), asyncio.new_event_loop()
        server.rehearse(settings, gateway.registry)
        if heard:
            gateway.callers.replace(good)
        listener = server.listen(gateway, watcher)
        thread = threading.Thread(target=loop.run_forever, name="gateway", daemon=True)
        thread.start()
        asyncio.run_coroutine_threadsafe(listener.start("127.0.0.1", settings.gateway_port), loop).result(30)
        self.opened.append(Door(settings, gateway, listener, texts, loop, thread))
        return self.opened[-1]


def _keys() -> tuple[dict[bytes, Caller], dict[str, str]]:
    """A key for each institution of the cast: as the gateway keeps it, and its text."""
    good, texts = dict[bytes, Caller](), dict[str, str]()
    for code, number in NUMBERS.items():
        new = keys.make()
        scopes = frozenset((*EVERYDAY, Scope.ON_BEHALF) if code == KEREMET.code else EVERYDAY)
        good[keys.digest(new.text.encode())] = Caller(
            number, code, new.key_id, scopes, "warn", FAR, KINDS.get(code, "bank")
        )
        texts[code] = new.text
    return good, texts


@pytest.fixture
def doors(tmp_path: Path) -> Iterator[Doors]:
    """Gateways in a folder of this test's own."""
    several = Doors(tmp_path)
    yield several
    several.close()


@pytest.fixture(scope="module")
def door(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Door]:
    """One gateway for the tests of a module."""
    opened = Doors(tmp_path_factory.mktemp("door")).open()
    yield opened
    opened.close()


def plain(message: msgspec.Struct) -> dict[str, Any]:
    """A message as plain JSON values, to be spoilt."""
    return dict(msgspec.json.decode(msgspec.json.encode(message)))
