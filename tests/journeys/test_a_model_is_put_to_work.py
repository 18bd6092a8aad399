"""A model is tried in shadow and on a part by one person, and made live by another."""

import pytest

from arasha.domains.payments.facts import ModelStage
from arasha.domains.payments.queries.models import model
from arasha.kernel.access.roles import Role
from tests.support.cast import SAULE
from tests.support.chromium import Reader
from tests.support.models_kept import registered

pytestmark = pytest.mark.browser


def test_a_model_goes_from_shadow_to_live_with_a_second_person(reader: Reader) -> None:
    version = registered(SAULE)
    reader.log_in(Role.ANALYST)
    page = reader.page
    page.click("nav >> text=Models")
    page.click(f"text={version}")
    page.click("button:has-text('Put into shadow')")
    page.wait_for_selector("text=It answers beside the live one on every payment")
    page.fill("#id_percent", "25")
    page.click("text=Roll out to this part")
    page.wait_for_selector("text=25 % of paying accounts")
    assert page.locator("button:has-text('Make it live')").count() == 0
    page.click("text=Log out")
    reader.log_in(Role.SUPERVISOR)
    reader.open(f"/en/models/{version}/")
    page.click("button:has-text('Make it live')")
    page.wait_for_selector("text=It speaks for all payments.")
    assert model(version).stage is ModelStage.LIVE
    assert reader.barriers() == []
