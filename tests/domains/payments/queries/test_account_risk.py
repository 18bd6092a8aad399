"""Reading standing risk: lists narrowed and in order, page by page, and what a hold would touch."""

from datetime import timedelta

import pytest

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.queries import account_risk as queries
from arasha.domains.payments.queries.account_risk import Candidate, Held, Order, Sign, Wanted
from arasha.kernel.tiers import Tier
from tests.support.cast import ALDAR, DROP, NEIGHBOUR, PENSIONER, TOSTIK
from tests.support.recorded import given, token_of

GRAVER, MILDER = ("REMOTE_ACCESS", "PAID_BY_VERY_MANY"), ("REMOTE_ACCESS",)


@pytest.fixture
def drops(db: None) -> list[str]:
    """Five accounts, the worst first, by their tokens."""
    accounts = [TOSTIK.account(50 + number) for number in range(5)]
    for payments, account in zip((6, 4, 3, 2, 1), accounts, strict=True):
        for _ in range(payments):
            given(Verdict.WARN, codes=GRAVER if payments > 2 else MILDER, creditor=account)
    return [token_of(account).hex for account in accounts]


def pages(wanted: Wanted, size: int) -> list[str]:
    """All accounts, read a page at a time."""
    found, last = list[Candidate](), None
    while page := queries.candidates(wanted, size, last):
        found, last = found + page, queries.place_of(page[-1])
    return [one.token.hex for one in found]


@pytest.mark.parametrize("size", [1, 2, 5, 9])
def test_the_worst_stand_first_and_no_page_repeats_or_skips(drops: list[str], size: int) -> None:
    assert pages(Wanted(), size) == drops


@pytest.mark.parametrize("size", [1, 3])
def test_those_who_came_to_their_tier_last_can_stand_first(drops: list[str], size: int) -> None:
    since = {one.token.hex: one.since for one in queries.candidates(Wanted(), 10)}
    assert pages(Wanted(order=Order.NEWEST), size) == sorted(since, key=lambda token: since[token], reverse=True)


def test_a_list_is_narrowed_by_tier_institution_and_sign(drops: list[str]) -> None:
    assert set(pages(Wanted(tier=Tier.MEDIUM), 10)) < set(drops)
    assert set(pages(Wanted(sign=Sign.STRANGERS_PAY_IN), 10)) == set(drops[:3])
    assert pages(Wanted(institution=TOSTIK.code), 10) == drops
    assert pages(Wanted(institution=ALDAR.code), 10) == []
    assert sum(queries.counts().values()) == len(drops)


def test_a_hold_would_have_met_what_passed_lately_each_payment_once(db: None) -> None:
    first = given(Verdict.WARN, amount=1_000_00)
    given(Verdict.WARN, amount=1_000_00, asker=TOSTIK, side="incoming", first=first)
    given(Verdict.ALLOW, codes=(), amount=2_000_00, debtor=NEIGHBOUR)
    given(Verdict.HOLD, amount=4_000_00)
    given(Verdict.ALLOW, codes=(), amount=8_000_00, ago=timedelta(days=31))
    given(Verdict.ALLOW, codes=(), amount=500_00, asker=TOSTIK, debtor=DROP, creditor=PENSIONER)
    assert queries.if_held(token_of(DROP)) == Held(30, 2, 3_000_00, 2, 1, 500_00, 1)


def test_of_an_account_that_nobody_accused_nothing_stands(db: None) -> None:
    assert queries.risk_of(token_of(DROP)) is None
    assert queries.history_of(token_of(DROP)) == []
    assert queries.if_held(token_of(DROP)) == Held(30, 0, 0, 0, 0, 0, 0)
