"""Writing a typology: rows come and go, mistakes stand by their fields, and nothing is lost."""

import pytest

from arasha.domains.payments.actions import typologies as actions
from arasha.domains.payments.actions.typologies import Part
from arasha.domains.payments.facts import TypologyState, Verdict
from arasha.domains.payments.queries.typologies import typologies, typology
from arasha.kernel.access.roles import Role
from tests.support.people import LogIn
from tests.support.recorded import given
from tests.support.typologies import AUTHOR, draft

pytestmark = pytest.mark.usefixtures("db")
NEW, ROWS, TRY = "/en/typologies/new/", "/en/typologies/rows/", "/en/typologies/try/"

WORDS = {
    "title_kk": "Түнгі ірі төлем", "title_ru": "Крупный платёж ночью", "title_en": "Large at night",
    "reason_kk": "Түнде ірі төлем.", "reason_ru": "Крупный платёж ночью.", "reason_en": "A large payment at night.",
}  # fmt: skip
FORM = WORDS | {
    "code": "large at night", "weight": "350", "ceiling": "warn", "rows": "2",
    "feature-0": "AMOUNT", "how-0": "at_least", "low-0": "400 000",
    "feature-1": "NIGHT", "how-1": "exactly", "low-1": "1",
}  # fmt: skip


def test_what_is_written_is_kept_as_a_draft(log_in: LogIn) -> None:
    answer = log_in(Role.ANALYST).post(NEW, FORM)
    assert answer.status_code == 302
    (found,) = typologies()
    assert (found.code, found.state) == ("T_LARGE_AT_NIGHT", TypologyState.DRAFT)
    assert found.draft.when == [Part("AMOUNT", least=40_000_000), Part("NIGHT", 1, 1)]
    assert found.draft.title.kk == WORDS["title_kk"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"title_kk": ""}, "Write it in all three languages"),
        ({"weight": "0"}, "A whole number from 1 to 1000."),
        ({"code": "ночью"}, "A name of Latin letters"),
        ({"ceiling": "refuse"}, "Choose one of those offered."),
        ({"low-0": "much"}, "Write a number in digits"),
        ({"rows": "0"}, "Add at least one condition."),
        ({"rows": "1", "how-0": "other"}, "Add one condition that compares a figure with fixed bounds"),
    ],
)
def test_a_mistake_is_marked_and_everything_typed_stays(log_in: LogIn, change: dict[str, str], said: str) -> None:
    answer = log_in(Role.ANALYST).post(NEW, FORM | change)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert said in page
    assert WORDS["title_ru"] in page
    assert not typologies()


def test_a_code_is_never_given_twice(log_in: LogIn) -> None:
    actions.propose(draft(), AUTHOR)
    answer = log_in(Role.ANALYST).post(NEW, FORM)
    assert answer.status_code == 422
    assert "There is one of this code already" in answer.content.decode()


def test_a_row_more_or_less_keeps_nothing_and_complains_of_nothing(log_in: LogIn) -> None:
    browser = log_in(Role.ANALYST)
    for step, rows in (({"add": "1"}, 3), ({"remove": "0"}, 1)):
        for address in (ROWS, NEW):
            answer = browser.post(address, FORM | step | {"title_en": "", "low-0": "much"})
            assert answer.status_code == 200
            assert len(answer.context["form"].rows) == rows
            assert 'class="error"' not in answer.content.decode()
    assert 'value="NIGHT" selected' in answer.content.decode()
    assert not typologies()


def test_a_row_fits_the_figure_that_was_chosen(log_in: LogIn) -> None:
    browser = log_in(Role.ANALYST)
    page = browser.post(ROWS, {"rows": "1", "feature-0": "D_PAIR_AGE_S", "how-0": "between"}).content.decode()
    assert 'name="length-0"' in page
    assert 'name="high-0"' in page
    assert 'name="low-0"' not in browser.post(ROWS, {"rows": "1", "feature-0": ""}).content.decode()


def test_it_is_tried_while_it_is_written_even_without_words(log_in: LogIn) -> None:
    given(Verdict.ALLOW, codes=(), amount=50_000_000)
    given(Verdict.ALLOW, codes=(), amount=1_000)
    browser = log_in(Role.ANALYST)
    form = {
        "rows": "1",
        "feature-0": "AMOUNT",
        "how-0": "at_least",
        "low-0": "400000",
        "weight": "350",
        "ceiling": "warn",
    }
    page = browser.post(TRY, form).content.decode()
    assert "Tried on the newest 2 payments" in page
    assert "0 % → 50 %" in page.replace("\N{NO-BREAK SPACE}", " ")
    assert "It cannot be tried yet" in browser.post(TRY, form | {"low-0": "much"}).content.decode()


def test_one_that_exists_is_shown_as_it_was_written_and_begins_again(log_in: LogIn) -> None:
    actions.propose(draft(), AUTHOR)
    actions.to_shadow("T_LARGE_AT_NIGHT", AUTHOR)
    browser, address = log_in(Role.ANALYST), "/en/typologies/T_LARGE_AT_NIGHT/edit/"
    page = browser.get(address).content.decode()
    assert 'value="400000"' in page
    assert browser.post(address, FORM | {"low-0": "600 000", "code": "T_OTHER"}).status_code == 302
    found = typology("T_LARGE_AT_NIGHT")
    assert (found.state, found.version) == (TypologyState.DRAFT, 2)
    assert found.draft.when[0].least == 60_000_000
