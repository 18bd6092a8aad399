"""What banks are told works: the Python of the README and of `connect-a-bank`, and every `curl`, on a real centre."""

import json
import time
from contextlib import redirect_stdout
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import Any

import httpx

from arasha.client.schemas import Answer
from arasha.kernel.log import ledger
from tests.docs.pages import ROOT, blocks
from tests.docs.receipt import canonical, check
from tests.docs.shell import curl
from tests.support.cast import ALDAR
from tests.support.centre import Centre

README = ROOT / "README.md"
CONNECT = ROOT / "docs" / "how-to" / "connect-a-bank.md"
HERE, KEY = "http://127.0.0.1:8001", "arasha_…"


def played(page: Path, centre: Centre) -> tuple[dict[str, Any], str]:
    """Run a page's Python from top to bottom; its names, and what it printed. The fraud desk's is tried elsewhere."""
    names, said = dict[str, Any](), StringIO()
    for block in [block for block in blocks(page, "python") if "FraudDesk" not in block]:
        code = block.replace(HERE, centre.url).replace(KEY, centre.keys[ALDAR.code])
        with redirect_stdout(said):
            exec(compile(code.replace("deadline_s=0.3", "deadline_s=20"), page.name, "exec"), names)
    return names, said.getvalue()


def asked(page: Path, centre: Centre) -> list[httpx.Response]:
    """Send a page's `curl` commands in their order."""
    keys = {"KEY": centre.keys[ALDAR.code]}
    found = [block for block in blocks(page, "sh") if block.startswith("curl")]
    return [curl(block.replace(HERE, centre.url), keys) for block in found]


def test_the_python_of_the_pages_does_what_they_say(centre: Centre) -> None:
    names, said = played(CONNECT, centre)
    answer = names["answer"]
    assert isinstance(answer, Answer)
    assert (answer.verdict, answer.degraded) == ("hold", False)
    assert {reason.code for reason in answer.reasons} == {"REMOTE_ACCESS", "NEW_PAYEE_DURING_CALL"}
    assert "500 REMOTE_ACCESS Төлеуші" in said
    assert "409 id this id was used before for another payment; a new payment needs a new id" in said
    assert len(names["several"].answers) == 100
    assert names["several"].problems == []
    assert [each.tier for each in names["known"].answers] == ["none", "none"]
    assert names["stored"].answer == answer
    readme, _ = played(README, centre)
    assert readme["answer"].verdict == "hold"
    assert (readme["told"].answer, readme["receipt"]["statement"]["lender"]) == ("allow", ALDAR.code)
    for client in (readme["centre"], readme["register"], names["centre"], names["careful"]):
        client.close()


def test_every_curl_of_the_page_gets_what_it_says(centre: Centre) -> None:
    screened, reported, checked, _ = (response.raise_for_status().json() for response in asked(CONNECT, centre))
    assert screened["verdict"] == "warn", "a call and a new receiver; no remote control this time"
    assert reported == {"outcomes": [{"id": screened["id"], "status": "recorded"}]}
    assert [each["tier"] for each in checked["answers"]] == ["none", "none"]
    stored = until_proved(centre, asked)
    check(stored["receipt"], str(ledger.signer().verifier))
    sent = json.loads(blocks(CONNECT, "sh")[1].partition("-d '")[2].rpartition("'")[0])
    in_utc = sent | {"time": "2026-11-20T07:00:00Z"}
    assert stored["receipt"]["statement"]["request_sha256"] == sha256(canonical(in_utc)).hexdigest()


def until_proved(centre: Centre, ask: Any) -> dict[str, Any]:
    """The stored verdict of the page, as soon as the log holds it."""
    deadline = time.monotonic() + 30
    while "receipt" not in (stored := ask(CONNECT, centre)[-1].json()):
        assert time.monotonic() < deadline, centre.log("keeper")
        time.sleep(0.2)
    return dict(stored)
