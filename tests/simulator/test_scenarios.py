"""Scenarios: all can be played, say everything in three languages, and never put the same people on the stage twice."""

import msgspec
import pytest

from arasha.app.training import course
from arasha.domains.training.rules import script
from arasha.simulator import scenarios
from arasha.simulator.scenarios import Part, Pay, Ring, Scenario, Told, mistakes

NAMES = scenarios.names()


def texts(scenario: Scenario) -> list[Told]:
    """Every text of a scenario."""
    said = [step.words for step in scenario.steps if isinstance(step, Ring)]
    return [
        scenario.title, scenario.briefing, *scenario.aims, *scenario.hints, *said,
        *(member.who for member in scenario.cast.values()), *(step.story for step in scenario.steps),
        *(task.why for task in scenario.tasks),
    ]  # fmt: skip


def test_there_are_enough_to_learn_from() -> None:
    assert len(NAMES) >= 8
    assert NAMES[0] == "pensioner-on-friday"


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_says_everything_in_three_languages_and_knows_whom_it_names(name: str) -> None:
    scenario = scenarios.load(name)
    play = course.begin(scenario, scenarios.players(scenario, 1), {}, 1_800_000_000_000_000)
    known = course.words(scenario, play)
    for text in texts(scenario):
        filled = scenarios.filled(text, known)
        assert filled.kk
        assert filled.ru
        assert filled.en not in {filled.kk, filled.ru}
        assert "{" not in filled.kk + filled.ru + filled.en


@pytest.mark.parametrize("name", NAMES)
def test_a_scenario_has_a_theft_a_thief_somebody_innocent_and_something_to_be_done(name: str) -> None:
    scenario = scenarios.load(name)
    assert any(isinstance(step, Pay) and step.stolen for step in scenario.steps)
    assert {Part.VICTIM, Part.THIEF} <= {member.part for member in scenario.cast.values()}
    assert scenario.tasks
    assert script.read(msgspec.to_builtins(scenario)).tasks[0].about == scenario.tasks[0].about


def test_another_performance_has_other_people_and_the_same_one_the_same() -> None:
    scenario = scenarios.load(NAMES[0])
    first, second = scenarios.players(scenario, 1), scenarios.players(scenario, 2)
    assert first == scenarios.players(scenario, 1)
    assert not {each.account for each in first.values()} & {each.account for each in second.values()}


def test_what_does_not_fit_together_is_named() -> None:
    scenario = scenarios.load(NAMES[0])
    (step, *others) = scenario.steps
    wrong = msgspec.structs.replace(step, follows="nothing", payer="nobody")
    found = list(mistakes(msgspec.structs.replace(scenario, steps=(wrong, *others, step))))
    assert "loan follows nothing, which has not been told" in found
    assert "loan names nobody, who is not in the cast" in found
    assert "two steps are called loan" in found
