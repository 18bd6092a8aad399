"""What a gateway lets be watched of its work; nobody watches, unless the operator wants traces."""

from collections.abc import Callable
from dataclasses import dataclass

from arasha.interfaces.gateway.desk import Judged
from arasha.interfaces.gateway.http import Application


@dataclass(frozen=True)
class Watcher:
    """Somebody outside. `judged` hears of every micro-batch; `around` wraps the application, which then is given the
    request headers `headers` (lower case) too.
    """

    judged: Judged
    around: Callable[[Application], Application]
    headers: frozenset[bytes]


def both(first: Judged, second: Judged) -> Judged:
    """Lets two hear of the same."""

    def judged(payments: int, seconds: float) -> None:
        first(payments, seconds)
        second(payments, seconds)

    return judged
