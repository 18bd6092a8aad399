"""The pages of training: for trainees and trainers of a sandbox; for nobody anywhere else, and nobody turns a clock."""

import re

import pytest
from django.test import Client as Browser
from django.urls import reverse

from arasha.app.training import course
from arasha.domains.training.actions import exercises as doing
from arasha.domains.training.queries import exercises
from arasha.domains.training.rules.record import Asked, Fate, Record
from arasha.interfaces.workspace import urls
from arasha.kernel import clock
from arasha.kernel.access.roles import Role
from arasha.kernel.sandbox import Dial
from arasha.simulator import scenarios
from tests.support.people import LogIn
from tests.support.sandbox import FRIDAY, published

TRAINEES, TRAINERS = {Role.ANALYST, Role.SUPERVISOR}, {Role.TRAINER}
MAY = {
    "training": TRAINEES, "scenario": TRAINEES, "begin-exercise": TRAINEES, "join-exercise": TRAINEES,
    "end-exercise": TRAINEES, "exercise": TRAINEES | TRAINERS, "exercise-calls": TRAINEES | TRAINERS,
    "training-state": TRAINEES | TRAINERS, "turn-clock": TRAINEES | TRAINERS, "trainees": TRAINERS,
    "remark-exercise": TRAINERS,
}  # fmt: skip
POSTED = {"begin-exercise", "join-exercise", "end-exercise", "turn-clock", "remark-exercise"}


def ask(browser: Browser, name: str) -> int:
    (pattern,) = (each for each in urls.urlpatterns if each.name == name)
    values = {"number": 1, "scenario": "no-such-scenario"}
    address = reverse(f"workspace:{name}", kwargs={key: values[key] for key in pattern.pattern.converters})
    return (browser.post if name in POSTED else browser.get)(address).status_code


def begin(browser: Browser, name: str = FRIDAY) -> int:
    answer = browser.post(f"/en/training/scenarios/{published(name)}/begin/")
    return int(answer.headers["Location"].rstrip("/").rpartition("/")[2])


def page(browser: Browser, address: str) -> str:
    answer = browser.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("name", sorted(MAY))
def test_outside_of_a_sandbox_there_are_no_such_pages_for_anybody(log_in: LogIn, name: str) -> None:
    assert ask(Browser(), name) == 404
    assert {ask(log_in(role), name) for role in (Role.ANALYST, Role.TRAINER, Role.ADMINISTRATOR)} == {404}


@pytest.mark.parametrize("name", sorted(MAY))
def test_in_a_sandbox_trainees_train_and_trainers_look(log_in: LogIn, dial: Dial, name: str) -> None:
    assert ask(Browser(), name) == 302
    assert {role for role in Role if ask(log_in(role), name) != 403} == MAY[name]


def test_the_band_stands_on_every_page_of_a_sandbox_and_on_none_elsewhere(log_in: LogIn, dial: Dial) -> None:
    browser = log_in(Role.ANALYST)
    for address in ("/en/", "/en/queue/", "/en/registry/", "/en/training/"):
        assert "Training ground: nothing here is real" in page(browser, address)
    clock.follow(None)
    assert "Training" not in page(browser, "/en/queue/")


def test_a_trainee_reads_the_scenario_begins_and_works(log_in: LogIn, dial: Dial) -> None:
    browser = log_in(Role.ANALYST)
    published()
    assert "A pensioner, on Friday at 18:05" in page(browser, "/en/training/")
    assert "the bank waits twenty minutes" in page(browser, f"/en/training/scenarios/{FRIDAY}/")
    number = begin(browser)
    assert "Nobody has called yet" in page(browser, f"/en/training/exercises/{number}/")
    doing.tell(number, "the_daughter", clock.now(), {"kk": "қызы", "ru": "дочь", "en": "the daughter speaks"})
    assert "the daughter speaks" in page(browser, f"/en/training/exercises/{number}/calls/")
    assert "1 call" in page(browser, "/en/training/state/")


