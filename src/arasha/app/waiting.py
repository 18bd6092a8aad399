"""Waiting for a centre that starts: until it answers, and until its store has all that it has answered."""

import time
from collections.abc import Callable, Iterable
from functools import partial

import httpx

from arasha.domains.payments.queries import flows

READY_S = 300.0
LOOK_S = 0.2

Stopped = Callable[[], bool]


def until_it_answers(urls: Iterable[str], stopped: Stopped) -> None:
    """Return when all addresses answer, or when stopped; `TimeoutError` when one never does."""
    for url in urls:
        _until(partial(_answers, url), stopped, f"{url} does not answer")


def until_drained(gateway: str, stopped: Stopped) -> None:
    """Return when what the gateway has answered so far is in the store, or when stopped."""
    following = int(httpx.get(f"{gateway}/health", timeout=30).json()["next_sequence"])
    _until(lambda: flows.drained() >= following, stopped, "the store does not take in what the gateway has answered")


def _until(reached: Callable[[], bool], stopped: Stopped, otherwise: str) -> None:
    deadline = time.monotonic() + READY_S
    while not stopped() and not reached():
        if time.monotonic() > deadline:
            raise TimeoutError(otherwise)
        time.sleep(LOOK_S)


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2, follow_redirects=True).status_code < 500
    except httpx.TransportError:
        return False
