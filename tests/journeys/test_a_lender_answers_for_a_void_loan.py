"""A lender lent against the answer that it had: a supervisor decides, the lender writes off by keyboard.

Every page of it is read by axe against WCAG 2.2 AA, on the way.
"""

from datetime import timedelta

import pytest
from django.db import transaction

from arasha.domains.credit.actions import claims, lent, marks
from arasha.domains.credit.actions.claims import Dispute
from arasha.domains.credit.actions.lent import Told
from arasha.domains.credit.facts.lending import ClaimState, DisputeReason, LoanSource
from arasha.domains.credit.facts.register import Answer
from arasha.domains.credit.models import Claim, Standing
from arasha.domains.credit.rules import effects
from arasha.domains.credit.rules.effects import Refused, Scope, own
from arasha.kernel import clock
from arasha.kernel.access.roles import Role
from arasha.kernel.tokens import as_uuid
from tests.domains.credit.lending import ESEP, answered, by, connected, person_of, said_of
from tests.support.cast import TOSTIK
from tests.support.chromium import Reader

pytestmark = pytest.mark.browser

FITS = "document.documentElement.scrollWidth <= document.documentElement.clientWidth"


def everything() -> tuple[Claim, str]:
    """Tostik lent to somebody who refuses; a bureau's register contradicts another person's lift. Claim and person."""
    connected(TOSTIK)
    person, other, now = person_of(1), person_of(2), clock.now()
    Standing.objects.create(person=as_uuid(person), effect=own(Refused(Scope.ALL)), change=1, fact=1)
    said_of(person, own(Refused(Scope.ALL)), now - timedelta(days=2))
    check = answered(TOSTIK, person, Answer.DENY, reasons=1)
    with transaction.atomic():
        told = Told(TOSTIK.code, "K-1", person, 30_000_000, now, check.application)
        (taken,) = lent.take([told], LoanSource.LENDER, by(TOSTIK))
    said_of(other, own(Refused(Scope.ALL)), now - timedelta(days=9))
    said_of(other, effects.NOTHING, now - timedelta(days=1))
    marks.take(connected(ESEP), [marks.Told(other, Scope.ALL, 0, now - timedelta(days=5))], by(ESEP))
    assert taken.claim is not None
    return taken.claim, as_uuid(person).hex


def looked(reader: Reader, *paths: str) -> list[str]:
    """What stands in the way of reading some pages, wide and on a telephone."""
    found = []
    for path in paths:
        reader.open(path)
        found += [f"{path}: {barrier}" for barrier in reader.barriers()]
        reader.page.set_viewport_size({"width": 320, "height": 800})
        found += [] if reader.page.evaluate(FITS) else [f"{path}: has to be moved sideways"]
        reader.page.set_viewport_size({"width": 1280, "height": 800})
    return found


def test_a_supervisor_decides_and_the_lender_writes_off_by_keyboard(reader: Reader) -> None:
    claim, person = everything()
    claims.dispute(claim.id, Dispute(DisputeReason.NOT_REFUSED, note="Бас тарту болған жоқ"), by(TOSTIK))
    reader.log_in(Role.SUPERVISOR, "kk")
    paths = (
        "", "lenders/", f"lenders/one/?code={TOSTIK.code}", "bureaus/", "people/", f"people/{person}/",
        f"claims/{claim.id}/",
    )  # fmt: skip
    assert not looked(reader, *(f"/kk/credit/{path}" for path in paths))
    reader.page.locator("#id_reasons").fill("Тізілімде бас тарту тұр")
    reader.page.locator("button[value=uphold]").click()
    reader.page.wait_for_selector("button[value=uphold]", state="detached")
    reader.page.context.clear_cookies()

    reader.log_in(Role.INSTITUTION_OFFICER, "ru")
    assert not looked(reader, "/ru/own/claims/", f"/ru/own/claims/{claim.id}/")
    assert "Тізілімде бас тарту тұр" in reader.page.content()
    reader.press("1")
    reader.page.wait_for_selector("[data-decide='1']", state="detached")
    claim.refresh_from_db()
    assert claim.state == ClaimState.WRITTEN_OFF
