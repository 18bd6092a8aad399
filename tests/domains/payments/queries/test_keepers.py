"""Who keeps an account: who last sent a payment out of it, said by its own side."""

from datetime import timedelta

import pytest

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.queries.keepers import keeper_of
from tests.support.cast import ALDAR, DROP, PENSIONER, TOSTIK
from tests.support.recorded import given, token_of

pytestmark = pytest.mark.usefixtures("db")


def test_who_sent_its_last_payment_keeps_it() -> None:
    given(Verdict.ALLOW, codes=())
    assert keeper_of(token_of(PENSIONER)) == ALDAR.code


def test_what_the_other_side_says_of_it_is_no_proof() -> None:
    given(Verdict.ALLOW, codes=(), side="incoming", asker=TOSTIK)
    assert keeper_of(token_of(PENSIONER)) is None
    assert keeper_of(token_of(DROP)) is None


def test_an_account_that_moved_is_kept_where_it_paid_last() -> None:
    moved = type(PENSIONER)(account=PENSIONER.account, institution=TOSTIK.code)
    given(Verdict.ALLOW, codes=(), debtor=moved, asker=TOSTIK, ago=timedelta(minutes=1))
    given(Verdict.ALLOW, codes=(), ago=timedelta(days=1))
    assert keeper_of(token_of(PENSIONER)) == TOSTIK.code
