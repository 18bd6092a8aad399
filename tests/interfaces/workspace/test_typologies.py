"""The list of typologies: by state, told in words."""

import pytest

from arasha.domains.payments.actions import typologies as actions
from arasha.kernel.access.roles import Role
from tests.support.people import LogIn
from tests.support.typologies import AUTHOR, SECOND, draft

pytestmark = pytest.mark.usefixtures("db")


def shown(log_in: LogIn, query: str = "") -> list[str]:
    answer = log_in(Role.ANALYST).get(f"/en/typologies/{query}")
    assert answer.status_code == 200
    return [row["typology"].code for row in answer.context["rows"]]


def test_an_empty_list_says_what_a_typology_is(log_in: LogIn) -> None:
    assert "No scheme has been described yet" in log_in(Role.ANALYST).get("/en/typologies/").content.decode()


def test_each_says_its_conditions_in_the_readers_language(log_in: LogIn) -> None:
    actions.propose(draft(), AUTHOR)
    for language, said in (("en", "at least 400 000 ₸"), ("ru", "не меньше 400 000 ₸"), ("kk", "кемінде 400 000 ₸")):
        page = log_in(Role.PROSECUTOR).get(f"/{language}/typologies/").content.decode()
        assert said in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "Түнгі ірі төлем" in page


def test_the_address_narrows_it_by_state(log_in: LogIn) -> None:
    for code in ("T_ONE", "T_TWO", "T_THREE", "T_FOUR"):
        actions.propose(draft(code), AUTHOR)
    actions.to_shadow("T_TWO", AUTHOR)
    actions.to_shadow("T_THREE", AUTHOR)
    actions.approve("T_THREE", SECOND, version=1)
    actions.reject("T_FOUR", SECOND, note="nothing of the kind is seen")
    assert shown(log_in, "?state=draft") == ["T_ONE"]
    assert shown(log_in, "?state=shadow") == ["T_TWO"]
    assert shown(log_in, "?state=live") == ["T_THREE"]
    assert shown(log_in, "?state=ended") == ["T_FOUR"]
    assert len(shown(log_in)) == len(shown(log_in, "?state=nonsense")) == 4


def test_only_those_who_may_are_offered_to_write_one(log_in: LogIn) -> None:
    for role, offered in ((Role.ANALYST, True), (Role.PROSECUTOR, False)):
        page = log_in(role).get("/en/typologies/").content.decode()
        assert ("/en/typologies/new/" in page) is offered
