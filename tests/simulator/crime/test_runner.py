"""The runner hands out steps in the order of time, one at a time, the same ones for the same answers."""

import pytest

from arasha.simulator.crime.schemes import BY_NAME
from arasha.simulator.crime.steps import Answer, Pay, Said, Step, Wait
from tests.simulator.crime.stage import Heard, play, runner

PHISHING = BY_NAME["phishing"]


def test_steps_come_in_the_order_of_time_and_nobody_is_shown_a_pause() -> None:
    heard = play(runner(PHISHING))
    times = [each.step.at for each in heard]
    assert times == sorted(times)
    assert len(heard) > 50
    assert not any(isinstance(each.step, Wait) for each in heard)


def test_the_same_answers_give_the_same_steps() -> None:
    def some_are_refused(step: Step) -> Said:
        return Said.REFUSED if isinstance(step, Pay) and step.amount % 7 == 0 else Said.DONE

    first, second = (play(runner(PHISHING), some_are_refused) for _ in range(2))
    assert first == second
    assert any(each.answer.said is Said.REFUSED for each in first)


def test_another_number_is_another_story() -> None:
    assert _shape(play(runner(PHISHING, number=1))) != _shape(play(runner(PHISHING, number=2)))


def test_a_step_is_answered_before_the_next_is_asked_for() -> None:
    stage = runner(PHISHING)
    scheme, _ = stage.pop()
    with pytest.raises(RuntimeError, match="no answer yet"):
        stage.pop()
    with pytest.raises(RuntimeError, match="waits for an answer"):
        stage.answer(scheme + 1, Answer(Said.DONE))
    stage.answer(scheme, Answer(Said.DONE))
    with pytest.raises(RuntimeError, match="waits for an answer"):
        stage.answer(scheme, Answer(Said.DONE))


def _shape(heard: list[Heard]) -> list[int]:
    return [each.step.at for each in heard]
