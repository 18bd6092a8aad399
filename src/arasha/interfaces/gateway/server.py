"""The gateway's process: build it from what is kept, follow the facts, serve until told to stop."""

import asyncio
import gc
import resource
import signal
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec
import numpy as np
import structlog
import uvloop

from arasha.client.schemas import Party, Payment
from arasha.domains.credit.hot.words import ANSWERS
from arasha.domains.payments.hot.group import ROW
from arasha.domains.registry.hot import Registry
from arasha.interfaces.gateway.answers import VERDICTS
from arasha.interfaces.gateway.application import Application
from arasha.interfaces.gateway.callers import Budget, Callers
from arasha.interfaces.gateway.connections import READ, Listener
from arasha.interfaces.gateway.credit import rehearsing, restoring
from arasha.interfaces.gateway.credit.asking import Asking
from arasha.interfaces.gateway.credit.intake import CreditIntake, People
from arasha.interfaces.gateway.credit.lending import Lending
from arasha.interfaces.gateway.credit.stored import StoredChecks
from arasha.interfaces.gateway.damage import Damage
from arasha.interfaces.gateway.desk import Desk
from arasha.interfaces.gateway.follow import Following, saved_keys
from arasha.interfaces.gateway.gateway import Gateway
from arasha.interfaces.gateway.identity import Identities
from arasha.interfaces.gateway.intake import Intake
from arasha.interfaces.gateway.judging import Judging
from arasha.interfaces.gateway.lookups import Lookups
from arasha.interfaces.gateway.metrics import Counts, Metrics
from arasha.interfaces.gateway.outcomes import OutcomeDesk
from arasha.interfaces.gateway.restore import (
    Memory,
    book_in_force,
    callers_path,
    journal_folder,
    registry_path,
    restore,
)
from arasha.interfaces.gateway.screening import Screening
from arasha.interfaces.gateway.stored import StoredVerdicts
from arasha.interfaces.gateway.watching import Watcher, both
from arasha.kernel import clock
from arasha.kernel.answered import QUESTION
from arasha.kernel.clock import SECOND
from arasha.kernel.journal.writer import Journal
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.log.note import Signer
from arasha.kernel.outbox.follow import Follower
from arasha.kernel.seal import seal
from arasha.kernel.settings import Settings
from arasha.kernel.store import database
from arasha.kernel.tokens import Tokens

logger = structlog.get_logger()

# Objects that a request makes die young; looking at the old ones again and again would cost milliseconds each time.
YOUNG, MIDDLE, OLD = 50_000, 20, 100

LOOK_EVERY_S = 60.0

LENT = "arasha_credit_answers", "Answers given to lenders", "answer"
PATTERNED = "arasha_patterned_payments", "Payments in patterns that come to a person", "told"


def build(settings: Settings, watcher: Watcher | None = None) -> Gateway:
    """A gateway as of the end of its journal."""
    journal = Journal(journal_folder(settings), settings.journal_segment_mb << 20)
    memory = restore(settings)
    memory.take_into_use()
    registry, metrics = Registry(registry_path(settings)), Metrics()
    screening = Screening(settings, journal, memory, registry, seal())
    metrics.count(Counts(("arasha_verdicts", "Verdicts given", "verdict"), VERDICTS, screening.verdicts))
    metrics.count(Counts(PATTERNED, ("yes", "no"), screening.forming.counts))
    tokens = Tokens(keyring().key(Purpose.TOKEN))
    intake = Intake(Identities(tokens), settings.clock_skew_s * SECOND)
    judged = metrics.group if watcher is None else both(metrics.group, watcher.judged)
    lending = open_lending(settings, registry, metrics)
    return Gateway(
        settings=settings,
        callers=Callers(settings.payments_per_second, saved_keys(callers_path(settings))),
        registry=registry,
        screening=screening,
        desk=Desk(Judging(screening, intake), judged, settings.max_pending),
        lending=lending,
        lenders=Desk(Asking(lending, CreditIntake(People(tokens))), _nobody_counts, settings.max_pending),
        checked=StoredChecks(lending),
        outcomes=OutcomeDesk(screening, memory.answered["reports"]),
        lookups=Lookups(registry, tokens, metrics, Budget(settings.lookup_tokens, settings.lookup_tokens_per_second)),
        stored=StoredVerdicts(screening),
        metrics=metrics,
        damage=Damage(journal.folder),
        credit_damage=Damage(lending.journal.folder),
    )


