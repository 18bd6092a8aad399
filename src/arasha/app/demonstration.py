"""The demonstration: a centre with institutions and people out of fairy tales, and a small country that lives.

The days before and the morning are loaded once; from then on the day goes on in real time.
"""

import threading
from datetime import timedelta

from django.db import connection
from rich.console import Console
from rich.panel import Panel
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

from arasha.app import centre, demonstration_banks, demonstration_lenders, demonstration_play, fairyland, waiting
from arasha.app.demonstration_lessons import teach
from arasha.app.demonstration_play import Colleagues, Opening
from arasha.app.demonstration_settings import PASSWORD
from arasha.app.processes import Supervisor
from arasha.domains.payments.queries import accounts
from arasha.domains.registry import actions as registry
from arasha.domains.registry.actions import Evidence, Proposal, implied
from arasha.domains.registry.facts import EvidenceKind, Ground
from arasha.kernel import clock
from arasha.kernel.access import actions
from arasha.kernel.access.models import Institution
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.roles import Role
from arasha.kernel.outbox.append import By
from arasha.kernel.settings import Settings
from arasha.kernel.tiers import Tier
from arasha.simulator.live import stage
from arasha.simulator.live.play import Play
from arasha.simulator.live.tempo import RealTempo

PEOPLE = (
    ("aigerim", "Айгерім", Role.ANALYST),
    ("daniyar", "Данияр", Role.SUPERVISOR),
    ("saule", "Сәуле", Role.ADMINISTRATOR),
    ("timur", "Тимур", Role.PROSECUTOR),
)
DIRECTOR = By("process:demonstration", Purpose.ADMINISTRATION)
LISTED = 12
BANKS = fairyland.DESKS[:10]
OFFICERS = (demonstration_banks.OFFICER, demonstration_lenders.OFFICER)

# How grave, on what ground, for how many days: as different as they would be in life.
LISTINGS = (
    (Tier.VERY_HIGH, Ground.CONFIRMED_FRAUD, 365), (Tier.HIGH, Ground.ANALYST_FINDING, 90),
    (Tier.MEDIUM, Ground.REPORT, 14), (Tier.VERY_HIGH, Ground.POLICE_ACT, 730),
)  # fmt: skip


def run(settings: Settings) -> None:
    """Run until Ctrl-C."""
    show = _Show(settings)
    centre.run(settings, prepare=lambda: prepare(settings), beside=show.begin)
    show.end()


def prepare(settings: Settings) -> None:
    """Institutions, their keys, people, and what they have learned; once."""
    begun = Institution.objects.exists()
    fairyland.connect(settings, DIRECTOR)
    if not begun:
        for username, name, role in PEOPLE:
            actions.add_person(username, PASSWORD, role, DIRECTOR, name=name)
        teach(live=True)
    demonstration_banks.connect(DIRECTOR)
    demonstration_lenders.connect(DIRECTOR)


class _Show:
    """What plays in front of the centre: the country in a thread of its own, lenders in another."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._console = Console()
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._play, name="demonstration", daemon=True)
        self._lenders = threading.Thread(target=self._play_lenders, name="demonstration-lenders", daemon=True)

    def begin(self, _supervisor: Supervisor) -> None:
        """Start playing."""
        self._thread.start()

    def end(self) -> None:
        """Stop playing."""
        self._stopped.set()
        for thread in (self._thread, self._lenders):
            if thread.ident is not None:
                thread.join(timeout=5)

    def _play(self) -> None:
        addresses = fairyland.addresses(self._settings)
        waiting.until_it_answers((f"{addresses.gateway}/health", f"{addresses.web}/en/"), self._stopped.is_set)
        with stage.opened(addresses, fairyland.keys(self._settings)) as standing:
            tempo, folder = RealTempo(), self._settings.path("demonstration", "curtain.json").parent
            play = demonstration_play.opened(standing, folder, tempo.now())
            opening, colleagues = Opening(standing), Colleagues()
            if not play.begun:
                self._load(play, opening)
            self._welcome()
            self._lenders.start()

            def beside() -> None:
                opening.go_on()
                colleagues.look()

            play.play(tempo, self._stopped.is_set, beside)
            play.books.close()
        connection.close()

    def _play_lenders(self) -> None:
        demonstration_lenders.play(self._settings, self._stopped.is_set)

    def _load(self, play: Play, opening: Opening) -> None:
        columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
        with Progress(*columns, console=self._console, transient=True) as bar:
            task = bar.add_task("four days and a morning of a country's payments", total=None)
            play.load(lambda count: bar.advance(task, count), self._stopped.is_set)
        gateway = fairyland.addresses(self._settings).gateway
        waiting.until_drained(gateway, self._stopped.is_set)
        opening.tell(self._stopped.wait)
        play.remember()
        list_some()

    def _welcome(self) -> None:
        gateway, web = fairyland.addresses(self._settings)
        lines = [
            f"[b]{web}/[/b]   the workspace (kk · ru · en)",
            f"{web}/en/incidents/   stolen money: holds, recalls, appeals",
            f"{web}/en/credit/lenders/   who lends without asking",
            f"{web}/en/help/   for citizens",
            f"{web}/en/help/credit/   refuse credit: be {demonstration_lenders.GRANDMOTHER_IIN}",
            f"{web}/api/v1/openapi.json   the API of fraud desks",
            f"{gateway}/v1/openapi.json   the gateway",
            "",
            *(f"[b]{username:9}[/b] {role.value}" for username, _, role in PEOPLE),
            *(f"[b]{name:9}[/b] officer of the {fairyland.NAMES[house]}" for name, _, house in OFFICERS),
            f"password: [b]{PASSWORD}[/b]; the one-time code is shown at log-in",
            "",
            f"A country of {demonstration_play.PEOPLE:,} people lives in front of you, in real time: they pay,",
            f"thieves (some {demonstration_play.NOW:.0f} times more than there are) talk to them, victims tell,",
            "banks answer what they are asked, not all of them truly; recalls,",
            "sanctions and appeals wait for you. Loans are applied for, some by",
            "thieves; one lender does not always ask, and is found out.",
            "Ctrl-C stops everything; `make demo` goes on from there.",
        ]
        self._console.print(Panel("\n".join(lines), title="Arasha", expand=False))


def list_some() -> None:
    """Put the accounts with the gravest verdicts into the registry: one person proposes, another confirms."""
    proposer, confirmer = By("person:aigerim", Purpose.REVIEW), By("person:daniyar", Purpose.REVIEW)
    for place, token in enumerate(accounts.worst_creditors(LISTED)):
        tier, ground, days = LISTINGS[place % len(LISTINGS)]
        bank = Evidence(EvidenceKind.INSTITUTION_REPORT, f"institution:{BANKS[place % len(BANKS)]}")
        evidence = (implied(ground, proposer.actor), bank) if place % 3 else ()
        proposal = Proposal(tier, ground, clock.now() + timedelta(days=days), evidence=evidence)
        entry = registry.add_token(token.bytes, proposal, proposer)
        if place % 3:  # the others wait for a second person
            registry.confirm_entry(entry.id, confirmer)
