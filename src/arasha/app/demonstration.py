"""The demonstration: a centre with institutions and people out of fairy tales, and real payments streaming through
it.
"""

import threading
import time
from datetime import timedelta

import httpx
from rich.console import Console
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from arasha.app import centre, demonstration_banks
from arasha.app.demonstration_lessons import teach
from arasha.app.demonstration_settings import PASSWORD
from arasha.app.processes import Supervisor
from arasha.client import Client
from arasha.domains.payments.queries import accounts
from arasha.domains.registry import actions as registry
from arasha.domains.registry.actions import Evidence, Proposal, implied
from arasha.domains.registry.facts import EvidenceKind, Ground
from arasha.kernel import clock
from arasha.kernel.access import actions
from arasha.kernel.access.models import Institution, InstitutionKind
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.roles import Role
from arasha.kernel.access.scopes import EVERYDAY, Scope
from arasha.kernel.outbox.append import By
from arasha.kernel.settings import Settings
from arasha.kernel.tiers import Tier
from arasha.simulator.stream import Stream

# Institutions out of Kazakh fairy tales: nobody can take them for real ones.
INSTITUTIONS = (
    ("ALDARKZA", "bank", "Алдар Көсе Банкі", "Банк Алдара Косе", "Bank of Aldar Kose"),
    ("TOSTIKZA", "bank", "Ер Төстік Банкі", "Банк Ер-Тостика", "Bank of Er Tostik"),
    ("TAZSHKZA", "bank", "Тазша Бала Банкі", "Банк Тазша Бала", "Bank of Tazsha Bala"),
    ("KANBAKZA", "bank", "Қаңбақ Шал Банкі", "Банк Канбак Шала", "Bank of Kanbak Shal"),
    ("ZHIREKZA", "bank", "Жиренше Шешен Банкі", "Банк Жиренше Шешена", "Bank of Zhirenshe Sheshen"),
    ("AYAZBKZA", "bank", "Аяз Би Банкі", "Банк Аяз би", "Bank of Ayaz Bi"),
    ("KUNEKKZA", "bank", "Күнекей Қыз Банкі", "Банк Кунекей Кыз", "Bank of Kunekei Kyz"),
    ("SAMRUKZA", "bank", "Самұрық Құс Банкі", "Банк птицы Самрук", "Bank of the Samruk Bird"),
    ("TULPAKZA", "bank", "Тұлпар Банкі", "Банк Тулпара", "Bank of Tulpar"),
    ("BOZINKZA", "bank", "Бозінген Банкі", "Банк Бозинген", "Bank of Bozingen"),
    ("ZHELMKZA", "payment_organisation", "Желмаяқ Төлем", "Желмаяк Платёж", "Zhelmayak Payments"),
    ("MYSTAKZA", "micro_lender", "Мыстан Кемпір Несие", "Мыстан Кемпир Кредит", "Mystan Kempir Credit"),
    ("KEREMKZA", "switch", "Керемет Көпір Ұлттық Коммутаторы", "Коммутатор «Керемет Копир»", "Keremet Kopir Switch"),
)
NAMES = {code: en for code, _, _, _, en in INSTITUTIONS}
SWITCH = "KEREMKZA"

PEOPLE = (
    ("aigerim", "Айгерім", Role.ANALYST),
    ("daniyar", "Данияр", Role.SUPERVISOR),
    ("saule", "Сәуле", Role.ADMINISTRATOR),
    ("timur", "Тимур", Role.PROSECUTOR),
)
DIRECTOR = By("process:demonstration", Purpose.ADMINISTRATION)
LISTED = 12

# How grave, on what ground, for how many days: as different as they would be in life.
LISTINGS = (
    (Tier.VERY_HIGH, Ground.CONFIRMED_FRAUD, 365), (Tier.HIGH, Ground.ANALYST_FINDING, 90),
    (Tier.MEDIUM, Ground.REPORT, 14), (Tier.VERY_HIGH, Ground.POLICE_ACT, 730),
)  # fmt: skip


def run(settings: Settings, per_second: float) -> None:
    """Run until Ctrl-C."""
    show = _Show(settings, per_second)
    centre.run(settings, prepare=lambda: prepare(settings), beside=show.begin)
    show.end()


def prepare(settings: Settings) -> None:
    """Institutions, keys for the stream and the banks, people, and what they have learned; once."""
    if not Institution.objects.exists():
        _found(settings)
    demonstration_banks.connect(settings, DIRECTOR)


def _found(settings: Settings) -> None:
    for code, kind, kk, ru, en in INSTITUTIONS:
        actions.connect_institution(code, InstitutionKind(kind), {"kk": kk, "ru": ru, "en": en}, DIRECTOR)
    switch = Institution.objects.get(code=SWITCH)
    key = actions.issue_key(switch, DIRECTOR, scopes=(*EVERYDAY, Scope.ON_BEHALF), label="demonstration stream")
    path = settings.path("keys", "replay.key")
    path.touch(mode=0o600)
    path.write_text(key)
    for username, name, role in PEOPLE:
        actions.add_person(username, PASSWORD, role, DIRECTOR, name=name)
    teach()


