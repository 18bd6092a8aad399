"""What a citizen wrote on the pages leads to holds, and the same pages tell him and the holder of it."""

import re
from datetime import timedelta

import pytest
from django.test import Client as Browser

from arasha.app.reactions import LINES
from arasha.domains.payments.facts import Verdict
from arasha.domains.recovery.actions import holds
from arasha.domains.recovery.models import Hold
from arasha.kernel.outbox.reacting import catch_up
from tests.domains.recovery.stolen import TOSTIK_SAYS, connected
from tests.interfaces.public.forms import page, sent
from tests.support.cast import ALDAR, DROP, PENSIONER, TOSTIK
from tests.support.recorded import given, token_of

pytestmark = pytest.mark.usefixtures("db")

STOLEN = 15_000_000


def worked() -> None:
    """Do what the worker does."""
    catch_up(*LINES)


def test_a_citizen_s_words_lead_to_a_hold_of_exactly_his_money() -> None:
    connected(ALDAR), connected(TOSTIK)
    given(Verdict.ALLOW, debtor=PENSIONER, creditor=DROP, amount=STOLEN, ago=timedelta(minutes=3))
    browser = Browser()
    sent(browser)
    reference, code = re.findall(r'<dd class="mono">([^<]+)</dd>', page(browser, "report/done/"))
    worked()
    [hold] = Hold.objects.all()
    assert (hold.account, hold.amount, hold.institution_code) == (token_of(DROP), STOLEN, TOSTIK.code)
    browser.post("/en/help/status/", {"reference": reference, "code": code})
    before = page(browser, "status/")
    assert "Where the money is" in before
    holds.answer(hold.id, holds.Answer(STOLEN // 2), TOSTIK_SAYS)
    after = page(browser, "status/")
    assert before.count("75\N{NO-BREAK SPACE}000") == 0
    assert after.count("75\N{NO-BREAK SPACE}000") >= 1


def test_a_payment_that_no_bank_has_told_of_yet_leaves_the_report_waiting() -> None:
    connected(ALDAR), connected(TOSTIK)
    browser = Browser()
    sent(browser)
    worked()
    assert not Hold.objects.exists()
