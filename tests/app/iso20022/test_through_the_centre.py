"""From the request to the money back in ISO 20022 alone: the real API, the real recovery, a bank that reads no JSON."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import msgspec
import pytest
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections

from arasha.app.iso20022 import desk as work
from arasha.client import FraudDesk
from arasha.domains.complaints.queries import by_report
from arasha.domains.recovery.actions import recalls
from arasha.domains.recovery.facts.handling import AnalysisState, HoldState
from arasha.domains.recovery.facts.returning import RecallState, RefundState
from arasha.domains.recovery.models import Hold, Recall, Refund
from arasha.interfaces.exchange.iso20022 import documents
from arasha.interfaces.exchange.iso20022.messages import (
    Agent,
    Cancellation,
    Finding,
    Group,
    Item,
    Resolution,
    Resolutions,
    Return,
    Returns,
)
from arasha.kernel.access.roles import Role
from tests.domains.recovery.stolen import STOLEN, hold, works
from tests.interfaces.exchange.iso20022.letters import CENTRE, RECEIVER, TRANSFERS, transfers
from tests.support.cast import ALDAR, NOON, TOSTIK, Bank
from tests.support.centre import connect

ENDS = work.Ends(CENTRE, Agent(bic=TOSTIK.code))


@pytest.fixture(autouse=True)
def one_connection() -> Iterator[None]:
    """Nobody has asked anything yet; the web stays on the test's own connection, as under Django's test client."""
    signals = (request_started, request_finished)
    for signal in signals:
        signal.disconnect(close_old_connections)
    yield
    for signal in signals:
        signal.connect(close_old_connections)


def desk_of(bank: Bank) -> FraudDesk:
    """A fraud desk with a key of its own, that speaks to the web in this process."""
    desk = FraudDesk("http://127.0.0.1", connect(bank))
    desk._http = httpx.Client(base_url="http://127.0.0.1", transport=httpx.WSGITransport(app=get_wsgi_application()))
    return desk


@pytest.fixture
def tostik(db: None) -> FraudDesk:
    connect(ALDAR)
    return desk_of(TOSTIK)


def collected(tostik: FraudDesk, folder: Path) -> dict[str, Path]:
    """What has newly come, by the names of files."""
    return {path.name: path for path in work.collect(tostik, folder, ENDS)}


def requested(files: dict[str, Path], letter: str) -> Cancellation:
    """The one request among files whose reference begins with a letter."""
    (path,) = (path for name, path in files.items() if name.startswith(letter) and "analysis" not in name)
    (item,) = documents.read(path).items()
    return item  # type: ignore[no-any-return]


def answered(tostik: FraudDesk, folder: Path, group: Group, *items: Item) -> list[dict[str, Any]]:
    """What the centre says to a letter of the bank."""
    path = folder / f"{group.id}.out.xml"
    path.write_bytes(documents.write(group, items))
    return list(work.answer(tostik, path, folder))


def yes(id_: str, request: Cancellation) -> tuple[Resolutions, Resolution]:
    """All of it."""
    group = Resolutions(id=id_, created=NOON, sender=RECEIVER, receiver=CENTRE, status="CNCL")
    return group, Resolution(case=request.case, case_by=CENTRE, status="ACCR")


def test_stolen_money_is_held_agreed_upon_recalled_and_returned_in_iso_20022_alone(
    tostik: FraudDesk, tmp_path: Path
) -> None:
    asked = hold()
    request = requested(collected(tostik, tmp_path), "H-")
    assert request.information[:2] == ["/ACT/HOLD", "/AMT/150000.00"]
    [held] = answered(tostik, tmp_path, *yes("A-1", request))
    assert (held["reference"], held["state"], held["held"]) == (request.case, "held_full", STOLEN)
    assert answered(tostik, tmp_path, *yes("A-1", request)) == [held], "the same letter, the same answer"

    finding = Finding(id="A-2", status="CLSD", authorised=True, asked="Q", investigation=request.case, type="RQFI",
                      sender=CENTRE, receiver=RECEIVER)  # fmt: skip
    answered(tostik, tmp_path, finding)
    assert Hold.objects.get(id=asked.id).analysis == AnalysisState.AGREED

    opened = recalls.open_recall(asked.id, works(Role.ANALYST, "aigerim"))
    recalls.sanction(opened.id, True, "lawful", works(Role.PROSECUTOR, "timur"))
    recall = requested(collected(tostik, tmp_path), "R-")
    assert recall.information[0] == "/ACT/RECALL"
    assert f"/HLD/{request.case}" in recall.information
    answered(tostik, tmp_path, *yes("A-3", recall))
    assert Recall.objects.get().state == RecallState.ACCEPTED_FULL

    [wanted] = [path for name, path in collected(tostik, tmp_path).items() if "refund.wanted" in name]
    reference = msgspec.json.decode(wanted.read_bytes())["data"]["reference"]
    back = Returns(id="A-4", created=NOON, sender=RECEIVER, receiver=Agent(bic=ALDAR.code))
    item = Return(id="B-1", amount=STOLEN, reason="FOCR", information=[f"/REF/{reference}"])
    answered(tostik, tmp_path, back, item)
    refund = Refund.objects.get()
    assert (refund.state, refund.payment_id) == (RefundState.PAID, "B-1")


def test_a_part_is_held_and_the_rest_is_not(tostik: FraudDesk, tmp_path: Path) -> None:
    hold()
    request = requested(collected(tostik, tmp_path), "H-")
    group, item = yes("A-1", request)
    answered(tostik, tmp_path, group, msgspec.structs.replace(item, amount=100))
    found = Hold.objects.get()
    assert (found.state, found.held) == (HoldState.HELD_PARTIAL, 100)


@pytest.mark.parametrize(
    ("code", "state", "refusal"),
    [
        ("AM04", HoldState.NOTHING_LEFT, ""),
        ("AC04", HoldState.REFUSED, "account_closed"),
        ("CUST", HoldState.REFUSED, "other"),
    ],
)
def test_a_no_has_its_reason(tostik: FraudDesk, tmp_path: Path, code: str, state: HoldState, refusal: str) -> None:
    hold()
    request = requested(collected(tostik, tmp_path), "H-")
    group, item = yes("A-1", request)
    answered(tostik, tmp_path, group, msgspec.structs.replace(item, status="RJCR", reason=code))
    found = Hold.objects.get()
    assert (found.state, found.refusal) == (state, refusal)


def test_a_theft_is_reported_by_the_message_of_its_payment(db: None, tmp_path: Path) -> None:
    path = tmp_path / "stolen.xml"
    path.write_bytes(documents.write(TRANSFERS, transfers(1)))
    taken = work.report(desk_of(ALDAR), path, "scam", "ru")
    assert taken.code
    assert by_report(ALDAR.code, "M-1")
