"""The page of an account: a sentence, figures, plots, a graph; nobody can be read on it, opening it is audited."""

from datetime import timedelta

import pytest

from arasha.domains.payments.facts import Outcome, Verdict
from arasha.kernel.access.models import Look
from arasha.kernel.access.roles import Role
from tests.domains.registry.entries import propose
from tests.support.cast import ALDAR, DROP, NEIGHBOUR, PENSIONER, SHOP, TOSTIK
from tests.support.people import LogIn
from tests.support.recorded import given, reported, token_of

ADDRESS = f"/en/accounts/{token_of(DROP).hex}/"


def minutes(count: float) -> timedelta:
    return timedelta(minutes=count)


def at_work() -> None:
    """The drop is paid by two people and passes nine tenths on within minutes."""
    given(Verdict.ALLOW, amount=60_000_00, ago=minutes(30))
    given(Verdict.WARN, debtor=NEIGHBOUR, amount=40_000_00, ago=minutes(28))
    given(Verdict.ALLOW, debtor=DROP, creditor=SHOP, amount=90_000_00, asker=TOSTIK, ago=minutes(24))


def page_of(log_in: LogIn, query: str = "", language: str = "en") -> str:
    answer = log_in(Role.ANALYST).get(ADDRESS.replace("/en/", f"/{language}/") + query)
    assert answer.status_code == 200
    return answer.content.decode().replace("\N{NO-BREAK SPACE}", " ")


def test_the_first_sentence_says_what_a_drop_does(log_in: LogIn) -> None:
    at_work()
    page = page_of(log_in)
    assert "Received 100K ₸ from 2 accounts in 2 min; passed on 90 % of it, half of that within 6 min." in page
    assert "1 of its 3 payments got a warning or worse." in page
    assert "lead-grave" in page


@pytest.mark.parametrize(
    ("language", "said"), [("kk", "2 шоттан 100 мың ₸ түсті"), ("ru", "Получено 100 тыс. ₸ с 2 счетов за 2 мин")]
)
def test_it_says_so_in_the_language_of_the_address(log_in: LogIn, language: str, said: str) -> None:
    at_work()
    assert said in page_of(log_in, language=language)


def test_an_account_that_mostly_pays_is_not_said_to_pass_on(log_in: LogIn) -> None:
    given(Verdict.ALLOW, amount=10_000_00, ago=minutes(9))
    given(Verdict.ALLOW, debtor=DROP, creditor=SHOP, amount=90_000_00, asker=TOSTIK, ago=minutes(8))
    page = page_of(log_in)
    assert "Sent 90K ₸ to 1 account; received only 10K ₸." in page
    assert "lead-grave" not in page


def test_what_was_not_let_through_is_no_income(log_in: LogIn) -> None:
    given(Verdict.REFUSE, amount=70_000_00)
    page = page_of(log_in)
    assert "1 payment of 70K ₸ was not let through." in page
    assert "Received 70K" not in page


def test_money_that_was_released_after_all_counts(log_in: LogIn) -> None:
    reported(given(Verdict.HOLD, amount=70_000_00), Outcome.RELEASED)
    assert "Received 70K ₸ from 1 account; passed none of it on." in page_of(log_in)


def test_no_account_can_be_read_on_it(log_in: LogIn) -> None:
    at_work()
    page = page_of(log_in)
    for party in (DROP, PENSIONER, NEIGHBOUR, SHOP):
        assert party.account not in page
        assert party.account[-6:] not in page


def test_every_counterparty_can_be_walked_to_by_keyboard_and_stands_in_the_table(log_in: LogIn) -> None:
    at_work()
    page = page_of(log_in)
    for party in (PENSIONER, NEIGHBOUR, SHOP):
        address = f'<a href="/en/accounts/{token_of(party).hex}/">'
        assert page.count(address) >= 2  # the graph and its twin


def test_every_plot_has_a_table_as_its_twin(log_in: LogIn) -> None:
    at_work()
    page = page_of(log_in)
    assert page.count('<svg class="plot"') == 5
    assert page.count("The same as a table") == 6  # and the graph


def test_an_account_that_is_listed_says_so(log_in: LogIn) -> None:
    at_work()
    entry = propose()
    page = page_of(log_in)
    assert f"/en/registry/{entry.id}/" in page
    assert "Provisional" in page


def test_opening_it_leaves_an_audit_row(log_in: LogIn) -> None:
    given()
    page_of(log_in)
    look = Look.objects.get()
    assert (look.what, look.subject) == ("opened", f"identifier:{token_of(DROP).hex}")


def test_the_shortest_time_with_a_payment_in_it_is_shown_first(log_in: LogIn) -> None:
    given(ago=timedelta(days=3))
    answer = log_in(Role.ANALYST).get(ADDRESS)
    assert [name for name, _address, here in answer.context["periods"] if here] == ["7 days"]


def test_a_quiet_time_is_said_to_be_quiet(log_in: LogIn) -> None:
    given(ago=timedelta(days=3))
    assert "No payments in this time." in page_of(log_in, "?days=1")


def test_the_list_is_narrowed_by_the_address(log_in: LogIn) -> None:
    at_work()
    browser = log_in(Role.ANALYST)
    assert len(browser.get(f"{ADDRESS}?way=in").context["payments"]) == 2
    assert len(browser.get(f"{ADDRESS}?way=out").context["payments"]) == 1
    assert len(browser.get(f"{ADDRESS}?verdict=warn").context["payments"]) == 1


def test_the_list_goes_on_where_it_ended(log_in: LogIn) -> None:
    sequences = {given(ago=minutes(place)) for place in range(30)}
    browser = log_in(Role.ANALYST)
    first = browser.get(ADDRESS)
    second = browser.get(ADDRESS + first.context["following"].partition("#")[0])
    shown = [row.sequence for answer in (first, second) for row, *_ in answer.context["payments"]]
    assert len(shown) == len(sequences)
    assert set(shown) == sequences


@pytest.mark.parametrize("query", ["?after=x", "?after=1.", "?after=999999999999999999.1", "?days=8&way=up&verdict=no"])
def test_an_address_that_makes_no_sense_shows_the_page_all_the_same(log_in: LogIn, query: str) -> None:
    given()
    page_of(log_in, query)


def test_an_account_that_nobody_asked_about_is_nowhere(log_in: LogIn) -> None:
    assert log_in(Role.ANALYST).get(f"/en/accounts/{token_of(ALDAR.account(9)).hex}/").status_code == 404


def test_only_those_who_may_are_offered_to_propose_it(log_in: LogIn) -> None:
    given()
    for role, offered in ((Role.ANALYST, True), (Role.PROSECUTOR, False)):
        page = log_in(role).get(ADDRESS).content.decode()
        assert (f"registry/propose/?token={token_of(DROP).hex}" in page) is offered
