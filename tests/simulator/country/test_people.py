"""People follow from a seed and a number; families, friends and telephone numbers agree with each other."""

import pickle

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.simulator.country.people import Country
from arasha.simulator.country.rows import SLOTS

COUNTRY = Country(seed=5, people=2_000)
SOMEBODY = st.integers(0, COUNTRY.people - 1)


def test_the_same_seed_gives_the_same_person_and_another_seed_another() -> None:
    assert Country(5, 2_000).person(7) == COUNTRY.person(7) == pickle.loads(pickle.dumps(COUNTRY)).person(7)
    assert Country(6, 2_000).person(7) != COUNTRY.person(7)


@given(SOMEBODY)
def test_parents_know_their_children_and_are_old_enough(number: int) -> None:
    person = COUNTRY.person(number)
    for child in map(COUNTRY.person, person.children):
        assert number in child.parents
        assert child.age + 14 < person.age
        assert child.region == person.region


@given(SOMEBODY)
def test_who_is_married_is_so_to_somebody_of_the_other_sex(number: int) -> None:
    person = COUNTRY.person(number)
    if person.partner is not None:
        partner = COUNTRY.person(person.partner)
        assert partner.partner == number
        assert {person.sex, partner.sex} == {"m", "f"}


@given(SOMEBODY)
def test_friends_know_each_other_unless_one_is_a_child(number: int) -> None:
    person = COUNTRY.person(number)
    for other in map(COUNTRY.person, person.contacts):
        assert number in other.contacts or min(person.age, other.age) < 14


@given(SOMEBODY)
def test_the_owner_of_a_telephone_number_can_be_told(number: int) -> None:
    assert COUNTRY.owner(COUNTRY.person(number).phone) == number
    assert COUNTRY.owner(COUNTRY.phone(number, 1)) == number


@given(SOMEBODY)
def test_an_account_is_found_by_what_it_is_called_outside(number: int) -> None:
    for account in COUNTRY.person(number).accounts:
        told = COUNTRY.account(account)
        assert COUNTRY.account_of(told.iban) == account
        assert (told.holder, told.iin) == (number, COUNTRY.person(number).iin)
        assert COUNTRY.balance(account) >= 0


def test_nobody_is_born_after_the_nineteenth_century() -> None:
    assert {COUNTRY.person(number).iin[6] for number in range(100)} == {"1", "2"}


def test_many_people_at_once_are_the_same_people() -> None:
    numbers = np.array([3, 999, 1_500])
    people = COUNTRY.people_of(numbers)
    for place, number in enumerate(numbers):
        person = COUNTRY.person(int(number))
        assert (people.age[place], people.region[place], people.income[place]) == (*person[3:5], person.income)


def test_children_have_no_account() -> None:
    for person in map(COUNTRY.person, range(200)):
        assert bool(person.accounts) is (person.age >= 14)


@pytest.mark.parametrize("number", [-1, 2_000])
def test_nobody_has_a_number_outside_the_country(number: int) -> None:
    with pytest.raises(IndexError):
        COUNTRY.person(number)


@pytest.mark.parametrize(("seed", "people"), [(1, 0), (1, -5), (-1, 10), (2**62, 10)])
def test_a_country_needs_people_and_a_seed(seed: int, people: int) -> None:
    with pytest.raises(ValueError, match=r"people|person|seed"):
        Country(seed, people)


def test_every_region_has_shops_machines_and_somebody_who_lends() -> None:
    for region in range(20):
        assert len(COUNTRY.shops(region, "grocery")) >= 2
        assert {COUNTRY.account(each).scheme for each in COUNTRY.cash_machines(region)} == {"other"}
    assert COUNTRY.account(COUNTRY.lender_account("MYSTAKZA")).institution == "MYSTAKZA"
    assert max(COUNTRY.shops(19, "leisure")) // SLOTS < COUNTRY.holders
    with pytest.raises(IndexError):
        COUNTRY.account(COUNTRY.holders * SLOTS)
