"""A performance's course: what is due when, what follows what, and that a thief pays no more than he has."""

import msgspec

from arasha.app.training.course import Course, Held, begin, planned
from arasha.domains.training.rules.record import Asked, Fate
from arasha.kernel.clock import MINUTE
from arasha.simulator import scenarios
from arasha.simulator.scenarios import Pay, Ring
from tests.support.sandbox import FRIDAY

BEGUN = 1_800_000_000_000_000
SCENARIO = scenarios.load(FRIDAY)


def course() -> Course:
    return Course(SCENARIO, begin(SCENARIO, scenarios.players(SCENARIO, 7), {}, BEGUN))


def step(name: str) -> Pay:
    found = SCENARIO.step(name)
    assert isinstance(found, Pay)
    return found


def due(played: Course, minutes: float) -> list[str]:
    return [each.name for _at, each in played.due(BEGUN + int(minutes * MINUTE))]


def test_steps_come_at_their_minute_in_their_order() -> None:
    played = course()
    assert due(played, 0.4) == []
    assert due(played, 5) == ["loan", "theft", "wedding"]
    played.record.happened["loan"] = BEGUN
    assert due(played, 5) == ["theft", "wedding"]


def test_what_follows_a_payment_waits_until_it_has_gone_and_never_comes_when_it_was_stopped() -> None:
    played = course()
    played.record.happened["theft"] = BEGUN
    played.record.payments["theft"] = asked = Asked(BEGUN, 175_000_000, Fate.WAITS)
    assert "the_daughter" not in due(played, 44)
    asked.fate, asked.ended_at = Fate.STOPPED, BEGUN + MINUTE
    assert "the_daughter" not in due(played, 44)
    asked.fate = Fate.WENT
    assert "the_daughter" not in due(played, 6.9)
    assert "the_daughter" in due(played, 7.1)


def test_a_thief_pays_what_he_has_and_is_not_held() -> None:
    played = course()
    played.record.payments["theft"] = Asked(BEGUN, 175_000_000)
    assert played.amount(step("to_crypto")) == 0
    played.settle(step("theft"), BEGUN)
    assert played.amount(step("to_crypto")) == 90_000_000
    played.hold("H-1", Held("drop", said=120_000_000, truly=120_000_000))
    assert played.amount(step("to_crypto")) == 55_000_000
    assert played.free("drop", "H-1") == 175_000_000


def test_a_bank_that_lies_says_that_it_holds_and_the_thief_pays_all_the_same() -> None:
    played = course()
    played.record.payments["theft"] = Asked(BEGUN, 175_000_000)
    played.settle(step("theft"), BEGUN)
    played.hold("H-1", Held("drop", said=175_000_000, truly=0))
    assert played.amount(step("to_crypto")) == 90_000_000
    assert played.record.held == {"drop": 0}


def test_the_plan_is_how_the_money_runs_when_nobody_interferes() -> None:
    flows = {flow.name: flow for flow in planned(SCENARIO, BEGUN)}
    assert flows["theft"].stolen
    assert not flows["wedding"].stolen
    assert flows["to_crypto"].at == flows["theft"].at + 5 * MINUTE
    assert flows["theft"].amount - flows["to_crypto"].amount - flows["the_rest"].amount == 5_000_000


def test_what_is_said_on_the_telephone_names_this_performance_s_account_sum_and_time() -> None:
    played = course()
    ring = SCENARIO.step("the_daughter")
    assert isinstance(ring, Ring)
    said = played.said(ring).en
    assert played.play.people["drop"].account in said.replace(" ", "")
    assert "1\N{NO-BREAK SPACE}750\N{NO-BREAK SPACE}000" in said


def test_a_play_that_was_kept_goes_on_the_same() -> None:
    played = course()
    played.record.payments["theft"] = Asked(BEGUN, 175_000_000)
    played.settle(step("theft"), BEGUN)
    kept = msgspec.convert(msgspec.to_builtins(played.play), type(played.play))
    assert kept == played.play
