"""A simulated fraud desk answers as its bank behaves, from what really lies there, and goes on where it stopped."""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import pytest

from arasha.simulator.live.behaviours import HONEST, MINUTE, Behaviour, Down, Manner
from arasha.simulator.live.books import Extra
from arasha.simulator.live.desk import Desk, House
from arasha.simulator.live.events import Asked, Held, LetGo, Returned
from arasha.simulator.live.stage import Bank
from tests.client.gateway import MisbehavingGateway
from tests.simulator.centre import NOW, Centre, bank, close, sent
from tests.simulator.live.towns import SmallTown

HOUR = 60 * MINUTE
BEGIN = int(NOW.timestamp() * 1_000_000)
REFERENCE = "H-000007-9"
ASKED = 7_000_000
ACCOUNT, VICTIM = "KZ119920000000000001", "KZ649910000000000002"


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


def town(running: MisbehavingGateway, extra: Extra) -> SmallTown:
    return SmallTown({ACCOUNT: extra}, running.url)


def requested(code: str = "AAAAA-BBBBB") -> tuple[str, dict[str, Any]]:
    told = {"reference": REFERENCE, "incident": "I-000001-2", "account": ACCOUNT, "amount": ASKED, "code": code}
    return "hold.requested", told


def work(desk: Desk, times: int = 4) -> None:
    """Long enough for everything that follows, one after the other."""
    for time in range(1, times + 1):
        desk.step(BEGIN + time * 1_000 * HOUR)


FOUND = {
    "all of it": (Extra(ASKED), ASKED, [(True, None)]),
    "a part": (Extra(4_200_000), 4_200_000, [(True, None)]),
    "nothing": (Extra(0), 0, []),
    "an innocent's": (Extra(ASKED, innocent=True), ASKED, [(False, "honest_trade")]),
    "undecided": (Extra(ASKED, undecided=True), ASKED, []),
}


@pytest.mark.parametrize("lies_there", FOUND)
def test_a_bank_holds_what_is_there_and_says_what_it_thinks(
    centre: Centre, running: MisbehavingGateway, tostik: Bank, kept: Path, lies_there: str
) -> None:
    extra, held, said = FOUND[lies_there]
    centre.says.append(requested())
    work(Desk(House(tostik, HONEST), town(running, extra), kept, BEGIN))
    (answer,) = sent(running, f"/api/v1/holds/{REFERENCE}/answer")
    assert (answer["held"], answer["asked"]) == (held, ASKED)
    analyses = sent(running, f"/api/v1/holds/{REFERENCE}/analysis")
    assert [(analysis["agreed"], analysis.get("disagreement")) for analysis in analyses] == said


WAYS = {
    Manner.REFUSED: (Behaviour(refuses=1.0), 0, "other"),
    Manner.PRETENDED: (Behaviour(pretends=1.0), ASKED, None),
    Manner.DENIED: (Behaviour(denies=1.0), 0, None),
}


@pytest.mark.parametrize("dealt", list(WAYS))
def test_one_that_refuses_or_lies_holds_nothing_whatever_it_says(
    centre: Centre, running: MisbehavingGateway, tostik: Bank, kept: Path, dealt: Manner
) -> None:
    ways, said, refusal = WAYS[dealt]
    here = town(running, Extra(ASKED))
    centre.says.append(requested())
    work(Desk(House(tostik, ways), here, kept, BEGIN), times=2)
    (answer,) = sent(running, f"/api/v1/holds/{REFERENCE}/answer")
    assert (answer["held"], answer.get("refusal")) == (said, refusal)
    asked, held = here.events
    assert isinstance(asked, Asked)
    assert isinstance(held, Held)
    assert (held.manner, held.said, held.held) == (dealt, said, 0)
    assert here.vault.held(REFERENCE) == 0


def test_one_that_only_said_so_has_nothing_to_return(
    centre: Centre, running: MisbehavingGateway, tostik: Bank, kept: Path
) -> None:
    recalled = {"reference": "R-1", "hold": REFERENCE, "amount": ASKED}
    centre.says += [requested(), ("recall.opened", recalled)]
    work(Desk(House(tostik, Behaviour(pretends=1.0)), town(running, Extra(ASKED)), kept, BEGIN))
    assert sent(running, "/api/v1/recalls/R-1/answer")[0] == {
        "id": "recall R-1", "accepted": 0, "rejection": "no_balance",
    }  # fmt: skip


