"""Somebody signs in with NCALayer at a computer, fetches the extract, and reads who lends all the same, in three
languages on a telephone. Every page is read by axe against WCAG 2.2 AA.

NCALayer is played at its own address, with a key of the test authority: its greeting, its question, its answer.
"""

import base64
import json
from collections.abc import Callable

import msgspec
import pytest
from playwright.sync_api import WebSocketRoute, expect

from arasha.domains.credit.actions import figures
from arasha.domains.credit.rules import dispute
from arasha.kernel.log import ledger
from arasha.kernel.settings import current
from tests.domains.credit import disputes
from tests.support.ca import Authority, Key
from tests.support.chromium import Reader
from tests.support.credit import APAI, Counter

pytestmark = pytest.mark.browser

PROGRAM = "wss://127.0.0.1:13579/"
FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


@pytest.fixture
def trusting(authority: Authority, monkeypatch: pytest.MonkeyPatch) -> Authority:
    """The page offers signing, because there is an authority."""
    believing = msgspec.structs.replace(current(), trust_anchors=authority.folder)
    monkeypatch.setattr("arasha.interfaces.public.views.sign_in.current", lambda: believing)
    return authority


def ncalayer(key: Key | None) -> Callable[[WebSocketRoute], None]:
    """The program: it greets, and signs what it is asked to; without a key the person declines."""

    def heard(socket: WebSocketRoute, message: str) -> None:
        asked = json.loads(message)
        assert (asked["module"], asked["method"]) == ("kz.gov.pki.knca.basics", "sign")
        signed = key.cms(base64.b64decode(asked["args"]["data"])) if key else None
        body = {"result": [base64.b64encode(signed).decode()]} if signed else {}
        socket.send(json.dumps({"status": True, "body": body}))

    def opened(socket: WebSocketRoute) -> None:
        socket.on_message(lambda message: heard(socket, str(message)))
        socket.send(json.dumps({"result": {"version": "1.4"}}))

    return opened


def looks_right(reader: Reader) -> None:
    assert reader.barriers() == []
    assert reader.page.evaluate(FITS), reader.page.url


def test_somebody_signs_with_ncalayer_and_fetches_the_extract(
    reader: Reader, trusting: Authority, counter: Counter
) -> None:
    disputes.dispute(counter)
    page = reader.page
    page.route_web_socket(PROGRAM, ncalayer(None))
    reader.open("/ru/help/credit/extract/")
    page.get_by_role("button", name="Подписать через NCALayer").click()
    expect(page.get_by_text("Вы не подписали.")).to_be_visible()
    looks_right(reader)
    page.route_web_socket(PROGRAM, ncalayer(trusting.person(APAI)))
    page.reload()
    page.get_by_role("button", name="Подписать через NCALayer").click()
    expect(page.get_by_role("heading", name="Выписка с доказательствами")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Скачать выписку").click()
    bundle = dispute.parse(download.value.path().read_bytes())
    assert bundle.iin == APAI
    dispute.verify(bundle, ledger.signer().verifier)


@pytest.mark.parametrize(("language", "scheme"), [("kk", "dark"), ("ru", "light"), ("en", "light")])
def test_the_pages_fit_a_telephone_and_are_read_by_everybody(
    reader: Reader, trusting: Authority, counter: Counter, language: str, scheme: str
) -> None:
    disputes.dispute(counter)
    figures.publish()
    reader.page.set_viewport_size({"width": 390, "height": 844})
    reader.page.emulate_media(color_scheme="dark" if scheme == "dark" else "light")
    for path in ("sign-in/", "transparency/", "transparency/credit/"):
        reader.open(f"/{language}/help/{path}")
        for each in reader.page.locator("details summary").all():
            each.click()
        looks_right(reader)
