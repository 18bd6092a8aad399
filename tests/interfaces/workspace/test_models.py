"""The list of models: what speaks stands first."""

import pytest

from arasha.domains.payments.actions import models as actions
from arasha.kernel.access.roles import Role
from tests.support.cast import AIGERIM, DANIYAR
from tests.support.models_kept import registered
from tests.support.people import LogIn

pytestmark = pytest.mark.usefixtures("db")


def test_a_centre_without_a_model_says_how_one_comes(log_in: LogIn) -> None:
    assert "arasha drops register" in log_in(Role.ANALYST).get("/en/models/").content.decode()


def test_the_live_one_stands_first_then_the_candidate(log_in: LogIn) -> None:
    live, draft, candidate = (registered(AIGERIM, seed) for seed in range(3))
    actions.to_shadow(live, AIGERIM)
    actions.make_live(live, DANIYAR)
    actions.to_shadow(candidate, AIGERIM)
    rows = log_in(Role.PROSECUTOR).get("/en/models/").context["rows"]
    assert [row["model"].version for row in rows] == [live, candidate, draft]


def test_without_a_candidate_there_is_nothing_to_compare(log_in: LogIn) -> None:
    registered(AIGERIM)
    assert "There is nothing to compare" in log_in(Role.ANALYST).get("/en/models/lately/").content.decode()
