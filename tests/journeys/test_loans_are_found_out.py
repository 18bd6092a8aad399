"""The demonstration's lenders at a real centre: refusals are heeded, who does not heed them is found out, and it is
proved.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import httpx
import pytest

from arasha.app import demonstration_lenders, fairyland
from arasha.domains.credit.actions import bundles, figures
from arasha.domains.credit.facts.lending import Finding
from arasha.domains.credit.facts.refusing import RefusalState
from arasha.domains.credit.facts.register import Answer
from arasha.domains.credit.models import Check, Claim, Loan
from arasha.domains.credit.queries.refusals import standing
from arasha.domains.credit.rules import dispute
from arasha.kernel.log import ledger
from arasha.kernel.settings import Settings
from arasha.simulator.applications import CARELESS, GRANDMOTHER, NEIGHBOUR, OPENING, STUDENT, WIDOW, person
from arasha.simulator.lenders import Lenders
from tests.support.cast import SAULE
from tests.support.centre import Centre, free_port
from tests.support.credit import person_of

MORE = 12


@pytest.fixture
def centre_settings() -> dict[str, str]:
    return {"ARASHA_WEB_PORT": str(free_port())}


@pytest.fixture
def lenders(centre: Centre) -> Iterator[Lenders]:
    port = int(centre.settings["ARASHA_WEB_PORT"])
    settings = Settings(data=centre.folder, web_port=port, gateway_port=centre.port)
    for _ in range(2):
        fairyland.connect(settings, SAULE)
        demonstration_lenders.connect(SAULE)
    settings.path("demonstration", "lending.json")
    centre.start("worker", "web")
    eventually(lambda: answers(f"http://127.0.0.1:{port}"), centre)
    with demonstration_lenders._opened(settings) as found:
        yield found


def answers(url: str) -> bool:
    with suppress(httpx.TransportError):
        return httpx.get(f"{url}/api/v1/openapi.json", timeout=5).status_code == 200
    return False


def eventually(holds: Callable[[], object], centre: Centre, seconds: float = 120.0) -> None:
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline, centre.log("web") + centre.log("worker") + centre.log("keeper")
        time.sleep(0.05)


def answers_about(place: int) -> list[Answer]:
    rows = Check.objects.filter(person=person_of(person(place))).order_by("sequence")
    return [Answer(each) for each in rows.values_list("answer", flat=True)]


def test_who_does_not_heed_a_refusal_is_found_out(lenders: Lenders, centre: Centre) -> None:
    lenders.look()  # everybody has said what he refuses; the grandmother's application is refused
    widow = person_of(person(WIDOW))
    assert standing(widow).state is RefusalState.LIFT_COOLING
    while lenders.told < len(OPENING) + MORE:
        lenders.apply()
    eventually(lambda: Check.objects.count() >= len(OPENING) - 1, centre)
    assert answers_about(GRANDMOTHER) == [Answer.DENY, Answer.DENY]
    assert answers_about(STUDENT) == [Answer.ALLOW, Answer.HOLD]
    lenders.report()
    grandmother = Claim.objects.filter(person=person_of(person(GRANDMOTHER)))
    eventually(grandmother.exists, centre)
    claim = grandmother.get()
    assert (claim.lender_code, claim.ground) == (CARELESS, Finding.AGAINST_DENY)
    neighbour = Loan.objects.get(person=person_of(person(NEIGHBOUR)))
    assert neighbour.finding == Finding.WAITING  # its check may still be on its way
    (month,) = figures.publish()
    assert next(each for each in month.lenders if each.lender == CARELESS).against_answer >= 1
    bundle = dispute.parse(bundles.make(bundles.asked(person(GRANDMOTHER)), "kk", SAULE))
    dispute.verify(bundle, ledger.signer().verifier)
    lenders.report()  # the lender lets the clock of the first claim run, for everybody to see
    assert claim.state == "open"
