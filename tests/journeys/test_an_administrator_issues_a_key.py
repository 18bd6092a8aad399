"""An administrator gives an institution a key on the screen; the gateway knows it at once, and forgets it at once."""

import re
import time

import httpx
import pytest

from arasha.kernel.access import queries
from arasha.kernel.access.roles import Role
from tests.support.cast import TOSTIK
from tests.support.centre import Centre
from tests.support.chromium import Reader

pytestmark = pytest.mark.browser

KEY = re.compile(r"arasha_[a-z2-9]{10}_[\w-]{43}")
ASKED = {"identifiers": [{"kind": "phone", "value": "+77010000000"}]}


def status(centre: Centre, key: str) -> int:
    headers = {"Authorization": f"Bearer {key}"}
    return httpx.post(f"{centre.url}/v1/registry/check", json=ASKED, headers=headers).status_code


def wait_for(centre: Centre, key: str, wanted: int, seconds: float = 20.0) -> None:
    """Return when the gateway answers so to the key."""
    deadline = time.monotonic() + seconds
    while status(centre, key) != wanted:
        assert time.monotonic() < deadline, f"the gateway never answered {wanted}"
        time.sleep(0.05)


def test_a_key_works_as_soon_as_it_is_issued_and_not_a_moment_after_it_is_revoked(
    centre: Centre, reader: Reader
) -> None:
    bank = queries.institution(TOSTIK.code)
    reader.log_in(Role.ADMINISTRATOR)
    page = reader.page
    page.click("nav >> text=Institutions")
    page.click(f"text={TOSTIK.code}")
    page.fill("#id_label", "the core system")
    page.click("button:has-text('Issue')")
    page.wait_for_selector("text=It is shown once")
    (key,) = set(KEY.findall(page.content()))
    assert reader.barriers() == []
    wait_for(centre, key, 200)

    reader.open(f"/en/institutions/{bank.number}/")
    assert key not in page.content()
    row = page.locator(f"li:has-text('{key.split('_')[1]}')")
    row.locator("summary").click()
    row.locator("input[name=sure]").check()
    row.locator("button:has-text('Revoke')").click()
    page.wait_for_selector("text=The key is revoked")
    wait_for(centre, key, 401)
