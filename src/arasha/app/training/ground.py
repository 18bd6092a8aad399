"""The training ground: a centre on invented time, its banks, its trainees and their trainer, and the scenarios."""

import threading

import httpx
import msgspec
import structlog
from django.db import connection
from rich.console import Console
from rich.panel import Panel

from arasha.app import centre
from arasha.app.demonstration_settings import PASSWORD
from arasha.app.processes import Supervisor
from arasha.app.training import playing
from arasha.app.training.houses import Houses, keys
from arasha.domains.training.actions import exercises
from arasha.kernel.access import actions
from arasha.kernel.access.models import Institution, InstitutionKind, Person
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.roles import Role
from arasha.kernel.outbox.append import By
from arasha.kernel.settings import Settings
from arasha.simulator import scenarios

logger = structlog.get_logger()

DIRECTOR = By("process:training", Purpose.ADMINISTRATION)

NAMES = {
    "ALDARKZA": ("Алдар Көсе Банкі", "Банк Алдара Косе", "Bank of Aldar Kose"),
    "TOSTIKZA": ("Ер Төстік Банкі", "Банк Ер-Тостика", "Bank of Er Tostik"),
    "TAZSHKZA": ("Тазша Бала Банкі", "Банк Тазша Бала", "Bank of Tazsha Bala"),
    "KANBAKZA": ("Қаңбақ Шал Банкі", "Банк Канбак Шала", "Bank of Kanbak Shal"),
    "ZHIREKZA": ("Жиренше Шешен Банкі", "Банк Жиренше Шешена", "Bank of Zhirenshe Sheshen"),
}
PEOPLE = (
    ("arman", "Арман", Role.ANALYST),
    ("botagoz", "Ботагөз", Role.ANALYST),
    ("daulet", "Дәулет", Role.SUPERVISOR),
    ("timur", "Тимур", Role.PROSECUTOR),
    ("zere", "Зере", Role.TRAINER),
)
AGAIN_S = 2.0


def run(settings: Settings) -> None:
    """Run until Ctrl-C."""
    stage = _Stage(settings)
    centre.run(settings, prepare=lambda: prepare(settings), beside=stage.begin)
    stage.end()


def prepare(settings: Settings) -> None:
    """Banks with keys, people, and the scenarios as they are in this version; safe to do again."""
    for code, names in NAMES.items():
        _found(settings, code, dict(zip(("kk", "ru", "en"), names, strict=True)))
    for username, name, role in PEOPLE:
        if not Person.objects.filter(username=username).exists():
            actions.add_person(username, PASSWORD, role, DIRECTOR, name=name)
    publish()


def publish() -> None:
    """Let the scenarios be chosen."""
    known = scenarios.names()
    for name in known:
        exercises.publish(name, msgspec.to_builtins(scenarios.load(name)))
    exercises.withdraw_others(known)


def _found(settings: Settings, code: str, names: dict[str, str]) -> None:
    """Connect a bank and write its key down; a key that was not written down is replaced by a new one."""
    bank = Institution.objects.filter(code=code).first()
    bank = bank or actions.connect_institution(code, InstitutionKind.BANK, names, DIRECTOR)
    path = settings.path("keys", f"{code}.key")
    if not path.exists():
        key = actions.issue_key(bank, DIRECTOR, label="training")
        path.touch(mode=0o600)
        path.write_text(key)


class _Stage:
    """What plays in front of the centre, in a thread of its own."""

    def __init__(self, settings: Settings) -> None:
        self._settings, self._stopped = settings, threading.Event()
        self._thread = threading.Thread(target=self._play, name="training", daemon=True)

    def begin(self, _supervisor: Supervisor) -> None:
        """Start playing when the centre answers."""
        self._thread.start()

    def end(self) -> None:
        """Stop playing."""
        self._stopped.set()
        if self._thread.ident is not None:
            self._thread.join(timeout=5)

    def _play(self) -> None:
        web = f"http://{self._settings.host}:{self._settings.web_port}"
        for url in (f"http://{self._settings.host}:{self._settings.gateway_port}/health", f"{web}/en/"):
            _wait_for(url, self._stopped)
        self._welcome(web)
        while not self._stopped.is_set():
            try:
                with Houses(self._settings, keys(self._settings)) as houses:
                    playing.play(houses, self._stopped.is_set, self._stopped.wait)
            except Exception:
                # Whatever broke, the trainees' exercise goes on: the play is kept in the store.
                logger.exception("the play broke off and begins again")
                connection.close()
                self._stopped.wait(AGAIN_S)
        connection.close()

    def _welcome(self, web: str) -> None:
        lines = [
            f"[b]{web}/[/b]   the workspace (kk · ru · en): log in, choose [b]Training[/b]",
            "",
            *(f"[b]{username:9}[/b] {role.value}" for username, _, role in PEOPLE),
            f"password: [b]{PASSWORD}[/b]; the one-time code is shown at log-in",
            "",
            "Nothing here is real, least of all the time: an exercise sets the clock to its hour.",
            "Ctrl-C stops everything; `arasha train` goes on from there.",
        ]
        Console().print(Panel("\n".join(lines), title="Arasha: training ground", expand=False))


def _wait_for(url: str, stopped: threading.Event) -> None:
    while not stopped.wait(0.2):
        try:
            if httpx.get(url, timeout=2, follow_redirects=True).status_code < 500:
                return
        except httpx.TransportError:
            continue
