"""A simulated fraud desk answers as a bank would, in its time, and goes on where it stopped."""

from collections.abc import Iterator
from datetime import timedelta
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from arasha.simulator.desk import Bank, Desk
from arasha.simulator.thefts import ALDAR, TOSTIK, Fate, Plot
from tests.client.gateway import MisbehavingGateway
from tests.simulator.centre import NOW, Centre, bank, close, sent

HOUR = timedelta(hours=1)
REFERENCE = "H-000007-9"


@pytest.fixture
def centre() -> Centre:
    return Centre()


@pytest.fixture
def running(centre: Centre) -> Iterator[MisbehavingGateway]:
    with MisbehavingGateway([centre]) as found:
        yield found


@pytest.fixture
def tostik(running: MisbehavingGateway) -> Iterator[Bank]:
    opened = bank(running)
    yield opened
    close(opened)


@pytest.fixture
def kept(tmp_path: Path) -> Path:
    return tmp_path / "desk.json"


@pytest.fixture
def desk(tostik: Bank, kept: Path) -> Desk:
    return Desk(tostik, kept)


def requested(fate: Fate, amount: int = 7_000_000, code: str = "AAAAA-BBBBB") -> tuple[str, dict[str, Any]]:
    account = Plot(7, NOW).at(TOSTIK, fate).account
    return "hold.requested", {"reference": REFERENCE, "account": account, "amount": amount, "code": code}


def work(desk: Desk, times: int = 4) -> None:
    """Long enough for everything that follows, one after the other."""
    for time in range(times):
        desk.step(NOW + time * 1000 * HOUR)


FOUND = {
    Fate.WHOLE: (7_000_000, [(True, None)]),
    Fate.PART: (4_200_000, [(True, None)]),
    Fate.GONE: (0, []),
    Fate.SHOP: (7_000_000, [(False, "honest_trade")]),
    Fate.UNDECIDED: (7_000_000, []),
}


@pytest.mark.parametrize("fate", list(FOUND))
def test_a_bank_holds_what_is_there_and_says_what_it_thinks(
    centre: Centre, running: MisbehavingGateway, desk: Desk, fate: Fate
) -> None:
    centre.says.append(requested(fate))
    work(desk)
    held, said = FOUND[fate]
    (answer,) = sent(running, f"/api/v1/holds/{REFERENCE}/answer")
    assert (answer["held"], answer["asked"]) == (held, 7_000_000)
    analyses = sent(running, f"/api/v1/holds/{REFERENCE}/analysis")
    assert [(analysis["agreed"], analysis.get("disagreement")) for analysis in analyses] == said


def test_nothing_is_answered_before_its_time_nor_where_an_officer_looks_himself(
    centre: Centre, running: MisbehavingGateway, desk: Desk
) -> None:
    centre.says += [requested(Fate.WHOLE), requested(Fate.BY_HAND)]
    desk.step(NOW)
    desk.step(NOW + timedelta(seconds=5))
    assert not sent(running, "/api/v1/holds/.*")
    work(desk)
    assert len(sent(running, "/api/v1/holds/.*/answer")) == 1


def test_a_shopkeeper_objects_on_the_citizens_page_with_what_the_bank_told_him(
    centre: Centre, running: MisbehavingGateway, desk: Desk
) -> None:
    centre.says.append(requested(Fate.SHOP))
    work(desk)
    opened, objected = [one for one in running.asked if one.method == "POST" and one.path.startswith("/kk/help")]
    said = {name: values[0] for name, values in parse_qs(opened.body.decode()).items()}
    assert said == {"reference": REFERENCE, "code": "AAAAA-BBBBB", "csrfmiddlewaretoken": "t0ken"}
    assert (opened.path, objected.path) == ("/kk/help/held/", "/kk/help/held/objection/")
    assert parse_qs(objected.body.decode())["text"]


def test_a_recall_is_accepted_and_the_victim_paid_through_the_gateway(
    centre: Centre, running: MisbehavingGateway, desk: Desk
) -> None:
    victim = Plot(8, NOW).at(ALDAR).account
    request = requested(Fate.WHOLE)
    wanted = {"reference": "F-1", "recall": "R-1", "amount": 7_000_000, "to_account": victim, "to_institution": ALDAR}
    recalled = {"reference": "R-1", "hold": REFERENCE, "amount": 7_000_000}
    centre.says += [request, ("recall.opened", recalled), ("refund.wanted", wanted)]
    work(desk)
    assert sent(running, "/api/v1/recalls/R-1/answer") == [{"id": "recall R-1", "accepted": 7_000_000}]
    (payment,) = sent(running, "/v1/payments/screen")
    assert (payment["debtor"]["account"], payment["creditor"]["account"]) == (request[1]["account"], victim)
    assert payment["amount"] == 7_000_000
    assert sent(running, "/api/v1/refunds/F-1/paid")[0]["payment_id"] == payment["id"]


def test_a_removed_entry_is_forgotten_and_that_is_said(centre: Centre, running: MisbehavingGateway, desk: Desk) -> None:
    centre.says += [("entry.removed", {"reference": "L-1"}), ("hold.released", {"reference": REFERENCE})]
    work(desk)
    assert sent(running, "/api/v1/registry/removals/L-1/confirm") == [{"id": "removal L-1"}]


def test_what_the_centre_refuses_is_done_with_and_what_fails_comes_again(
    centre: Centre, running: MisbehavingGateway, desk: Desk
) -> None:
    centre.says += [requested(Fate.UNDECIDED)]
    centre.refuses["/answer"] = HTTPStatus.SERVICE_UNAVAILABLE
    desk.step(NOW)
    desk.step(NOW + HOUR)
    assert sent(running, f"/api/v1/holds/{REFERENCE}/answer")
    running.asked.clear()
    centre.refuses["/answer"] = HTTPStatus.CONFLICT
    work(desk)
    assert len(sent(running, f"/api/v1/holds/{REFERENCE}/answer")) == 1


def test_a_desk_goes_on_where_it_stopped(centre: Centre, running: MisbehavingGateway, tostik: Bank, kept: Path) -> None:
    centre.says.append(requested(Fate.WHOLE))
    Desk(tostik, kept).step(NOW)
    work(Desk(tostik, kept))
    assert len(sent(running, f"/api/v1/holds/{REFERENCE}/answer")) == 1
    assert len(sent(running, f"/api/v1/holds/{REFERENCE}/analysis")) == 1
    assert any("after=1&" in one.path for one in running.asked)
