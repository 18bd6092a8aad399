"""The worker's process: reactions to facts, clocks, periodic work (procrastinate on PostgreSQL)."""

import gc
import sys
from datetime import timedelta
from typing import cast

import structlog
from django.db import transaction
from procrastinate import RetryStrategy
from procrastinate.contrib.django import app
from procrastinate.contrib.django.django_connector import DjangoConnector

from arasha.app import reactions
from arasha.app.tracing import worker as traces
from arasha.domains.complaints import actions as complaints
from arasha.domains.credit.actions import clocks as claim_clocks
from arasha.domains.credit.actions import figures, finishing, guardians, lent, listing, trusted
from arasha.domains.payments.actions import account_risk
from arasha.domains.recovery.actions import due, incidents, refunds
from arasha.domains.registry import actions as registry
from arasha.kernel import clock
from arasha.kernel.allowances import actions as allowances
from arasha.kernel.deliveries import actions as deliveries
from arasha.kernel.deliveries.courier import Courier, courier
from arasha.kernel.log import ledger
from arasha.kernel.once import actions as once
from arasha.kernel.outbox import read
from arasha.kernel.outbox.reacting import REACT, Reactor
from arasha.kernel.settings import Settings
from arasha.kernel.store import database

logger = structlog.get_logger()

# What failed in its line is tried again after 2, 4, 8 … seconds, for about a day; then it stays in the table as failed.
PATIENCE = RetryStrategy(max_attempts=16, exponential_wait=2)

# What is urgent asks the store many short questions, and after each waits for whoever computes beside it.
SWITCH_S = 0.0005

# A reported payment that has not come to the ledger in so long a time will not come by itself.
WAITED_FOR = timedelta(days=7)


@app.task(name=REACT, retry=PATIENCE, pass_context=False)
def react(sequence: int) -> None:
    """Do what follows from a fact of which something could not be done in its line."""
    with transaction.atomic():
        reactions.again(read.at(sequence))


@app.periodic(cron="* * * * * */10")
@app.task(name="arasha.sign_checkpoint", queueing_lock="sign_checkpoint", pass_context=False)
def sign_checkpoint(timestamp: int) -> None:  # noqa: ARG001 - given by procrastinate
    """Sign the log as it stands."""
    ledger.sign_checkpoint()


@app.periodic(cron="* * * * *")
@app.task(name="arasha.expire_entries", queueing_lock="expire_entries", pass_context=False)
def expire_entries(timestamp: int) -> None:  # noqa: ARG001 - given by procrastinate
    """End the registry entries and protections whose term is over, provisional entries after their short one."""
    while registry.expire_due():
        pass
    while registry.end_protections():
        pass


@app.periodic(cron="*/5 * * * *")
@app.task(name="arasha.mind_contests", queueing_lock="mind_contests", pass_context=False)
def mind_contests(timestamp: int) -> None:  # noqa: ARG001 - given by procrastinate
    """Warn of contests that run out, suspend what was not decided in time, note who has not confirmed a removal."""
    while registry.mind_clocks():
        pass
    while registry.mark_overdue():
        pass


@app.periodic(cron="*/10 * * * *")
@app.task(name="arasha.publish_lists", queueing_lock="publish_lists", pass_context=False)
def publish_lists(timestamp: int) -> None:  # noqa: ARG001 - given by procrastinate
    """Publish the lists that institutions check at home, where they have changed."""
    registry.publish_lists()


@app.periodic(cron="7 * * * *")
@app.task(name="arasha.fade_risks", queueing_lock="fade_risks", pass_context=False)
def fade_risks(timestamp: int) -> None:  # noqa: ARG001 - given by procrastinate
    """Let what stands against accounts fade."""
    while account_risk.fade_due():
        pass


@app.periodic(cron="17 3 * * *")
@app.task(name="arasha.forget", queueing_lock="forget", pass_context=False)
def forget(timestamp: int) -> None:  # noqa: ARG001 - given by procrastinate
    """Forget messages that institutions have had for long, answers that nobody will ask for again, full allowances."""
    while deliveries.forget() or once.forget() or allowances.forget():
        pass