def test_a_second_exercise_has_to_wait(log_in: LogIn, dial: Dial) -> None:
    number = begin(log_in(Role.ANALYST))
    other = log_in(Role.SUPERVISOR)
    assert other.post(f"/en/training/scenarios/{FRIDAY}/begin/").headers["Location"] == "/en/training/"
    other.post(f"/en/training/exercises/{number}/join/")
    assert len(exercises.actors(exercises.exercise(number))) == 2


def test_the_clock_stands_and_goes_for_those_who_take_part(log_in: LogIn, dial: Dial) -> None:
    browser, other, trainer = log_in(Role.ANALYST), log_in(Role.SUPERVISOR), log_in(Role.TRAINER)
    begin(browser)
    turn = {"how": "pause", "back": "/en/queue/"}
    assert other.post("/en/training/clock/", turn).status_code == 403
    assert browser.post("/en/training/clock/", turn).headers["Location"] == "/en/queue/"
    assert dial.rate() == 0
    assert "the clock stands" in page(browser, "/en/queue/")
    trainer.post("/en/training/clock/", {"how": "rate-4"})
    assert dial.rate() == 4
    assert browser.post("/en/training/clock/", {"how": "backwards"}).status_code == 422


@pytest.fixture
def ended(log_in: LogIn, dial: Dial) -> int:
    """An exercise in which the theft was stopped; its number."""
    browser = log_in(Role.ANALYST)
    number = begin(browser)
    begun = clock.to_us(exercises.exercise(number).begun_at)
    record = Record(
        happened={"theft": begun}, planned=course.planned(scenarios.load(FRIDAY), begun),
        payments={"theft": Asked(begun, 175_000_000, Fate.STOPPED, 7, "hold", [], begun + 60)},
    )  # fmt: skip
    doing.keep(number, {}, record)
    dial.jump(clock.now_us() + 20 * clock.MINUTE)
    browser.post("/en/training/clock/", {"how": "pause"})
    browser.post(f"/en/training/exercises/{number}/end/")
    return number


@pytest.mark.parametrize(("language", "said"), [("kk", "Кім кім болған"), ("ru", "Кто был кто"), ("en", "Who was who")])
def test_the_debrief_is_read_in_three_languages(log_in: LogIn, ended: int, language: str, said: str) -> None:
    text = page(log_in(Role.ANALYST), f"/{language}/training/exercises/{ended}/")
    assert said in text
    assert "1\N{NO-BREAK SPACE}750\N{NO-BREAK SPACE}000\N{NO-BREAK SPACE}₸" in text


@pytest.mark.parametrize(
    ("language", "stood", "unit"),
    [
        ("kk", "Сағатты тоқтатты", "Қол жетеді, мың ₸"),
        ("ru", "Остановил(а) часы", "В досягаемости, тыс. ₸"),
        ("en", "Let the clock stand", "Within reach, thousands of ₸"),
    ],
)
def test_the_debrief_says_when_the_clock_stood_and_in_what_its_curve_counts(
    log_in: LogIn, ended: int, language: str, stood: str, unit: str
) -> None:
    text = page(log_in(Role.TRAINER), f"/{language}/training/exercises/{ended}/")
    assert stood in text
    assert re.search(r'class="guide-name"[^>]*>a</text>', text), "the pause is drawn"
    assert re.search(r'<span class="count">a</span>', text), "and told beside its letter"
    assert f">{unit}</p>" in text


def test_another_s_debrief_is_for_trainers_who_may_say_something_of_it(log_in: LogIn, ended: int) -> None:
    address = f"/en/training/exercises/{ended}/"
    assert log_in(Role.SUPERVISOR).get(address).status_code == 403
    trainer = log_in(Role.TRAINER)
    assert "A pensioner, on Friday" in page(trainer, "/en/training/people/")
    assert trainer.post(f"{address}remark/", {"remark": ""}).status_code == 422
    trainer.post(f"{address}remark/", {"remark": "Quick and right."})
    assert "Quick and right." in page(log_in(Role.ANALYST), address)


def test_a_page_that_asks_for_calls_when_it_is_over_goes_to_the_debrief(log_in: LogIn, ended: int) -> None:
    answer = log_in(Role.ANALYST).get(f"/en/training/exercises/{ended}/calls/")
    assert (answer.status_code, answer.headers["HX-Refresh"]) == (204, "true")
