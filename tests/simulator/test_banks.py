"""Banks at work: a theft is paid, noticed and reported; the thieves go on; each theft is told once."""

from collections.abc import Iterator
from http import HTTPStatus
from pathlib import Path

import pytest

from arasha.simulator.banks import Banks
from arasha.simulator.desk import Bank
from arasha.simulator.thefts import AT_WORK, OPENING
from tests.client.gateway import MisbehavingGateway
from tests.simulator.centre import Centre, bank, close, sent

FAST = 10_000.0


@pytest.fixture
def centre() -> Centre:
    return Centre()


@pytest.fixture
def running(centre: Centre) -> Iterator[MisbehavingGateway]:
    with MisbehavingGateway([centre]) as found:
        yield found


@pytest.fixture
def connected(running: MisbehavingGateway) -> Iterator[dict[str, Bank]]:
    opened = {code: bank(running, code) for code in AT_WORK}
    yield opened
    for each in opened.values():
        close(each)


def goes_on() -> bool:
    return False


def test_a_theft_is_paid_and_then_reported_by_the_victim_s_bank(
    running: MisbehavingGateway, connected: dict[str, Bank], tmp_path: Path
) -> None:
    Banks(connected, tmp_path, FAST).rob(goes_on)
    assert [one.path for one in running.asked] == [
        "/v1/payments/screen", "/v1/payments/outcome", "/api/v1/thefts",
    ]  # fmt: skip
    (payment,), (report,) = sent(running, "/v1/payments/screen"), sent(running, "/api/v1/thefts")
    assert [told["payment_id"] for told in report["payments"]] == [payment["id"]]


def test_what_is_to_be_held_is_let_go_and_the_thief_goes_on_after_the_report(
    running: MisbehavingGateway, connected: dict[str, Bank], tmp_path: Path
) -> None:
    banks = Banks(connected, tmp_path, FAST)
    for _ in OPENING:
        banks.rob(goes_on)
    reported = len(running.asked)
    banks.look(goes_on)
    after = [one for one in running.asked[reported:] if one.path == "/v1/payments/screen"]
    assert after, "the runaway drop"
    outcomes = {one["outcomes"][0]["outcome"] for one in sent(running, "/v1/payments/outcome")}
    assert outcomes == {"executed", "released"}


def test_each_theft_is_told_once_even_when_the_banks_begin_again(
    running: MisbehavingGateway, connected: dict[str, Bank], tmp_path: Path
) -> None:
    for _ in range(2):
        Banks(connected, tmp_path, FAST).rob(goes_on)
    reports = [report["id"] for report in sent(running, "/api/v1/thefts")]
    assert len(set(reports)) == len(reports) == 2
    assert Banks(connected, tmp_path, FAST).told == 2


def test_a_stopped_theft_is_not_reported_and_a_centre_that_is_away_does_not_end_the_play(
    centre: Centre, running: MisbehavingGateway, connected: dict[str, Bank], tmp_path: Path
) -> None:
    Banks(connected, tmp_path).rob(lambda: True)
    assert not sent(running, "/api/v1/thefts")
    centre.refuses["/api/v1/messages"] = HTTPStatus.SERVICE_UNAVAILABLE
    looks: list[None] = []
    Banks(connected, tmp_path, FAST).play(lambda: len(looks) > 1, lambda: looks.append(None))
    assert len(looks) == 2
