"""What fraud desks are told works: the Python of `handle-holds`, from the request to hold to the money back."""

import hashlib
import time
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from arasha.domains.recovery.actions import recalls
from arasha.domains.recovery.models import Evidence, Hold, Incident, Recall, Refund
from arasha.kernel.access import queries as access
from arasha.kernel.access.roles import Role
from arasha.kernel.deliveries import queries as deliveries
from arasha.kernel.deliveries import signing
from arasha.kernel.references import Letter, reference
from tests.docs.pages import ROOT, blocks
from tests.domains.recovery.stolen import STOLEN, hold, works
from tests.support.cast import ALDAR, SHOP, TOSTIK
from tests.support.centre import connect

PAGE, README = ROOT / "docs" / "how-to" / "handle-holds.md", ROOT / "README.md"
HERE, KEY = "http://127.0.0.1:8000", "arasha_…"


@pytest.fixture
def key(transactional_db: None) -> str:
    connect(ALDAR)
    return connect(TOSTIK)


def played(url: str, key: str, page: Path = PAGE, about: str = "") -> tuple[dict[str, Any], str]:
    """Run a page's Python about something from top to bottom; its names, and what it printed."""
    names, said = dict[str, Any](), StringIO()
    for block in [block for block in blocks(page, "python") if about in block]:
        with redirect_stdout(said):
            exec(compile(block.replace(HERE, url).replace(KEY, key), page.name, "exec"), names)
    return names, said.getvalue()


def test_the_python_of_the_page_does_what_it_says(key: str, live_server: LiveServer) -> None:
    asked = hold()
    Incident.objects.update(complaint=999)  # not that of the report which the page makes
    names, said = played(live_server.url, key)
    assert "hold.requested" in said
    assert "held_full until" in said
    assert "received none none" in said
    asked.refresh_from_db()
    assert (asked.state, asked.held, asked.analysis) == ("held_full", STOLEN, "agreed")
    lay_down(names, asked)
    give_back(names, asked)
    assert Refund.objects.get().payment_id == "RETURN-1"
    protection = names["protect"](SHOP.account, "Ainur", "+7 701 555 12 34")
    assert [each.reference for each in names["desk"].protections().protections] == [protection]
    assert names["agreed"](protection) == "ended_trusted"
    names["desk"].close()


def test_the_ten_lines_of_the_readme_report_a_theft_and_hold_what_came(key: str, live_server: LiveServer) -> None:
    asked = hold()
    Incident.objects.update(complaint=999)  # not that of the report which the page makes
    names, _ = played(live_server.url, key, README, "FraudDesk")
    asked.refresh_from_db()
    assert (asked.state, asked.held, asked.analysis) == ("held_full", STOLEN, "agreed")
    assert names["taken"].code
    names["desk"].close()


def lay_down(names: dict[str, Any], kept: Hold) -> None:
    content = b"%PDF-1.7 a contract"
    digest = names["lay_down"](reference(Letter.HOLD, kept.id), "contract.pdf", content)
    assert digest == hashlib.sha256(content).hexdigest()
    assert Evidence.objects.get().about == str(kept)


def give_back(names: dict[str, Any], kept: Hold) -> None:
    asked = recalls.open_recall(kept.id, works(Role.ANALYST, "aigerim"))
    recalls.sanction(asked.id, sanctioned=True, reason="", by=works(Role.PROSECUTOR, "timur"))
    names["give_back"](reference(Letter.RECALL, asked.id), STOLEN)
    assert Recall.objects.get().state == "accepted_full"
    names["paid"](reference(Letter.REFUND, Refund.objects.get().id), "RETURN-1")


def test_the_receiver_of_the_page_takes_what_is_ours_once_and_nothing_else(key: str, live_server: LiveServer) -> None:
    hold()
    names, _ = played(live_server.url, key)
    (parcel, *_) = deliveries.after(access.institution(TOSTIK.code).number, 0, 1)
    secret = signing.new_secret()
    headers = signing.headers([secret], parcel.name, int(time.time()), parcel.body)
    for _ in range(2):
        assert names["receive"](headers, parcel.body, signing.written(secret)) == 204
    assert names["seen"] == {parcel.name}
    assert names["receive"](headers, parcel.body + b" ", signing.written(secret)) == 401
    names["desk"].close()