class _Show:
    """What plays in front of the centre: the stream, in a thread of its own."""

    def __init__(self, settings: Settings, per_second: float) -> None:
        self._settings, self._per_second = settings, per_second
        self._console = Console()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._play, name="demonstration", daemon=True)
        self._banks = threading.Thread(target=self._play_banks, name="demonstration-banks", daemon=True)

    def begin(self, supervisor: Supervisor) -> None:
        """Start playing; the supervisor is told to stop everything if the stream cannot go on."""
        self._supervisor = supervisor
        self._thread.start()

    def end(self) -> None:
        """Stop playing."""
        self._stopped.set()
        for thread in (self._thread, self._banks):
            if thread.ident is not None:
                thread.join(timeout=5)

    def _play(self) -> None:
        settings, url = self._settings, f"http://{self._settings.host}:{self._settings.gateway_port}"
        _wait_for(f"{url}/health", self._stopped)
        _wait_for(f"http://{settings.host}:{settings.web_port}/en/", self._stopped)
        key = settings.path("keys", "replay.key").read_text()
        with Client(url, key) as client:
            stream = Stream(client, settings.path("demonstration", "place.json"))
            if not stream.begun:
                self._load(stream)
            self._welcome()
            self._banks.start()
            stream.play(self._per_second, self._stopped.is_set)

    def _play_banks(self) -> None:
        demonstration_banks.play(self._settings, self._stopped.is_set)

    def _load(self, stream: Stream) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=self._console, transient=True) as bar:
            task = bar.add_task("two weeks of payments between twelve banks", total=None)
            stream.load_history(lambda count: bar.advance(task, count))
        for _ in range(6):
            stream.tell()
        _wait_until_drained(f"http://{self._settings.host}:{self._settings.gateway_port}", self._stopped)
        list_some()

    def _welcome(self) -> None:
        web = f"http://{self._settings.host}:{self._settings.web_port}"
        officer, _, bank = demonstration_banks.OFFICER
        lines = [
            f"[b]{web}/[/b]   the workspace (kk · ru · en)",
            f"{web}/en/incidents/   stolen money: holds, recalls, appeals",
            f"{web}/en/help/   for citizens",
            f"{web}/api/v1/openapi.json   the API of fraud desks",
            f"http://{self._settings.host}:{self._settings.gateway_port}/v1/openapi.json   the gateway",
            "",
            *(f"[b]{username:9}[/b] {role.value}" for username, _, role in PEOPLE),
            f"[b]{officer:9}[/b] officer of the {NAMES[bank]}",
            f"password: [b]{PASSWORD}[/b]; the one-time code is shown at log-in",
            "",
            f"The last days are played at about {self._per_second:.0f} payments a second; from then on",
            "life goes at its own pace, with a fraud now and then. Thefts are",
            "reported, and three banks answer what they are asked; recalls,",
            "sanctions and appeals wait for you.",
            "Ctrl-C stops everything; `make demo` goes on from there.",
        ]
        self._console.print(Panel("\n".join(lines), title="Arasha", expand=False))


def list_some() -> None:
    """Put the accounts with the gravest verdicts into the registry: one person proposes, another confirms."""
    proposer, confirmer = By("person:aigerim", Purpose.REVIEW), By("person:daniyar", Purpose.REVIEW)
    for place, token in enumerate(accounts.worst_creditors(LISTED)):
        tier, ground, days = LISTINGS[place % len(LISTINGS)]
        bank = Evidence(EvidenceKind.INSTITUTION_REPORT, f"institution:{INSTITUTIONS[place % 10][0]}")
        evidence = (implied(ground, proposer.actor), bank) if place % 3 else ()
        proposal = Proposal(tier, ground, clock.now() + timedelta(days=days), evidence=evidence)
        entry = registry.add_token(token.bytes, proposal, proposer)
        if place % 3:  # the others wait for a second person
            registry.confirm_entry(entry.id, confirmer)


def _wait_for(url: str, stopped: threading.Event) -> None:
    while not stopped.wait(0.2):
        try:
            if httpx.get(url, timeout=2, follow_redirects=True).status_code < 500:
                return
        except httpx.TransportError:
            continue


def _wait_until_drained(gateway: str, stopped: threading.Event) -> None:
    """Return when what the gateway has answered so far is in the store."""
    deadline = time.monotonic() + 120
    asked = int(httpx.get(f"{gateway}/health", timeout=30).json()["next_sequence"])
    while accounts.recorded() < asked - 1 and time.monotonic() < deadline and not stopped.wait(1.0):
        pass
