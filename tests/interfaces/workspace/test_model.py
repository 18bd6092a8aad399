"""The page of a model: curves with tables, and a life in which two people make it live and one takes it back."""

import pytest
from django.http import HttpResponse

from arasha.domains.payments.actions import models as actions
from arasha.domains.payments.facts import ModelStage
from arasha.domains.payments.queries.models import Model
from arasha.domains.payments.queries.models import model as model_of
from arasha.interfaces.workspace import model_plots
from arasha.kernel.access.roles import Role
from tests.support.cast import AIGERIM, DANIYAR
from tests.support.models_kept import registered
from tests.support.people import LogIn
from tests.support.recorded import given

pytestmark = pytest.mark.usefixtures("db")


def moved(log_in: LogIn, role: Role, version: str, to: str, **fields: str) -> HttpResponse:
    return log_in(role).post(f"/en/models/{version}/move/", {"to": to, **fields})  # type: ignore[return-value]


def page_of(log_in: LogIn, version: str, role: Role = Role.ANALYST) -> str:
    answer = log_in(role).get(f"/en/models/{version}/")
    assert answer.status_code == 200
    return answer.content.decode()


def test_every_curve_has_a_table_as_its_twin(log_in: LogIn) -> None:
    page = page_of(log_in, registered(AIGERIM))
    assert page.count('<svg class="plot curves"') == page.count("The same as a table") == 3
    assert 'class="area-band"' in page


def test_what_is_not_known_of_groups_is_said_to_be_so(log_in: LogIn) -> None:
    page = page_of(log_in, registered(AIGERIM))
    assert page.count("Not known: the files that judged it have no such column.") == 3
    assert "Entrepreneur" in page


def test_a_model_without_labels_has_no_curves_and_says_so(log_in: LogIn) -> None:
    page = page_of(log_in, registered(AIGERIM, labelled=False))
    assert "It was taught without labels" in page
    assert '<svg class="plot' not in page


def test_it_goes_from_shadow_to_a_part_and_a_second_person_makes_it_live(log_in: LogIn) -> None:
    version = registered(AIGERIM)
    assert moved(log_in, Role.ANALYST, version, "shadow").status_code == 302
    assert moved(log_in, Role.ANALYST, version, "rolling_out", percent="10").status_code == 302
    found: Model = model_of(version)
    assert (found.stage, found.percent) == (ModelStage.ROLLING_OUT, 10)
    assert moved(log_in, Role.ANALYST, version, "live").status_code == 403
    assert moved(log_in, Role.SUPERVISOR, version, "live").status_code == 302
    assert model_of(version).stage is ModelStage.LIVE


def test_who_tried_it_may_not_make_it_live_and_is_told_so(log_in: LogIn) -> None:
    version = registered(AIGERIM)
    moved(log_in, Role.SUPERVISOR, version, "shadow")
    page = page_of(log_in, version, Role.SUPERVISOR)
    assert "somebody else must make it live" in page
    assert 'value="live"' not in page
    assert moved(log_in, Role.SUPERVISOR, version, "live").status_code == 403


def test_what_is_missing_is_said_beside_its_field(log_in: LogIn) -> None:
    version = registered(AIGERIM)
    actions.to_shadow(version, AIGERIM)
    for to, fields, said in (
        ("rolling_out", {"percent": "700"}, "A whole number from 1 to 100."),
        ("retired", {"note": " "}, "Write why, in a sentence."),
    ):
        answer = moved(log_in, Role.ANALYST, version, to, **fields)
        assert answer.status_code == 422
        assert said in answer.content.decode()
    assert model_of(version).stage is ModelStage.SHADOW


def test_one_person_takes_back_what_does_harm(log_in: LogIn) -> None:
    first, second = registered(AIGERIM), registered(AIGERIM, 1)
    for version in (first, second):
        actions.to_shadow(version, AIGERIM)
        actions.make_live(version, DANIYAR)
    assert moved(log_in, Role.ANALYST, second, "back", note="it warns of shops").status_code == 302
    assert (model_of(first).stage, model_of(second).stage) == (ModelStage.LIVE, ModelStage.RETIRED)


def test_while_one_is_tried_another_waits_and_says_for_which(log_in: LogIn) -> None:
    first, second = registered(AIGERIM), registered(AIGERIM, 1)
    actions.to_shadow(first, AIGERIM)
    page = page_of(log_in, second)
    assert f"The model {first} is being tried now" in page
    assert 'value="shadow"' not in page


def test_the_live_one_and_the_candidate_are_compared_on_the_same_payments(log_in: LogIn) -> None:
    live, candidate = registered(AIGERIM), registered(AIGERIM, 1)
    actions.to_shadow(live, AIGERIM)
    actions.make_live(live, DANIYAR)
    actions.to_shadow(candidate, AIGERIM)
    given()
    page = log_in(Role.ANALYST).get("/en/models/lately/").content.decode()
    assert "The live model and the candidate" in page
    assert "Has the world changed?" in page


def test_an_interval_holds_its_share_and_narrows_with_more_payments() -> None:
    few, many = model_plots._sure(0.5, 0.3, 10), model_plots._sure(0.5, 0.3, 10_000)
    assert few[1] < many[1] < 0.3 < many[2] < few[2]
    assert model_plots._sure(0.0, 0.0, 1)[1] == 0.0


def test_one_that_nobody_registered_is_nowhere(log_in: LogIn) -> None:
    assert log_in(Role.ANALYST).get("/en/models/none/").status_code == 404
