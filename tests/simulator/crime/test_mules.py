"""Couriers keep up to a tenth, send the rest on within minutes, and miss what a bank holds."""

from collections import defaultdict

import pytest

from arasha.simulator.country.rows import SLOTS
from arasha.simulator.crime.adaptation import Measure
from arasha.simulator.crime.runner import Runner
from arasha.simulator.crime.schemes import BY_NAME
from arasha.simulator.crime.steps import Pay, Role, Said, Step
from tests.simulator.crime.stage import COUNTRY, Heard, payments, play, runner, steps

MINUTE = 60_000_000
SCHEME = BY_NAME["phishing"]
DUST = 200 * 100  # tiyn: what is not worth a payment


@pytest.fixture(scope="module")
def played() -> tuple[Runner, list[Heard]]:
    stage = runner(SCHEME)
    return stage, play(stage)


def test_a_mule_keeps_at_most_a_tenth(played: tuple[Runner, list[Heard]]) -> None:
    stage, heard = played
    came: dict[int, int] = defaultdict(int)
    for each, truth in zip(_moved(heard), stage.truth.payments, strict=True):
        came[each.creditor] += truth.stolen
    errands = defaultdict(int)
    for (_, account), (free, _) in stage.purses.lies().items():
        errands[account] = free
    mules = [each.account for each in stage.truth.accounts.values() if each.role is Role.MULE and came[each.account]]
    assert len(mules) > 5
    for account in mules:
        assert errands[account] <= came[account] // 10 + 20 * DUST, account


def test_money_is_conserved(played: tuple[Runner, list[Heard]]) -> None:
    stage, heard = played
    stolen = sum(each.answer.amount for each in payments(heard, stolen=True))
    assert stage.purses.taken(1) == stolen > 0
    assert stolen == stage.purses.left(1) + sum(free + held for free, held in stage.purses.lies().values())
    assert stage.purses.left(1) > stolen // 2


def test_it_begins_to_go_on_within_three_to_ten_minutes(played: tuple[Runner, list[Heard]]) -> None:
    gaps = _gaps(played[1])
    assert len(gaps) > 3
    assert all(3 * MINUTE <= gap < 11 * MINUTE for gap in gaps)


def test_where_mules_are_timed_they_wait_for_hours() -> None:
    gaps = _gaps(play(runner(SCHEME, [Measure.MULES_TIMED])))
    assert gaps
    assert min(gaps) >= 5 * 60 * MINUTE


def test_held_money_is_missed_and_the_account_used_no_more() -> None:
    held: list[int] = []

    def wish(step: Step) -> Said:
        if isinstance(step, Pay) and step.passes and (not held or step.debtor == held[0]):
            held.append(step.debtor)
            return Said.HELD
        return Said.DONE

    heard = play(runner(SCHEME), wish)
    first = next(place for place, each in enumerate(heard) if each.answer.said is Said.HELD)
    later = [each.step.creditor for each in payments(heard[first + 1 :], stolen=True) if isinstance(each.step, Pay)]
    assert later, "the thieves go on with other accounts"
    assert held[0] not in later


def test_money_that_a_bank_holds_before_the_mule_gets_up_is_missed_too() -> None:
    stage, held = runner(SCHEME), set[int]()
    heard: list[Heard] = []
    for each in steps(stage):
        heard.append(each)
        if isinstance(each.step, Pay) and each.step.stolen and not held:
            held.add(each.step.creditor)
            assert stage.purses.hold(1, each.step.creditor, each.answer.amount) == each.answer.amount
            first = len(heard)
    (account,) = held
    passing = [each.step.debtor for each in payments(heard, passes=True) if isinstance(each.step, Pay)]
    later = [each for each in payments(heard[first:], stolen=True) if each.step.at > heard[first].step.at + 11 * MINUTE]
    assert later
    assert account not in passing
    assert account not in {each.step.creditor for each in later if isinstance(each.step, Pay)}


def test_a_refused_payment_is_tried_smaller() -> None:
    def wish(step: Step) -> Said:
        return Said.REFUSED if isinstance(step, Pay) and step.passes else Said.DONE

    tries: dict[int, list[int]] = defaultdict(list)
    for each in payments(play(runner(SCHEME), wish), passes=True):
        assert isinstance(each.step, Pay)
        tries[each.step.debtor].append(each.step.amount)
    assert tries
    assert all(len(amounts) >= 3 for amounts in tries.values())


def test_mules_are_people_of_the_country_with_lives_of_their_own(played: tuple[Runner, list[Heard]]) -> None:
    mules = [each for each in played[0].truth.accounts.values() if each.role is Role.MULE]
    for mule in mules:
        person = COUNTRY.person(mule.account // SLOTS)
        assert mule.account in person.accounts
        assert person.age >= 18


def test_where_drops_are_listed_some_money_goes_through_honest_sellers() -> None:
    stage = runner(SCHEME, [Measure.DROPS_LISTED])
    heard = play(stage)
    relays = {each.account for each in stage.truth.accounts.values() if each.role is Role.RELAY}
    assert relays
    passing = {each.step.debtor for each in payments(heard, passes=True) if isinstance(each.step, Pay)}
    assert not passing & relays, "an honest seller passes nothing on"


def _moved(heard: list[Heard]) -> list[Pay]:
    return [each.step for each in heard if isinstance(each.step, Pay) and each.answer.amount]


def _gaps(heard: list[Heard]) -> list[int]:
    """From the first theft that reaches each first mule to the first payment out of his account (us)."""
    came: dict[int, int] = {}
    gaps: dict[int, int] = {}
    for step in _moved(heard):
        if step.stolen:
            came.setdefault(step.creditor, step.at)
        elif step.debtor in came:
            gaps.setdefault(step.debtor, step.at - came[step.debtor])
    return list(gaps.values())
