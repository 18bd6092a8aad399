"""The list of drop candidates: masked, narrowed by the address, gravest first."""

from datetime import timedelta
from uuid import UUID

import pytest

from arasha.domains.payments.actions.account_review import review_account
from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.queries.account_risk import Sign
from arasha.kernel.access.roles import Role
from arasha.kernel.tiers import Tier
from tests.support.cast import AIGERIM, ALDAR, DROP, NEIGHBOUR, SHOP, TOSTIK
from tests.support.people import LogIn
from tests.support.recorded import given, token_of
from tests.support.standing import stands

pytestmark = pytest.mark.usefixtures("db")


def shown(log_in: LogIn, query: str = "") -> list[UUID]:
    answer = log_in(Role.ANALYST).get(f"/en/drops/{query}")
    assert answer.status_code == 200
    return [row["candidate"].token for row in answer.context["rows"]]


def test_an_empty_list_says_how_it_fills(log_in: LogIn) -> None:
    assert "No account stands out" in log_in(Role.ANALYST).get("/en/drops/").content.decode()


def test_nobody_can_be_read_on_it(log_in: LogIn) -> None:
    given(Verdict.ALLOW)
    stands(DROP)
    page = log_in(Role.ANALYST).get("/en/drops/").content.decode()
    assert DROP.account not in page
    assert DROP.account[-4:] in page
    assert "Passes on what comes in" in page


def test_the_gravest_stands_first_and_the_newest_where_it_is_asked_for(log_in: LogIn) -> None:
    stands(SHOP, Tier.LOW, risk=200, ago=timedelta(hours=1))
    stands(DROP, Tier.HIGH, risk=650, ago=timedelta(days=3))
    assert shown(log_in) == [token_of(DROP), token_of(SHOP)]
    assert shown(log_in, "?order=newest") == [token_of(SHOP), token_of(DROP)]


def test_the_address_narrows_it(log_in: LogIn) -> None:
    stands(DROP)
    stands(NEIGHBOUR, Tier.MEDIUM, {Sign.YOUNG: 400}, 310)
    drop, neighbour = token_of(DROP), token_of(NEIGHBOUR)
    assert shown(log_in, "?tier=high") == [drop]
    assert shown(log_in, f"?institution={ALDAR.code}") == [neighbour]
    assert shown(log_in, "?sign=young") == [neighbour]
    assert shown(log_in, f"?institution={TOSTIK.code}&sign=young") == []


@pytest.mark.parametrize("query", ["?tier=x&order=x&sign=x", "?after=x", "?after=9.9", "?after=1.2.x"])
def test_an_address_that_makes_no_sense_narrows_nothing(log_in: LogIn, query: str) -> None:
    stands(DROP)
    assert shown(log_in, query) == [token_of(DROP)]


@pytest.mark.parametrize("order", ["risk", "newest"])
def test_the_list_goes_on_where_it_ended(log_in: LogIn, monkeypatch: pytest.MonkeyPatch, order: str) -> None:
    monkeypatch.setattr("arasha.interfaces.workspace.views.drops.PAGE", 2)
    for number in range(5):
        stands(ALDAR.account(50 + number), risk=600 + number // 2, ago=timedelta(hours=9 - number // 2))
    browser, query, seen = log_in(Role.ANALYST), f"?order={order}", list[UUID]()
    while query:
        answer = browser.get(f"/en/drops/{query}")
        seen += [row["candidate"].token for row in answer.context["rows"]]
        query = answer.context["following"]
    assert len(seen) == len(set(seen)) == 5


def test_what_went_through_and_what_was_warned_of_stands_beside_it(log_in: LogIn) -> None:
    given(Verdict.WARN, amount=60_000_00)
    given(Verdict.ALLOW, debtor=DROP, creditor=SHOP, amount=50_000_00, asker=TOSTIK)
    given(Verdict.HOLD, amount=70_000_00)
    given(Verdict.ALLOW, amount=10_000_00, ago=timedelta(days=8))
    stands(DROP)
    (row,) = log_in(Role.ANALYST).get(f"/en/drops/?institution={TOSTIK.code}&tier=high").context["rows"]
    assert (row["through"].came, row["through"].went, row["through"].alerts) == (60_000_00, 50_000_00, 2)


def test_what_somebody_looked_into_leaves_the_list_of_the_unseen_until_it_gets_graver(log_in: LogIn) -> None:
    stands(DROP)
    stands(SHOP, Tier.LOW, risk=200)
    review_account(token_of(DROP), AIGERIM, note="a shop on a market day")
    assert shown(log_in, "?unseen=1") == [token_of(SHOP)]
    assert "aigerim" in log_in(Role.ANALYST).get("/en/drops/").content.decode()
    stands(DROP, Tier.VERY_HIGH, risk=920, ago=timedelta(seconds=-1))
    assert shown(log_in, "?unseen=1") == [token_of(DROP), token_of(SHOP)]
