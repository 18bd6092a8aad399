"""The life of a model: every path of it, by whomever, leaves at most one live and one candidate, and a complete log."""

from collections.abc import Callable

import pytest

from arasha.domains.payments.actions import models as actions
from arasha.domains.payments.facts import ModelStage
from arasha.domains.payments.learning.files import TREES
from arasha.domains.payments.queries import models as queries
from arasha.domains.payments.queries import models_in_force
from arasha.kernel.errors import Conflict, Forbidden, Malformed, NotFound
from arasha.kernel.outbox import read
from tests.support.models import MAKER, SECOND, THIRD, files

pytestmark = pytest.mark.usefixtures("db")


def registered(alert: int = 5_000) -> str:
    return actions.register(files(alert), MAKER).version


def live(alert: int = 5_000) -> str:
    version = registered(alert)
    actions.to_shadow(version, MAKER)
    return actions.make_live(version, SECOND).version


def test_a_registered_model_is_a_draft_that_nobody_hears() -> None:
    version = registered()
    assert queries.model(version).stage is ModelStage.DRAFT
    assert models_in_force.in_force() == models_in_force.NONE


def test_the_same_model_is_registered_once() -> None:
    registered()
    with pytest.raises(Conflict, match="already"):
        registered()


def test_damaged_files_are_no_model() -> None:
    with pytest.raises(Malformed, match="manifest"):
        actions.register(files() | {TREES: b""}, MAKER)


def test_a_model_goes_through_shadow_and_roll_out_and_each_step_is_told() -> None:
    version = registered()
    actions.to_shadow(version, MAKER, note="look at it for a week")
    actions.roll_out(version, 5, MAKER)
    actions.roll_out(version, 50, THIRD)
    actions.make_live(version, SECOND)
    told = [(step.after, step.percent) for step in queries.model(version).history]
    assert told == [
        (ModelStage.DRAFT, 0), (ModelStage.SHADOW, 0), (ModelStage.ROLLING_OUT, 5), (ModelStage.ROLLING_OUT, 50),
        (ModelStage.LIVE, 0),
    ]  # fmt: skip
    assert len(list(read.about(f"model:{version}"))) == len(told)


def test_a_draft_cannot_be_made_live_unwatched() -> None:
    version = registered()
    with pytest.raises(Conflict, match="shadow"):
        actions.make_live(version, SECOND)


@pytest.mark.parametrize("hand", [MAKER, THIRD], ids=["who registered it", "who rolled it out"])
def test_whoever_brought_a_model_so_far_does_not_make_it_live(hand: object) -> None:
    version = registered()
    actions.to_shadow(version, MAKER)
    actions.roll_out(version, 10, THIRD)
    with pytest.raises(Forbidden, match="somebody"):
        actions.make_live(version, hand)  # type: ignore[arg-type]
    assert queries.model(version).may_be_approved_by(SECOND.actor)


def test_there_is_one_candidate_at_a_time() -> None:
    first, second = registered(), registered(6_000)
    actions.to_shadow(first, MAKER)
    with pytest.raises(Conflict, match=f"{first} is the candidate"):
        actions.to_shadow(second, MAKER)
    with pytest.raises(Conflict, match=f"{first} is the candidate"):
        actions.roll_out(second, 5, MAKER)


def test_a_new_live_model_retires_the_one_before_it() -> None:
    first, second = live(), live(6_000)
    assert queries.model(first).stage is ModelStage.RETIRED
    assert queries.model(second).stage is ModelStage.LIVE


def test_rolling_back_brings_back_the_model_before() -> None:
    first, second = live(), live(6_000)
    now = actions.roll_back(MAKER, note="it takes shops for drops")
    assert now is not None
    assert now.version == first
    assert queries.model(second).stage is ModelStage.RETIRED
    assert actions.roll_back(MAKER, note="this one too") is None
    with pytest.raises(Conflict, match="nothing to take back"):
        actions.roll_back(MAKER, note="and again")


def test_rolling_back_a_roll_out_leaves_the_live_model_alone() -> None:
    first, second = live(), registered(6_000)
    actions.to_shadow(second, MAKER)
    actions.roll_out(second, 30, MAKER)
    now = actions.roll_back(THIRD, note="too many alerts")
    assert now is not None
    assert now.version == first
    assert (queries.model(second).stage, queries.model(second).percent) == (ModelStage.SHADOW, 0)


@pytest.mark.parametrize("act", [
    lambda _: actions.roll_back(MAKER, note=" "),
    lambda version: actions.retire(version, MAKER, note=""),
    lambda version: actions.roll_out(version, 0, MAKER),
    lambda version: actions.roll_out(version, 101, MAKER),
    lambda version: actions.to_shadow(version, MAKER, note="x" * 501),
])  # fmt: skip
def test_what_is_said_wrongly_changes_nothing(act: Callable[[str], object]) -> None:
    version = registered()
    with pytest.raises(Malformed):
        act(version)
    assert queries.model(version).stage is ModelStage.DRAFT


def test_a_model_that_is_not_there_is_not_found() -> None:
    with pytest.raises(NotFound):
        actions.to_shadow("abcdefabcdef", MAKER)
    with pytest.raises(NotFound):
        queries.model("abcdefabcdef")


def test_what_is_in_force_can_be_kept_and_read_again(tmp_path: object) -> None:
    live()
    candidate = registered(6_000)
    actions.to_shadow(candidate, MAKER)
    actions.roll_out(candidate, 30, MAKER)
    path = tmp_path / "kept" / "models"  # type: ignore[operator]
    models_in_force.save(path, models_in_force.in_force())
    heard = models_in_force.heard(models_in_force.saved(path))
    assert heard.models.live.marks[0] == 5_000
    assert heard.models.candidate.marks[0] == 6_000
    assert heard.models.percent[0] == 30
    assert heard.names[1] == f"candidate {candidate} for 30 %"
