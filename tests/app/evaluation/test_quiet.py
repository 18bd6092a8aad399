"""A centre is quiet when what it was told is stored, what follows is done, and the gateway has heard of it."""

import signal
import time
from collections.abc import Iterator

import httpx
import pytest

from arasha.app.evaluation.quiet import JOURNAL, Quiet, Restless
from arasha.domains.payments.queries import flows
from arasha.domains.registry import actions as registry
from arasha.domains.registry.actions import Proposal
from arasha.domains.registry.facts import Ground
from arasha.kernel.identifiers import IBAN
from arasha.kernel.tiers import Tier
from tests.support.cast import AIGERIM, ALDAR, DANIYAR, DROP, payment
from tests.support.centre import Centre

BOUND_S = 60.0


@pytest.fixture
def centre_settings() -> dict[str, str]:
    return {"ARASHA_DRAIN_INTERVAL_MS": "5"}


@pytest.fixture
def quiet(centre: Centre) -> Iterator[Quiet]:
    centre.start("worker")
    found = Quiet("127.0.0.1", centre.port, bound_s=BOUND_S)
    found.until(lambda: False)
    yield found
    found.close()


def told(centre: Centre, name: str) -> None:
    with centre.client() as bank:
        bank.screen(payment(name, debtor=ALDAR.account(7)))


def test_it_is_quiet_when_all_that_was_answered_is_stored(centre: Centre, quiet: Quiet) -> None:
    for number in range(5):
        told(centre, f"paid-{number}")
        assert quiet.until(lambda: False) < BOUND_S
        assert flows.drained() == next_sequence(centre)


def test_what_no_keeper_stores_is_said_and_at_the_bound_it_is_an_error(centre: Centre, quiet: Quiet) -> None:
    centre.kill("keeper")
    told(centre, "kept waiting")
    assert quiet.busy() == JOURNAL
    impatient = Quiet("127.0.0.1", centre.port, bound_s=0.2)
    with pytest.raises(Restless, match="journal"):
        impatient.until(lambda: False)
    impatient.close()
    began = time.monotonic()
    assert quiet.until(lambda: time.monotonic() - began > 0.1) < BOUND_S, "whoever stops does not wait for the bound"


def test_it_is_quiet_when_the_gateway_has_heard_of_what_people_decided(centre: Centre, quiet: Quiet) -> None:
    entry = registry.add_entry(IBAN.parse(DROP.account), Proposal(Tier.VERY_HIGH, Ground.COURT_DECISION), AIGERIM)
    quiet.until(lambda: False)
    registry.confirm_entry(entry.id, DANIYAR)
    quiet.until(lambda: False)
    with centre.client() as bank:
        assert bank.screen(payment("to a drop", debtor=ALDAR.account(9))).verdict in {"hold", "refuse"}


def test_it_is_not_quiet_while_nobody_does_what_follows(centre: Centre, quiet: Quiet) -> None:
    centre.kill("worker", signal.SIGTERM)
    entry = registry.add_entry(IBAN.parse(DROP.account), Proposal(Tier.VERY_HIGH, Ground.COURT_DECISION), AIGERIM)
    registry.confirm_entry(entry.id, DANIYAR)
    assert quiet.busy()
    centre.start("worker")
    assert quiet.until(lambda: False) < BOUND_S


def next_sequence(centre: Centre) -> int:
    return int(httpx.get(f"{centre.url}/health").json()["next_sequence"])