def test_nothing_is_answered_before_its_time_nor_where_an_officer_looks_himself(
    centre: Centre, running: MisbehavingGateway, tostik: Bank, kept: Path
) -> None:
    centre.says += [requested()]
    desk = Desk(House(tostik, HONEST), town(running, Extra(ASKED)), kept, BEGIN)
    desk.step(BEGIN)
    desk.step(BEGIN + MINUTE)
    assert not sent(running, "/api/v1/holds/.*")
    by_hand = Desk(House(tostik, HONEST), town(running, Extra(ASKED, by_hand=True)), kept, BEGIN)
    work(by_hand)
    assert not sent(running, "/api/v1/holds/.*")


def test_while_it_is_down_it_reads_nothing_and_afterwards_everything(
    centre: Centre, running: MisbehavingGateway, tostik: Bank, kept: Path
) -> None:
    ways = Behaviour(down=(Down(0.0, 90.0),))
    desk = Desk(House(tostik, ways), town(running, Extra(ASKED)), kept, BEGIN)
    centre.says.append(requested())
    desk.step(BEGIN + MINUTE)
    desk.step(BEGIN + 80 * MINUTE)
    assert not running.asked
    desk.step(BEGIN + 91 * MINUTE)
    desk.step(BEGIN + 120 * MINUTE)
    assert len(sent(running, f"/api/v1/holds/{REFERENCE}/answer")) == 1


def test_it_wakes_for_its_next_work_and_when_it_is_back_and_looks_for_messages_when_it_is_told_to(
    centre: Centre, running: MisbehavingGateway, tostik: Bank, kept: Path
) -> None:
    ways = Behaviour(down=(Down(10.0, 90.0),))
    desk = Desk(House(tostik, ways), town(running, Extra(ASKED)), kept, BEGIN)
    back = BEGIN + 90 * MINUTE + 1
    assert desk.next_at(BEGIN) == back
    assert desk.next_at(BEGIN + 100 * MINUTE) is None
    centre.says.append(requested())
    desk.step(BEGIN + MINUTE, lambda _house, _after: False)
    assert not running.asked
    desk.step(BEGIN + MINUTE, lambda house, after: (house, after) == ("TOSTIKZA", 0))
    due = desk.next_at(BEGIN + MINUTE)
    assert due is not None
    assert BEGIN + MINUTE < due < BEGIN + 10 * MINUTE
    assert desk.next_at(BEGIN + 20 * MINUTE) == back, "what is due while it is away waits until it is back"
    desk.step(back)
    assert sent(running, f"/api/v1/holds/{REFERENCE}/answer")


def test_it_takes_as_long_over_an_account_in_every_play(
    centre: Centre, running: MisbehavingGateway, tostik: Bank, kept: Path
) -> None:
    centre.says.append(requested())
    desk = Desk(House(tostik, HONEST), town(running, Extra(ASKED)), kept, BEGIN)
    desk.step(BEGIN)
    other = ("hold.requested", requested()[1] | {"reference": "H-000008-7"})
    centre.says[:] = [other]
    again = Desk(House(tostik, HONEST), town(running, Extra(ASKED)), kept.with_name("again.json"), BEGIN)
    again.step(BEGIN)
    assert desk.next_at(BEGIN) is not None
    assert desk.next_at(BEGIN) == again.next_at(BEGIN)


def test_an_innocent_objects_on_the_citizens_page_with_what_the_bank_told_him(
    centre: Centre, running: MisbehavingGateway, tostik: Bank, kept: Path
) -> None:
    centre.says.append(requested())
    work(Desk(House(tostik, HONEST), town(running, Extra(ASKED, innocent=True)), kept, BEGIN))
    opened, objected = [one for one in running.asked if one.method == "POST" and one.path.startswith("/kk/help")]
    said = {name: values[0] for name, values in parse_qs(opened.body.decode()).items()}
    assert said == {"reference": REFERENCE, "code": "AAAAA-BBBBB", "csrfmiddlewaretoken": "t0ken"}
    assert (opened.path, objected.path) == ("/kk/help/held/", "/kk/help/held/objection/")
    assert parse_qs(objected.body.decode())["text"]


