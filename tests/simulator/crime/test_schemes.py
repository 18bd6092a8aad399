"""Every scheme steals, passes on, is played to its end, and shows nobody's real number."""

import re
from collections import defaultdict

import pytest

from arasha.simulator.country.rows import SLOTS
from arasha.simulator.crime.adaptation import Measure
from arasha.simulator.crime.rates import RATES
from arasha.simulator.crime.schemes import BY_NAME, SCHEMES
from arasha.simulator.crime.schemes.base import Economics
from arasha.simulator.crime.schemes.pyramid import Pyramid
from arasha.simulator.crime.steps import Call, Complain, Message, Pay, Publish, Role, Step
from tests.simulator.crime.stage import COUNTRY, payments, play, runner

SMALL = Pyramid("pyramid", "pyramid", Economics(380_000, 2.0, 4_000_000, (30, 30), (40, 40)), (8, 8))
ON_THE_NET = re.compile(r"https://[a-z0-9.-]+\.example(/.*)?|@[a-z_0-9]+")
DRAMA = range(447_700_900_000, 447_700_901_000)


@pytest.mark.parametrize("name", [each.name for each in SCHEMES if each.name != "pyramid"])
@pytest.mark.parametrize("measures", [(), tuple(Measure)], ids=["naive", "learnt"])
def test_a_scheme_steals_and_its_books_balance(name: str, measures: tuple[Measure, ...]) -> None:
    stage = runner(BY_NAME[name], measures)
    heard = play(stage)
    stolen = sum(each.answer.amount for each in payments(heard, stolen=True))
    assert stolen > 0
    assert stolen == stage.purses.left(1) + sum(free + held for free, held in stage.purses.lies().values())
    for each in heard:
        _check(each.step)


@pytest.mark.parametrize("scheme", SCHEMES, ids=lambda each: each.name)
def test_a_scheme_says_what_it_does_what_it_earns_and_how_it_evades(scheme: object) -> None:
    told = type(scheme).__doc__ or ""
    assert told.startswith("Script: ")
    assert "Economics: " in told
    assert re.search(r"When |evasion", told)


def test_the_shares_of_all_schemes_are_the_whole() -> None:
    assert {each.name for each in SCHEMES} == set(RATES.shares)
    assert sum(RATES.shares.values()) == pytest.approx(1)


def test_the_pair_from_kostanay() -> None:
    stage = runner(BY_NAME["kostanay"])
    heard = play(stage)
    numbers = {each.step.caller for each in heard if isinstance(each.step, Call)}
    victims = {each.step.debtor // SLOTS for each in payments(heard, stolen=True) if isinstance(each.step, Pay)}
    cards = stage.truth.accounts.values()
    assert len(numbers) == 13
    assert 30 <= len(victims) <= 34
    assert sum(1 for each in heard if isinstance(each.step, Publish) and each.step.kind == "ad") == 13
    assert len([each for each in cards if each.role is Role.MULE]) in {10, 11}, "nine cards, and one or two behind them"
    assert len({COUNTRY.person(each).region for each in victims}) in {5, 6, 7}


def test_a_pyramid_pays_the_first_out_of_the_last_and_then_nobody() -> None:
    stage = runner(SMALL)
    heard = play(stage)
    depositors = {each.account for each in stage.truth.accounts.values() if each.role is Role.DEPOSITOR}
    paid: dict[int, int] = defaultdict(int)
    for each in payments(heard, passes=True):
        if isinstance(each.step, Pay) and each.step.creditor in depositors:
            paid[each.step.creditor] += each.answer.amount
    end = next(each.step.at for each in heard if isinstance(each.step, Message))
    assert 0 < len(paid) < len(depositors)
    complaints = [each.step for each in heard if isinstance(each.step, Complain)]
    assert complaints
    assert all(each.at >= end for each in complaints)


def _check(step: Step) -> None:
    """What must hold of any step: amounts, accounts of the country, nobody's number but those that are meant to be."""
    if isinstance(step, Pay):
        assert step.amount > 0
        assert step.debtor != step.creditor
        assert COUNTRY.account(step.debtor).iban != COUNTRY.account(step.creditor).iban
        assert 0 <= step.doubt <= 1
    elif isinstance(step, Call):
        assert step.spoofed or COUNTRY.owner(f"+{step.caller}") is None
        assert step.origin != "international" or step.spoofed or step.caller in DRAMA
    elif isinstance(step, Publish):
        assert ON_THE_NET.fullmatch(step.address), step.address
    elif isinstance(step, Message):
        assert step.text.strip()
        assert "{" not in step.text
