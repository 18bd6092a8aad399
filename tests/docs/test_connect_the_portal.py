"""What the portal's builders are told works: the Python of the page, over real HTTP, with a person's own signature."""

import base64
from typing import Any

import pytest
from pytest_django.live_server_helper import LiveServer

from arasha.client import CreditPortal
from arasha.kernel.access.scopes import Scope
from tests.docs.pages import ROOT, blocks
from tests.domains.credit.refusing import APAI, PORTAL
from tests.support.ca import Authority
from tests.support.centre import connect

PAGE = ROOT / "docs" / "how-to" / "connect-the-portal.md"


@pytest.fixture
def names(transactional_db: None, live_server: LiveServer, authority: Authority) -> dict[str, Any]:
    """What the page's Python finds there already: the address, the key, a user who can sign."""
    key = authority.person(APAI, "ОЙДАН АПАЙ")
    return {
        "key": connect(PORTAL, Scope.CREDIT_PORTAL),
        "iin": APAI,
        "sign": lambda text: base64.b64encode(key.cms(text.encode())).decode(),
        "url": live_server.url,
    }


def test_the_python_of_the_page_refuses_and_lifts(names: dict[str, Any]) -> None:
    (block,) = blocks(PAGE, "python")
    code = block.replace('"https://centre.example"', "url")
    assert code != block
    exec(compile(code, PAGE.name, "exec"), names)
    assert names["waits"].state == "lift_cooling"
    assert names["waits"].lift.cooling_until > names["waits"].lift.asked_at
    with CreditPortal(names["url"], names["key"]) as portal:
        assert [each.what for each in portal.history(names["person"]).events] == ["cooling", "lift_asked", "set"]
