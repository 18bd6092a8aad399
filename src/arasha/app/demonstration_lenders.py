"""The demonstration's lenders, credit bureau and portal: an officer, what plays them, and the figures.

The simulator plays what institutions do; claims that lenders dispute wait for whoever watches to decide.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

from django.db import connection

from arasha.app import fairyland
from arasha.app.demonstration_settings import PASSWORD
from arasha.client import Client
from arasha.client.credit_desks import BureauDesk, LendingDesk
from arasha.client.portal import CreditPortal
from arasha.domains.credit.actions import figures
from arasha.kernel.access import actions
from arasha.kernel.access.models import Person
from arasha.kernel.outbox.append import By
from arasha.kernel.settings import Settings
from arasha.simulator.applications import CARELESS, GRANDMOTHER, LENDERS, person
from arasha.simulator.lenders import Lender, Lenders

OFFICER = ("zere", "Зере", CARELESS)
GRANDMOTHER_IIN = person(GRANDMOTHER)
DEADLINE_S = 5.0
FIGURES_EVERY_S = 300.0


def connect(by: By) -> None:
    """Give the careless lender its officer; once."""
    username, name, lender = OFFICER
    if not Person.objects.filter(username=username).exists():
        actions.add_officer(username, PASSWORD, lender, by, name=name)


def play(settings: Settings, stopped: Callable[[], bool]) -> None:
    """Play them until stopped."""
    with _opened(settings) as lenders:
        lenders.play(stopped, _Figures().look)
    connection.close()


@contextmanager
def _opened(settings: Settings) -> Iterator[Lenders]:
    (gateway, web), keys = fairyland.addresses(settings), fairyland.keys(settings)
    with ExitStack() as open_:
        lenders = {
            code: Lender(
                open_.enter_context(Client(gateway, keys.lenders[code], deadline_s=DEADLINE_S)),
                open_.enter_context(LendingDesk(web, keys.lenders[code])),
            )
            for code in LENDERS
        }
        bureau = open_.enter_context(BureauDesk(web, keys.bureau))
        portal = open_.enter_context(CreditPortal(web, keys.portal))
        yield Lenders(lenders, bureau, portal, settings.path("demonstration", "lending.json").parent)


class _Figures:
    """What is published at night is published here every few minutes: a demonstration has no nights."""

    def __init__(self) -> None:
        self._next = time.monotonic() + FIGURES_EVERY_S / 10

    def look(self) -> None:
        """Publish when it is time."""
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + FIGURES_EVERY_S
            figures.publish()
