"""The queue: what it shows, how it is narrowed, paged and sorted, and that it never names anybody."""

from datetime import timedelta

import pytest

from arasha.domains.payments.actions import review
from arasha.domains.payments.facts import Decision, Verdict
from arasha.domains.payments.queries import queue
from arasha.interfaces.workspace.views import queue as view
from arasha.kernel.access.roles import Role
from arasha.kernel.outbox.append import By
from tests.support.cast import AIGERIM, ALDAR, DROP, PENSIONER, SHOP, TOSTIK
from tests.support.people import LogIn
from tests.support.recorded import given

QUEUE = "/en/queue/"
ANALYST = By("person:analyst-of-the-cast", AIGERIM.purpose)


def shown(log_in: LogIn, query: str = "") -> list[int]:
    """The payments that the page lists, in its order."""
    answer = log_in(Role.ANALYST).get(f"{QUEUE}{query}")
    assert answer.status_code == 200
    return [row.payment.sequence for row in answer.context["rows"]]


def test_an_empty_queue_says_that_nothing_waits(log_in: LogIn) -> None:
    assert "Nothing waits" in log_in(Role.ANALYST).get(QUEUE).content.decode()


def test_the_greatest_expected_loss_comes_first(log_in: LogIn) -> None:
    small, large = given(amount=1_000_000), given(amount=90_000_000)
    graver = given(Verdict.REFUSE, amount=80_000_000)
    assert shown(log_in) == [graver, large, small]


def test_an_allowed_payment_does_not_wait(log_in: LogIn) -> None:
    given(Verdict.ALLOW, codes=())
    assert shown(log_in) == []


@pytest.mark.parametrize(
    ("query", "kept"),
    [
        ("?verdict=warn", "warned"),
        ("?verdict=refuse", "refused"),
        ("?tier=very_high", "refused"),
        ("?reason=REMOTE_ACCESS", "refused"),
        ("?institution=TOSTIKZA", "warned"),
        ("?to=40+000", "warned"),
        ("?from=50000", "refused"),
        ("?period=1h", "refused"),
    ],
)
def test_a_filter_keeps_what_it_says(log_in: LogIn, query: str, kept: str) -> None:
    there = {
        "warned": given(Verdict.WARN, asker=TOSTIK, amount=3_000_000, ago=timedelta(hours=5)),
        "refused": given(Verdict.REFUSE, codes=("REMOTE_ACCESS",), amount=6_000_000),
    }
    assert shown(log_in, query) == [there[kept]]


def test_what_cannot_be_read_in_a_filter_narrows_nothing_and_is_said(log_in: LogIn) -> None:
    sequence = given()
    answer = log_in(Role.ANALYST).get(f"{QUEUE}?from=much&verdict=%00&after=x&state=%00")
    assert [row.payment.sequence for row in answer.context["rows"]] == [sequence]
    assert "Whole tenge, in digits" in answer.content.decode()


def test_an_institution_that_nobody_knows_keeps_nothing(log_in: LogIn) -> None:
    given()
    assert shown(log_in, "?institution=%00NOBODY") == []


def test_a_page_goes_on_where_the_last_one_ended(log_in: LogIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(view, "PAGE", 2)
    for amount in (100, 500, 300, 300, 200):
        given(amount=amount * 100_000)
    browser, address, seen = log_in(Role.ANALYST), QUEUE, list[int]()
    while True:
        answer = browser.get(address)
        seen += [row.payment.amount // 100_000 for row in answer.context["rows"]]
        if not answer.context["following"]:
            break
        address = QUEUE + answer.context["following"]
    assert seen == [500, 300, 300, 200, 100]


@pytest.mark.parametrize("order", list(queue.Order))
def test_every_order_pages_through_everything_once(
    log_in: LogIn, monkeypatch: pytest.MonkeyPatch, order: queue.Order
) -> None:
    monkeypatch.setattr(view, "PAGE", 2)
    there = {given(amount=amount * 100_000) for amount in (3, 1, 2, 2, 5)}
    browser, following, seen = log_in(Role.ANALYST), f"?order={order}", list[int]()
    while following:
        answer = browser.get(QUEUE + following)
        seen += [row.payment.sequence for row in answer.context["rows"]]
        following = answer.context["following"]
    assert len(seen) == len(there)
    assert set(seen) == there


def test_no_account_can_be_read_in_the_queue(log_in: LogIn) -> None:
    given()
    page = log_in(Role.ANALYST).get(QUEUE).content.decode()
    assert PENSIONER.account not in page
    assert DROP.account not in page
    assert PENSIONER.account[-4:] in page


def test_what_somebody_has_in_hand_carries_his_name(log_in: LogIn) -> None:
    sequence = given()
    log_in(Role.SUPERVISOR).post(f"/en/payments/{sequence}/claim/")
    (row,) = log_in(Role.ANALYST).get(QUEUE).context["rows"]
    assert (row.holder, row.mine) == ("supervisor-of-the-cast", False)


def test_mine_are_those_that_i_have_in_hand(log_in: LogIn) -> None:
    given()
    mine = given()
    review.claim(mine, ANALYST)
    assert shown(log_in, "?mine=1") == [mine]


def test_a_decided_payment_stands_under_its_decision(log_in: LogIn) -> None:
    fraud, unclear = given(), given(creditor=SHOP)
    review.decide(fraud, Decision.FRAUD, AIGERIM)
    review.decide(unclear, Decision.UNCLEAR, AIGERIM)
    assert shown(log_in) == []
    assert shown(log_in, "?state=fraud") == [fraud]
    assert shown(log_in, "?state=unclear") == [unclear]


def test_new_payments_are_counted_and_do_not_move_the_list(log_in: LogIn) -> None:
    browser = log_in(Role.ANALYST)
    given(Verdict.WARN)
    above = browser.get(QUEUE).context["fresh_address"]
    given(Verdict.WARN)
    given(Verdict.REFUSE)
    assert "2 new" in browser.get(f"{QUEUE}fresh/{above}").content.decode()
    assert "1 new" in browser.get(f"{QUEUE}fresh/{above}&verdict=refuse").content.decode()


def test_nothing_new_says_nothing(log_in: LogIn) -> None:
    browser = log_in(Role.ANALYST)
    given()
    above = browser.get(QUEUE).context["fresh_address"]
    assert browser.get(f"{QUEUE}fresh/{above}").content.decode().strip() == ""


def test_the_queue_asks_the_store_a_fixed_number_of_questions(log_in: LogIn) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    browser = log_in(Role.ANALYST)
    counts = []
    for _ in range(2):
        for _ in range(4):
            given(asker=ALDAR)
        browser.get(QUEUE)
        with CaptureQueriesContext(connection) as asked:
            browser.get(QUEUE)
        counts.append(len(asked))
    assert counts[0] == counts[1]