@app.periodic(cron="* * * * * */10")
@app.task(name="arasha.find_reported", queueing_lock="find_reported", pass_context=False)
def find_reported(timestamp: int) -> None:  # noqa: ARG001 - given by procrastinate
    """Look for reported payments that were not in the ledger yet."""
    for incident in incidents.waiting(clock.now() - WAITED_FOR):
        incidents.find_waiting(incident)


@app.periodic(cron="* * * * * */10")
@app.task(name="arasha.heed_clocks", queueing_lock="heed_clocks", pass_context=False)
def heed_clocks(timestamp: int) -> None:  # noqa: ARG001 - given by procrastinate
    """Warn whose time will soon be up, and let happen what follows when it is."""
    while due.breach_due():
        pass
    while due.warn_due():
        pass


@app.periodic(cron="*/5 * * * *")
@app.task(name="arasha.close_recovered", queueing_lock="close_recovered", pass_context=False)
def close_recovered(timestamp: int) -> None:  # noqa: ARG001 - given by procrastinate
    """Close refunds whose payment has been seen, and incidents whose watch is over."""
    refunds.close_seen()
    due.close_watched()


@app.periodic(cron="*/5 * * * *")
@app.task(name="arasha.drop_drafts", queueing_lock="drop_drafts", pass_context=False)
def drop_drafts(timestamp: int) -> None:  # noqa: ARG001 - given by procrastinate
    """Forget the forms of citizens whose hour is over."""
    complaints.drop_drafts()


@app.periodic(cron="* * * * * */10")
@app.task(name="arasha.finish_lifts", queueing_lock="finish_lifts", pass_context=False)
def finish_lifts(timestamp: int) -> None:  # noqa: ARG001 - given by procrastinate
    """Lift the refusals of credit that have waited, end what nobody confirmed, release whom to ask no more."""
    while finishing.finish_due() or finishing.lapse_due() or trusted.release_due() or guardians.end_due():
        pass


@app.periodic(cron="* * * * *")
@app.task(name="arasha.mind_claims", queueing_lock="mind_claims", pass_context=False)
def mind_claims(timestamp: int) -> None:  # noqa: ARG001 - given by procrastinate
    """Judge loans whose check has not come, warn who has little time left for a claim, show who has let it run out."""
    while lent.judge_waiting():
        pass
    while claim_clocks.warn_due() or claim_clocks.mark_overdue():
        pass


@app.periodic(cron="40 1 * * *")
@app.task(name="arasha.publish_refusals", queueing_lock="publish_refusals", pass_context=False)
def publish_refusals(timestamp: int) -> None:  # noqa: ARG001 - given by procrastinate
    """Write down for bureaus who refuses credit, where it has changed."""
    listing.publish()


@app.periodic(cron="20 1 * * *")
@app.task(name="arasha.publish_figures", queueing_lock="publish_figures", pass_context=False)
def publish_figures(timestamp: int) -> None:  # noqa: ARG001 - given by procrastinate
    """Publish what everybody may know of refusals of credit this month."""
    figures.publish()


def run(settings: Settings) -> None:
    """Work until told to stop.

    Listening for jobs needs a connection of the worker's own, which Django's is not. It is an app beside the usual one:
    jobs that reactions make must stand or fall with their transaction, on Django's connection.
    """
    sys.setswitchinterval(SWITCH_S)
    gc.freeze()  # what was loaded stays; looking through it again and again costs a quarter of a trace's time
    connector = cast("DjangoConnector", app.connector).get_worker_connector()
    url, around = database.url(settings), traces.spans(settings)
    beside: list[Courier | Reactor] = [courier(settings), *(Reactor(line, url, around) for line in reactions.LINES)]
    for one in beside:
        one.start()
    try:
        at_work = app.with_connector(connector)
        at_work.run_worker(concurrency=2, install_signal_handlers=True, task_middleware=traces.middleware(settings))
    finally:
        for one in reversed(beside):
            one.stop()
