"""A client is talked into paying on the telephone: her bank lets her payments wait, over the wire and through a kill -9
of the gateway, until her daughter agrees.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import count

import httpx
import pytest

from arasha.client import Client, FraudDesk, OutcomeReport, Payment, Protect, ProtectionEnd, Session, Trusted
from arasha.client.schemas import Answer
from tests.support.cast import ALDAR, DROP, NEIGHBOUR, PENSIONER
from tests.support.centre import Centre, free_port
from tests.support.waiting import within

DAUGHTER = Trusted(name="Ainur", phone="+7 701 555 12 34")
AT_ONCE_S = 5.0  # 0.2 s is what the design promises; a busy machine with two cores gets a longer rope
NUMBERS = count(1)


@dataclass
class Bank:
    """The pensioner's bank: its payments, and its fraud desk."""

    gateway: Client
    desk: FraudDesk

    def pays(self, **changes: object) -> Answer:
        """She pays a little, fully identified: everything but the protection speaks for her."""
        question = Payment(
            id=f"P-{next(NUMBERS)}", time=datetime.now(UTC), debtor=PENSIONER, creditor=DROP, amount=100_000,
            kind="p2p", session=Session(step_up_passed=True), **changes,  # type: ignore[arg-type]
        )  # fmt: skip
        return self.gateway.screen(question)

    def waits(self) -> bool:
        """Is a payment of hers held for her sake?"""
        answer = self.pays()
        return answer.verdict == "hold" and "COERCED_VICTIM" in {reason.code for reason in answer.reasons}


@pytest.fixture
def centre_settings() -> dict[str, str]:
    return {"ARASHA_WEB_PORT": str(free_port())}


@pytest.fixture
def bank(centre: Centre) -> Iterator[Bank]:
    centre.start("web")
    web = f"http://127.0.0.1:{centre.settings['ARASHA_WEB_PORT']}"
    assert within(120, lambda: answers(web)), centre.log("web")
    with centre.client() as gateway, FraudDesk(web, centre.keys[ALDAR.code]) as desk:
        yield Bank(gateway, desk)


def answers(url: str) -> bool:
    with suppress(httpx.TransportError):
        return httpx.get(f"{url}/api/v1/openapi.json", timeout=5).status_code == 200
    return False


def test_her_payments_wait_until_her_daughter_agrees_also_when_the_gateway_is_killed(
    centre: Centre, bank: Bank
) -> None:
    assert bank.pays().verdict == "allow"
    asked = Protect(id="V-1", account=PENSIONER.account, trusted=DAUGHTER)
    protection = bank.desk.protect(asked)
    assert bank.desk.protect(asked) == protection
    assert within(AT_ONCE_S, bank.waits)
    held = bank.pays(end_to_end_id="E-1")
    assert (held.verdict, held.held_amount) == ("hold", None)
    assert "Ainur" not in str(held)

    centre.kill("gateway")
    centre.start("gateway")
    assert bank.waits(), "from the first payment after the restart on"
    neighbour = Payment(id="N-1", time=datetime.now(UTC), debtor=NEIGHBOUR, creditor=DROP, amount=100_000, kind="p2p")
    assert bank.gateway.screen(neighbour).verdict == "allow"

    ended = bank.desk.end_protection(protection.reference, ProtectionEnd(id="E-1", trusted_agrees=True))
    assert ended.state == "ended_trusted"
    assert within(AT_ONCE_S, lambda: bank.pays().verdict == "allow")
    assert bank.pays(end_to_end_id="E-1").verdict == "allow", "the held payment, asked anew"
    [told] = bank.gateway.report([OutcomeReport(id=held.id, outcome="released", time=datetime.now(UTC))]).outcomes
    assert told.status == "recorded"
