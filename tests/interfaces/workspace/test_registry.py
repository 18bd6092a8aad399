"""The list of the registry: masked, narrowed by the address."""

import pytest

from arasha.domains.registry import actions
from arasha.kernel.access.roles import Role
from tests.domains.registry.entries import proposal, propose
from tests.support.cast import AIGERIM, DANIYAR, DROP
from tests.support.people import LogIn

pytestmark = pytest.mark.usefixtures("db")


def shown(log_in: LogIn, query: str = "") -> list[int]:
    answer = log_in(Role.SUPERVISOR).get(f"/en/registry/{query}")
    assert answer.status_code == 200
    return [row["entry"].id for row in answer.context["rows"]]


def test_nobody_can_be_read_on_it(log_in: LogIn) -> None:
    propose()
    page = log_in(Role.ANALYST).get("/en/registry/").content.decode()
    assert DROP.account not in page
    assert DROP.account[-4:] in page


def test_the_address_narrows_it(log_in: LogIn) -> None:
    waits, stands, soon = propose(), propose(by=DANIYAR), propose(proposal(days=3))
    actions.confirm_entry(stands.id, AIGERIM)
    actions.withdraw_entry(waits.id, "a mistake", DANIYAR)
    assert shown(log_in) == [soon.id, stands.id, waits.id]
    assert shown(log_in, "?state=waiting") == [soon.id]
    assert shown(log_in, "?state=provisional") == [soon.id]
    assert shown(log_in, "?state=live") == [soon.id, stands.id]
    assert shown(log_in, "?state=ended") == [waits.id]
    assert shown(log_in, "?within=7d") == [soon.id]
    assert shown(log_in, "?kind=iban&tier=high&ground=analyst_finding&owner=person:daniyar") == [stands.id]
    assert shown(log_in, "?kind=phone") == []


def test_what_others_proposed_is_a_view_of_its_own(log_in: LogIn) -> None:
    log_in(Role.SUPERVISOR)
    entry = propose()
    assert shown(log_in, "?state=waiting&others=1") == [entry.id]


@pytest.mark.parametrize("query", ["?state=x&kind=x&tier=x&ground=x&within=x", "?after=x", "?after=9.9.9", "?after=1."])
def test_an_address_that_makes_no_sense_narrows_nothing(log_in: LogIn, query: str) -> None:
    entry = propose()
    assert shown(log_in, query) == [entry.id]


def test_the_list_goes_on_where_it_ended(log_in: LogIn, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("arasha.interfaces.workspace.views.registry.PAGE", 2)
    numbers = [propose().id for _ in range(5)]
    browser, query, seen = log_in(Role.ANALYST), "?", list[int]()
    while query:
        answer = browser.get(f"/en/registry/{query}")
        seen += [row["entry"].id for row in answer.context["rows"]]
        query = answer.context["following"]
    assert seen == numbers[::-1]
