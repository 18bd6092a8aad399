"""The scenarios that ship can be read, say what they are in three languages, and are different countries."""

import pytest

from arasha.simulator.country.institutions import CODES
from arasha.simulator.live.programme import DAY, HOUR, names, scenario


@pytest.mark.parametrize("name", names())
def test_a_scenario_is_whole(name: str) -> None:
    read = scenario(name)
    for text in (read.title, read.about):
        assert len({text.kk, text.ru, text.en}) == 3
    assert set(read.institutions) <= set(CODES)
    programme = read.programme()
    assert programme.begin - programme.first == read.days_before * DAY
    assert programme.begin < read.counts_until < programme.begin + programme.days * DAY
    assert read.counts_until - programme.begin >= read.hours * HOUR


def test_there_are_three_and_each_has_a_country_of_its_own() -> None:
    assert len(names()) >= 3
    assert len({scenario(name).country() for name in names()}) == len(names())


def test_one_is_down_one_lies_and_some_thieves_have_learnt() -> None:
    ways = [way for name in names() for way in scenario(name).institutions.values()]
    assert any(way.down for way in ways)
    assert any(way.pretends and way.denies for way in ways)
    assert any(scenario(name).measures for name in names())


def test_an_unknown_one_is_answered_with_those_there_are() -> None:
    with pytest.raises(LookupError, match=names()[0]):
        scenario("nowhere")
