"""Playing an exercise: what a bank does with a verdict and the centre's word, and what a bad day does not break."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from arasha.app.training import houses, playing
from arasha.app.training.playing import Player, token_of
from arasha.client.schemas import Answer, Payment, Verdict
from arasha.domains.payments.facts import Decision
from arasha.domains.training.actions import exercises as doing
from arasha.domains.training.facts import ExerciseState
from arasha.domains.training.queries import exercises
from arasha.domains.training.queries.exercises import Exercise
from arasha.kernel import clock
from arasha.kernel.sandbox import Dial
from arasha.simulator.scenarios import Somebody
from tests.support.cast import AIGERIM, PENSIONER
from tests.support.recorded import token_of as token_of_party
from tests.support.sandbox import published

pytestmark = pytest.mark.django_db


class Bank:
    """A centre that gives one verdict on everything, and remembers what it was asked and told."""

    def __init__(self) -> None:
        self.verdict: Verdict = "hold"
        self.asked: list[Payment] = []
        self.told: list[tuple[str, str]] = []
        self.broken: Exception | None = None
        self.degraded = False

    def ask(self, _houses: Any, course: Any, exercise: int, step: Any) -> Answer:
        self.asked.append(houses.payment(course, exercise, step, course.record.payments[step.name]))
        if self.broken is not None:
            raise self.broken
        given: Verdict = "allow" if step.name == "loan" else self.verdict
        return Answer(id="1", verdict=given, tier="none", score=0, reasons=[], expires_at=clock.now(),
                      sequence=len(self.asked), degraded=self.degraded)  # fmt: skip

    def tell(self, _houses: Any, _course: Any, _exercise: int, told: Any) -> None:
        self.told.append((told[0].name, told[1]))


@pytest.fixture
def bank(monkeypatch: pytest.MonkeyPatch) -> Bank:
    given = Bank()
    monkeypatch.setattr(houses, "ask", given.ask)
    monkeypatch.setattr(houses, "tell_outcome", given.tell)
    monkeypatch.setattr(houses, "read", lambda *_: None)
    monkeypatch.setattr(houses, "work", lambda *_: False)
    return given


@pytest.fixture
def go(dial: Dial, bank: Bank) -> Callable[[float], Exercise]:
    """Begin the Friday, and let minutes pass: each look is a new player's, as if the one before had died."""
    number = doing.begin(published(), dial, AIGERIM).id

    def passed(minutes: float) -> Exercise:
        dial.jump(clock.now_us() + int(minutes * clock.MINUTE))
        Player(None).look()  # type: ignore[arg-type]
        return exercises.exercise(number)

    return passed


def fate(row: Exercise, name: str = "theft") -> str:
    return str(row.record["payments"][name]["fate"])


def says(monkeypatch: pytest.MonkeyPatch, word: Decision) -> None:
    at = clock.now_us()
    monkeypatch.setattr(playing, "_decided", lambda _sequence: (word, at))


def test_a_bank_that_is_advised_to_hold_waits_and_then_its_client_has_his_way(
    bank: Bank, go: Callable[[float], Exercise]
) -> None:
    assert fate(go(2)) == "waits"
    row = go(25)
    assert fate(row) == "went"
    assert [each for each in bank.told if each[0] == "theft"] == [("theft", "held"), ("theft", "released")]
    assert any(flow["name"] == "theft" and flow["stolen"] for flow in row.record["flows"])


def test_what_an_officer_calls_a_fraud_is_refused_and_what_would_follow_never_comes(
    bank: Bank, go: Callable[[float], Exercise], monkeypatch: pytest.MonkeyPatch
) -> None:
    go(2)
    says(monkeypatch, Decision.FRAUD)
    row = go(30)
    assert fate(row) == "stopped"
    assert "the_daughter" not in row.record["happened"]
    assert ("theft", "refused") in bank.told


def test_what_an_officer_calls_honest_goes_at_once(
    go: Callable[[float], Exercise], monkeypatch: pytest.MonkeyPatch
) -> None:
    go(5)
    says(monkeypatch, Decision.LEGITIMATE)
    assert fate(go(0.1), "wedding") == "went"


def test_a_refused_payment_of_which_nobody_says_anything_stays_refused(
    bank: Bank, go: Callable[[float], Exercise]
) -> None:
    bank.verdict = "refuse"
    go(2)
    assert fate(go(25)) == "refused"


def test_without_an_answer_the_same_is_asked_again_under_the_same_words(
    bank: Bank, go: Callable[[float], Exercise]
) -> None:
    bank.broken = httpx.ConnectError("the gateway is away")
    go(1)
    bank.broken, bank.degraded = None, True
    assert fate(go(0.2), "loan") == "ordered"
    bank.degraded = False
    assert fate(go(0.1), "loan") == "went"
    first, *again = [each for each in bank.asked if each.id.endswith("-loan")]
    assert len(again) == 2
    assert all(each == first for each in again)


def test_when_its_time_is_over_an_exercise_ends_and_nothing_is_played_any_more(
    bank: Bank, go: Callable[[float], Exercise]
) -> None:
    row = go(46)
    assert (row.state, row.ending) == (ExerciseState.ENDED, "time_over")
    asked = len(bank.asked)
    assert not Player(None).look()  # type: ignore[arg-type]
    assert len(bank.asked) == asked


def test_the_telephone_rings_with_the_sum_and_the_account(go: Callable[[float], Exercise]) -> None:
    go(10)
    (call,) = exercises.calls(go(0.1))
    assert call.step == "the_hall_is_real"
    assert "800\N{NO-BREAK SPACE}000" in call.words["ru"]


def test_a_token_is_that_under_which_everybody_knows_the_account() -> None:
    assert token_of(Somebody(PENSIONER.account, "", "")) == token_of_party(PENSIONER).hex
