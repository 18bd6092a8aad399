"""Some refuse credit, the old more often; few lift it again, and most of those refuse anew."""

from datetime import date

import numpy as np

from arasha.simulator.country.calendar import day_of
from arasha.simulator.country.loans import CHANGES_MIND, day_applications
from arasha.simulator.country.people import Country
from arasha.simulator.country.portal import Act, day_visits
from arasha.simulator.country.rows import midnight

COUNTRY = Country(seed=5, people=60_000)
DAY = day_of(date(2026, 3, 10))
DAYS = range(DAY, DAY + 60)
MINUTE, HOUR = 60_000_000, 3_600_000_000


def test_a_tenth_of_the_young_and_a_quarter_of_the_old_refuse_and_no_child() -> None:
    ages = COUNTRY.people_of(np.arange(COUNTRY.people)).age
    refusing = np.zeros(COUNTRY.people, bool)
    refusing[COUNTRY.refusing(midnight(DAY))] = True
    shares = [refusing[(ages >= first) & (ages < last)].mean() for first, last in ((0, 18), (18, 30), (63, 80))]
    assert shares[0] == 0
    assert 0.08 < shares[1] < 0.13
    assert 0.20 < shares[2] < 0.32


def test_what_is_done_on_the_portal_is_what_stands_afterwards() -> None:
    changed = dict[int, bool]()
    for day in DAYS:
        for row in day_visits(COUNTRY, day, 0, COUNTRY.people):
            act, person, at = Act(int(row["act"])), int(row["person"]), int(row["time"])
            if act in {Act.REFUSED, Act.LIFTED}:
                changed[person] = act is Act.REFUSED
                assert COUNTRY.refuses(person, at - 5 * HOUR) is not changed[person]
            elif act not in {Act.LOOKED, Act.SIGNED}:
                assert COUNTRY.refuses(person, at)
    assert set(changed.values()) == {True, False}
    assert {person: COUNTRY.refuses(person, midnight(DAYS.stop)) for person in changed} == changed


def test_a_lift_is_signed_at_once_and_happens_a_day_later_unless_it_is_stopped() -> None:
    acts: dict[int, list[tuple[int, int]]] = {}
    for day in DAYS:
        for row in day_visits(COUNTRY, day, 0, COUNTRY.people):
            acts.setdefault(int(row["person"]), []).append((int(row["act"]), int(row["time"])))
    lifts = ends = 0
    for done in acts.values():
        for place, (act, at) in enumerate(done):
            if act == Act.LIFT_ASKED:
                later = dict(reversed(done[place + 1 :]))
                assert 0 < later[Act.LIFT_SIGNED] - at < 10 * MINUTE
                ends += Act.LIFTED in later and later[Act.LIFTED] - at >= 24 * HOUR
                lifts += 1
    assert lifts >= ends > lifts / 2


def test_a_day_is_the_same_whoever_asks_for_a_part_of_it() -> None:
    whole = day_visits(COUNTRY, DAY, 0, COUNTRY.people)
    parts = [day_visits(COUNTRY, DAY, first, first + 20_000) for first in (0, 20_000, 40_000)]
    assert (np.sort(np.concatenate(parts), order=("time", "person")) == np.sort(whole, order=("time", "person"))).all()


def test_nobody_who_refuses_is_granted_a_loan_and_few_of_them_ask() -> None:
    asked = np.concatenate([day_applications(COUNTRY, day, 0, COUNTRY.people) for day in DAYS])
    refusing = np.array([COUNTRY.refuses(int(row["person"]), int(row["time"])) for row in asked])
    assert 0 < refusing.mean() < 0.06
    assert not asked["granted"][refusing].any()
    assert asked["granted"][~refusing].mean() > 0.5
    assert CHANGES_MIND == 8