def open_lending(settings: Settings, registry: Registry, metrics: Metrics) -> Lending:
    """What answers lenders, as of the end of its journal."""
    journal = Journal(restoring.journal_folder(settings), settings.journal_segment_mb << 20)
    lending = Lending(journal, restoring.restore(settings), registry, seal(), answers_signer(settings))
    metrics.count(Counts(LENT, ANSWERS, lending.answers))
    return lending


def listen(gateway: Gateway, watcher: Watcher | None = None) -> Listener:
    """The gateway's connections; `start` opens the door."""
    settings, application = gateway.settings, Application(gateway)
    return Listener(
        application if watcher is None else watcher.around(application),
        connections=settings.max_connections,
        body_bytes=settings.max_body_bytes,
        idle_s=settings.idle_timeout_s,
        read=READ if watcher is None else READ | watcher.headers,
    )


async def serve(gateway: Gateway, listener: Listener) -> None:
    """Serve until SIGTERM or SIGINT."""
    settings, loop = gateway.settings, asyncio.get_running_loop()
    following = Following(gateway, loop)
    follower = Follower(gateway.registry.as_of + 1, following, database.url(settings))
    told = asyncio.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, told.set)
    gateway.desk.when_broken = gateway.lenders.when_broken = told.set
    look_for_younger(gateway, loop)
    follower.start()
    await listener.start(settings.host, settings.gateway_port)
    logger.info(
        "gateway serves", host=settings.host, port=settings.gateway_port, next_sequence=gateway.screening.journal.next
    )
    await told.wait()
    await listener.stop()
    follower.stop()
    gateway.screening.journal.close()
    gateway.lending.journal.close()
    if gateway.desk.broken or gateway.lenders.broken:
        raise SystemExit("judging failed; the gateway starts again from its record")


def run(settings: Settings, watcher: Watcher | None = None) -> None:
    """The process: build, then serve on an event loop of its own."""
    _allow_files(settings.max_connections + 1024)
    gateway = build(settings, watcher)
    rehearse(settings, gateway.registry)
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, MIDDLE, OLD)
    uvloop.run(serve(gateway, listen(gateway, watcher)))


def look_for_younger(gateway: Gateway, loop: asyncio.AbstractEventLoop) -> None:
    """Take the register's file into use whenever the keeper has written a younger one."""
    gateway.lending.register.read_again()
    loop.call_later(LOOK_EVERY_S, look_for_younger, gateway, loop)


def answers_signer(settings: Settings) -> Signer:
    """Who signs answers: the log itself, under its name."""
    return Signer(settings.log_origin, keyring().key(Purpose.LOG))


def _nobody_counts(_questions: int, _seconds: float) -> None:
    """What lenders ask is counted by its answers."""


def rehearse(settings: Settings, registry: Registry) -> None:
    """Judge a made-up payment in a throw-away memory, so that the first real one does not wait for the compiler; and
    answer a made-up lender.
    """
    tokens = Tokens(keyring().key(Purpose.TOKEN))
    rehearsing.rehearse(settings, registry, tokens, answers_signer(settings))
    now, payer = clock.now_us(), Party(account="1", institution="REHEARSAL", scheme="other")
    payee = msgspec.structs.replace(payer, account="2")
    payment = Payment(id="1", time=clock.now(), debtor=payer, creditor=payee, amount=1, kind="p2p")
    with TemporaryDirectory() as folder:
        memory = Memory(settings, book_in_force(settings))
        memory.screener.absorb(np.zeros(0, ROW)["ask"])
        memory.screener.forget()
        journal = Journal(Path(folder), 1 << 20)
        screening = Screening(settings, journal, memory, registry, seal())
        intake = Intake(Identities(tokens), settings.clock_skew_s * SECOND)
        taken = [intake.take(msgspec.structs.replace(payment, id=name), 0, now) for name in "abc"]
        # One row and several lie differently in memory, so each has machine code of its own.
        screening.decide(taken[:1], now)
        screening.decide(taken[1:], now)
        screening.forming.rehearse(memory.screener.state)
        screening.stored(0)
        screening.questions.find(np.zeros(1, QUESTION)[0])
        journal.close()


def _allow_files(wanted: int) -> None:
    """Raise the bound on open files as far as we may and need."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    if soft < wanted:
        resource.setrlimit(
            resource.RLIMIT_NOFILE, (min(wanted, hard) if hard != resource.RLIM_INFINITY else wanted, hard)
        )
