"""The demonstration's banks at work: their keys and an officer, what plays them, and how far people have led the way.

The simulator plays what institutions do. What people of the centre do is done here, by the same actions as in the
workspace: the first incident is led to its end and the second before the prosecutor, so that a newcomer finds every
step; everything else waits for whoever watches.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager, suppress

from django.db import connection

from arasha.app.demonstration_settings import PASSWORD
from arasha.client import Client, FraudDesk
from arasha.domains.recovery.actions import recalls
from arasha.domains.recovery.facts.handling import AnalysisState
from arasha.domains.recovery.facts.returning import RecallState
from arasha.domains.recovery.queries import handling
from arasha.domains.recovery.queries.handling import Incident, Wanted
from arasha.domains.recovery.rules.states import HELD
from arasha.kernel.access import actions
from arasha.kernel.access.models import Institution, Person
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.errors import ArashaError
from arasha.kernel.outbox.append import By
from arasha.kernel.settings import Settings
from arasha.simulator.banks import Banks
from arasha.simulator.desk import Bank
from arasha.simulator.holder import Holder
from arasha.simulator.thefts import AT_WORK, KANBAK

OFFICER = ("marat", "Марат", KANBAK)
ANALYST, PROSECUTOR = (By(f"person:{name}", Purpose.RECOVERY) for name in ("aigerim", "timur"))
DEADLINE_S = 5.0
LOOK_EVERY_S = 3.0
MOST = 20
REASON = "Ақша ұрланған, оны сақтап тұрған банк келіседі."


def connect(settings: Settings, by: By) -> None:
    """Give each bank a key of its own, and the third an officer; once."""
    for code in AT_WORK:
        path = settings.path("keys", f"{code}.key")
        if not path.exists():
            key = actions.issue_key(Institution.objects.get(code=code), by, label="demonstration")
            path.touch(mode=0o600)
            path.write_text(key)
    username, name, bank = OFFICER
    if not Person.objects.filter(username=username).exists():
        actions.add_officer(username, PASSWORD, bank, by, name=name)


def play(settings: Settings, stopped: Callable[[], bool]) -> None:
    """Play the banks until stopped."""
    with _opened(settings) as banks:
        Banks(banks, settings.path("demonstration")).play(stopped, _Colleagues().look)
    connection.close()


@contextmanager
def _opened(settings: Settings) -> Iterator[dict[str, Bank]]:
    web = f"http://{settings.host}:{settings.web_port}"
    gateway = f"http://{settings.host}:{settings.gateway_port}"
    with ExitStack() as open_:
        pages = open_.enter_context(Holder(web))
        banks = {}
        for code in AT_WORK:
            key = settings.path("keys", f"{code}.key").read_text()
            client = open_.enter_context(Client(gateway, key, deadline_s=DEADLINE_S))
            banks[code] = Bank(code, client, open_.enter_context(FraudDesk(web, key)), pages)
        yield banks


class _Colleagues:
    """People of the centre who were here before you."""

    def __init__(self) -> None:
        self._done, self._looked = False, 0.0

    def look(self) -> None:
        """Do what there is to do, every few seconds, until the way is led."""
        if not self._done and time.monotonic() - self._looked > LOOK_EVERY_S:
            self._looked = time.monotonic()
            with suppress(ArashaError):
                self._done = lead_the_way()


def lead_the_way() -> bool:
    """Lead the first incident to its end and the second before the prosecutor; whether that is done.

    What the banks have to do in between they do themselves.
    """
    first_two = handling.incidents(Wanted(oldest_first=True), 2)
    for incident in first_two:
        _ask_back(incident)
    for incident in first_two[:1]:
        _sanction(incident)
    return len(first_two) == 2 and all(_recalls(incident) for incident in first_two)


def _ask_back(incident: Incident) -> None:
    """An analyst asks back what is held and agreed to be stolen."""
    for hold in handling.holds_of_incident(incident.id):
        if hold.state in HELD and hold.analysis == AnalysisState.AGREED:
            recalls.open_recall(hold.id, ANALYST)


def _sanction(incident: Incident) -> None:
    """The prosecutor sanctions it."""
    for recall in _recalls(incident, RecallState.PROSECUTOR_PENDING):
        recalls.sanction(recall.id, sanctioned=True, reason=REASON, by=PROSECUTOR)


def _recalls(incident: Incident, *states: RecallState) -> list[handling.Recall]:
    return handling.recalls(Wanted(incident=incident.id, states=states), MOST)
