"""Is the centre quiet: has everything that it was told come to its end? Asked of the centre itself, never slept for.

A telling goes round: the gateway writes it into its journal, the keeper brings it into the store, the worker's lines
do what follows, the gateway hears of that, and perhaps writes again. The gateway is asked first and all else is read
in one snapshot after it, so that nothing can have been handed on in between without being seen on one side.
"""

import re
import time
from datetime import timedelta
from http.client import HTTPConnection, HTTPException

import msgspec
from django.db import connection, transaction
from django.db.models import Q
from procrastinate.contrib.django.models import ProcrastinateJob

from arasha.app import reactions
from arasha.client.schemas import Health
from arasha.domains.credit.queries import register
from arasha.domains.payments.queries import flows
from arasha.interfaces.gateway.follow import Following
from arasha.kernel import clock
from arasha.kernel.outbox import reacting, read
from arasha.simulator.live.tempo import Stopped

LOOK_S = 0.004
BOUND_S = 120.0
SOON = timedelta(seconds=30)  # what failed is tried again after 2, 4, 8 … seconds; nobody waits for the later ones
LENT = re.compile(rb'^arasha_gateway\{what="credit_next_sequence"\} (\S+)', re.MULTILINE)
JOURNAL = "the gateway's journal is not in the store"


class Restless(Exception):
    """The centre did not come to rest; the message says what was still going on."""


class Quiet:
    """Waits for a centre to come to rest."""

    def __init__(self, host: str, port: int, bound_s: float = BOUND_S) -> None:
        self._gateway, self._bound_s = HTTPConnection(host, port, timeout=30.0), bound_s

    def close(self) -> None:
        """Close the connection to the gateway."""
        self._gateway.close()

    def until(self, stopped: Stopped) -> float:
        """Return when the centre is quiet, or when stopped; how many seconds it took. `Restless` at the bound."""
        began = time.monotonic()
        while (busy := self.busy()) and not stopped():
            if time.monotonic() - began > self._bound_s:
                raise Restless(f"the centre was still busy after {self._bound_s:.0f} seconds: {busy}")
            time.sleep(LOOK_S)
        return time.monotonic() - began

    def busy(self) -> str:
        """What is still going on; empty: nothing is, and nothing will be before somebody tells the centre something."""
        lent, health = self._lent(), msgspec.json.decode(self._get("/health"), type=Health)
        if flows.drained() < health.next_sequence:
            return JOURNAL
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            return _going_on(lent, health)

    def _lent(self) -> int:
        """Up to where the gateway's journal of answers to lenders goes."""
        found = LENT.search(self._get("/metrics"))
        return int(float(found[1])) if found else 0

    def _get(self, path: str) -> bytes:
        try:
            return self._asked(path)
        except (HTTPException, ConnectionError):
            self._gateway.close()  # the gateway closes connections that nobody has used for a while
            return self._asked(path)

    def _asked(self, path: str) -> bytes:
        self._gateway.request("GET", path)
        return self._gateway.getresponse().read()


def _going_on(lent: int, health: Health) -> str:
    if flows.drained() < health.next_sequence or register.position() < lent:
        return JOURNAL
    if reacting.behindhand(*reactions.LINES):
        return "facts wait for what follows from them"
    if read.is_any(health.registry_as_of + 1, Following.kinds):
        return "the gateway has not heard of everything"
    soon = Q(scheduled_at=None) | Q(scheduled_at__lte=clock.machine_now() + SOON)
    if ProcrastinateJob.objects.filter(soon, status__in=("todo", "doing")).exists():
        return "the worker has jobs to do"
    return ""