def test_a_recall_is_accepted_and_the_victim_paid_through_the_gateway(
    centre: Centre, running: MisbehavingGateway, tostik: Bank, kept: Path
) -> None:
    wanted = {
        "reference": "F-1", "recall": "R-1", "amount": ASKED, "to_account": VICTIM, "to_institution": "ALDARKZA",
    }  # fmt: skip
    recalled = {"reference": "R-1", "hold": REFERENCE, "amount": ASKED}
    here = town(running, Extra(ASKED))
    centre.says += [requested(), ("recall.opened", recalled)]
    desk = Desk(House(tostik, HONEST), here, kept, BEGIN)
    work(desk)
    assert sent(running, "/api/v1/recalls/R-1/answer") == [{"id": "recall R-1", "accepted": ASKED}]
    centre.says.append(("refund.wanted", wanted))
    for hours in (9_000, 10_000):
        desk.step(BEGIN + hours * HOUR)
    (payment,) = sent(running, "/v1/payments/screen")
    assert (payment["debtor"]["account"], payment["creditor"]["account"]) == (ACCOUNT, VICTIM)
    assert sent(running, "/api/v1/refunds/F-1/paid")[0]["payment_id"] == payment["id"]
    (returned,) = [event for event in here.events if isinstance(event, Returned)]
    assert (returned.hold, returned.amount) == (REFERENCE, ASKED)


def test_what_is_let_go_is_its_holder_s_again_and_a_request_taken_back_is_no_work(
    centre: Centre, running: MisbehavingGateway, tostik: Bank, kept: Path
) -> None:
    here = town(running, Extra(ASKED, undecided=True))
    desk = Desk(House(tostik, HONEST), here, kept, BEGIN)
    centre.says.append(requested())
    work(desk, times=2)
    assert here.vault.available(0) == 0
    centre.says += [("hold.released", {"reference": REFERENCE})]
    desk.step(BEGIN + 9_000 * HOUR)
    assert here.vault.available(0) == ASKED
    assert [event.amount for event in here.events if isinstance(event, LetGo)] == [ASKED]
    assert desk.waiting == 0


def test_a_removed_entry_is_forgotten_and_that_is_said(
    centre: Centre, running: MisbehavingGateway, tostik: Bank, kept: Path
) -> None:
    centre.says += [("entry.removed", {"reference": "L-1"}), ("hold.withdrawn", {"reference": REFERENCE})]
    work(Desk(House(tostik, HONEST), town(running, Extra(0)), kept, BEGIN))
    assert sent(running, "/api/v1/registry/removals/L-1/confirm") == [{"id": "removal L-1"}]


def test_what_the_centre_refuses_is_done_with_and_what_fails_comes_again(
    centre: Centre, running: MisbehavingGateway, tostik: Bank, kept: Path
) -> None:
    desk = Desk(House(tostik, HONEST), town(running, Extra(ASKED, undecided=True)), kept, BEGIN)
    centre.says += [requested()]
    centre.refuses["/answer"] = HTTPStatus.SERVICE_UNAVAILABLE
    desk.step(BEGIN)
    desk.step(BEGIN + HOUR)
    assert sent(running, f"/api/v1/holds/{REFERENCE}/answer")
    running.asked.clear()
    centre.refuses["/answer"] = HTTPStatus.CONFLICT
    work(desk)
    assert len(sent(running, f"/api/v1/holds/{REFERENCE}/answer")) == 1


def test_a_desk_goes_on_where_it_stopped(centre: Centre, running: MisbehavingGateway, tostik: Bank, kept: Path) -> None:
    centre.says.append(requested())
    here = town(running, Extra(ASKED))
    Desk(House(tostik, HONEST), here, kept, BEGIN).step(BEGIN)
    work(Desk(House(tostik, HONEST), here, kept, BEGIN))
    assert len(sent(running, f"/api/v1/holds/{REFERENCE}/answer")) == 1
    assert len(sent(running, f"/api/v1/holds/{REFERENCE}/analysis")) == 1
    assert any("after=1&" in one.path for one in running.asked)
