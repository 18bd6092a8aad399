"""The list of an account's payments: narrowed, a page at a time."""

from datetime import timedelta

import pytest

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.queries import account_payments
from arasha.domains.payments.queries.account_payments import Listed, Place
from tests.support.cast import DROP, PENSIONER, SHOP, TOSTIK
from tests.support.recorded import given, token_of

pytestmark = pytest.mark.usefixtures("db")

NOW = timedelta()


def listed(wanted: Listed, size: int = 10, after: Place | None = None) -> list[int]:
    return [row.sequence for row in account_payments.page(token_of(DROP), wanted, size, after)]


def test_both_directions_stand_together_the_newest_first() -> None:
    old, new = given(ago=timedelta(minutes=9)), given(ago=timedelta(minutes=2))
    middle = given(debtor=DROP, creditor=SHOP, asker=TOSTIK, ago=timedelta(minutes=5))
    assert listed(Listed()) == [new, middle, old]
    assert listed(Listed(credit=True)) == [new, old]
    assert listed(Listed(credit=False)) == [middle]


def test_only_those_from_a_verdict_on() -> None:
    given(Verdict.ALLOW)
    held, refused = given(Verdict.HOLD, ago=timedelta(hours=1)), given(Verdict.REFUSE, ago=timedelta(hours=2))
    assert listed(Listed(verdict=Verdict.HOLD)) == [held, refused]


def test_pages_follow_each_other_without_gap_or_repetition() -> None:
    sequences = [given(ago=timedelta(minutes=10 + place // 2)) for place in range(7)]
    seen, after = list[int](), None
    while page := account_payments.page(token_of(DROP), Listed(), 2, after):
        seen += [row.sequence for row in page]
        after = account_payments.place_of(page[-1])
    assert sorted(seen) == sequences


def test_a_payment_asked_about_twice_is_listed_once() -> None:
    first = given()
    given(first=first, asker=TOSTIK, side="incoming")
    assert listed(Listed()) == [first]


def test_the_ends_of_what_is_known_of_an_account() -> None:
    assert account_payments.seen(token_of(DROP)) is None
    given(ago=timedelta(hours=3))
    given(debtor=DROP, creditor=PENSIONER, asker=TOSTIK, ago=timedelta(hours=1))
    seen = account_payments.seen(token_of(DROP))
    assert seen is not None
    assert seen.last_at - seen.first_at >= timedelta(hours=1, minutes=59)
    assert seen.institution == TOSTIK.code
