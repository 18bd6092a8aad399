"""A country and its people, told as they are asked for: everything follows from the seed and a number."""

from dataclasses import dataclass
from functools import cache
from typing import Any, NamedTuple

import numpy as np

from arasha.simulator.country import accounts, births, living, refusals, traits
from arasha.simulator.country.accounts import Account
from arasha.simulator.country.contacts import CIRCLE, friend_of
from arasha.simulator.country.draws import Array, draw
from arasha.simulator.country.firms import Firms, firms
from arasha.simulator.country.geography import REGIONS
from arasha.simulator.country.institutions import LENDERS
from arasha.simulator.country.living import Work, describe, has_account
from arasha.simulator.country.rows import SLOTS
from arasha.simulator.country.traits import KIN, World

KAZAKH_VILLAGE, KAZAKH_TOWN, KAZAKH_NORTH = 82, 58, 30  # percent who would rather speak Kazakh
NORTH = {"akmola", "kostanay", "north", "pavlodar", "east", "karaganda"}


class Person(NamedTuple):
    """Somebody."""

    number: int
    iin: str
    sex: str  # "m" or "f"
    age: int  # years
    region: int  # index in REGIONS
    urban: bool
    language: str  # "kk" or "ru"
    work: Work
    income: int  # tiyn a month
    phone: str
    operator: int  # index in OPERATORS
    device: str
    accounts: tuple[int, ...]
    partner: int | None
    children: tuple[int, ...]
    parents: tuple[int, ...]
    contacts: tuple[int, ...]  # friends and relatives: whom he pays and calls


class People(NamedTuple):
    """Many people, an array a trait."""

    number: Array
    age: Array
    man: Array
    region: Array
    urban: Array
    work: Array
    income: Array


@dataclass(frozen=True)
class Country:
    """A country of so many people; two with the same seed and size are the same to the byte."""

    seed: int
    people: int

    def __post_init__(self) -> None:
        if self.people <= 0:
            raise ValueError("a country needs at least one person")
        if not 0 <= self.seed < 2**62:
            raise ValueError("a seed is a whole number from 0 to 2**62 - 1")

    @property
    def world(self) -> World:
        """What compiled functions need to know of it."""
        return _world(self.seed, self.people)

    @property
    def firms(self) -> Firms:
        """Where its firms' numbers begin."""
        return _firms(self.people)

    @property
    def holders(self) -> int:
        """People and firms together: the first number that nobody has."""
        return self.firms.holders

    def person(self, number: int) -> Person:
        """Somebody; `IndexError` where nobody has the number."""
        if not 0 <= number < self.people:
            raise IndexError(f"nobody has the number {number}")
        return _person(self, number)

    def people_of(self, numbers: Array) -> People:
        """Many people at once."""
        found = np.empty((len(numbers), 6), np.int64)
        living.describe_all(self.world, np.asarray(numbers, np.int64), found)
        age, man, region, urban, work, income = found.T
        return People(np.asarray(numbers), age, man.astype(bool), region, urban.astype(bool), work, income)

    def account(self, number: int) -> Account:
        """An account by its number; `IndexError` where it is nobody's."""
        found = accounts.account(self.world, self.firms, number)
        if found.holder >= self.people:
            return found
        people = self.people_of(np.array([found.holder]))
        return found._replace(iin=iin_of(self, found.holder, int(people.age[0]), man=bool(people.man[0])))

    def account_of(self, name: str) -> int | None:
        """The number of an account by its IBAN or wallet's name; None where it is none of this country's."""
        return accounts.number_of(self.firms, name)

    def balance(self, account: int) -> int:
        """The own money that ordinarily lies in an account, in tiyn."""
        return accounts.balance(self.world, self.firms, account)

    def owner(self, phone: str | int) -> int | None:
        """Whose telephone number it is."""
        found = int(living.owner_of_phone(self.world, int(str(phone).removeprefix("+"))))
        return None if found < 0 else found // 2

    def phone(self, person: int, sim: int = 0) -> int:
        """A person's first or second telephone number."""
        return int(living.phone_of(self.world, person, sim))

    def sim_days(self, person: int, day: int) -> int:
        """Days since a person's SIM card was changed, on a day counted from 1970."""
        return int(living.sim_days_of(self.world, person, day))

    def refuses(self, person: int, at: int) -> bool:
        """Does somebody refuse credit at an instant (us)?"""
        return bool(refusals.refuses(self.world, person, at))

    def refusing(self, at: int) -> Array:
        """The numbers of all who refuse credit at an instant (us)."""
        everybody, found = np.arange(self.people), np.zeros(self.people, bool)
        refusals.put_refusing(self.world, everybody, at, found)
        return everybody[found]

    @property
    def exchangers(self) -> range:
        """The accounts of those who sell crypto-currency."""
        return accounts.exchangers(self.firms)

    @property
    def online_shops(self) -> range:
        """The accounts of shops that sell over the network to the whole country."""
        return accounts.online_shops(self.firms)

    def cash_machines(self, region: int) -> range:
        """The accounts behind the cash machines of a region."""
        return accounts.cash_machines(self.firms, region)

    def shops(self, region: int, category: str) -> range:
        """The accounts of a region's shops of a category of `CATEGORIES`."""
        return accounts.shops(self.firms, region, category)

    @property
    def lenders(self) -> tuple[str, ...]:
        """Who lends: codes of institutions."""
        return LENDERS

    def lender_account(self, code: str) -> int:
        """The account out of which a lender pays."""
        return accounts.lender_account(self.firms, code)


@cache
def _world(seed: int, people: int) -> World:
    return traits.world(seed, people)


@cache
def _firms(people: int) -> Firms:
    return firms(people)


def _person(country: Country, number: int) -> Person:
    w = country.world
    rank = traits.rank_of(w, number)
    found = np.empty(6, np.int64)
    describe(w, number, found)
    age, man, region, urban, work, income = (int(each) for each in found)
    phone = country.phone(number)
    return Person(
        number=number,
        iin=iin_of(country, number, age, man=bool(man)),
        sex="m" if man else "f",
        age=age,
        region=region,
        urban=bool(urban),
        language=_language(w, number, region, urban=bool(urban)),
        work=Work(work),
        income=income,
        phone=f"+{phone}",
        operator=int(living.operator_of(w, phone)),
        device=device(country, number),
        accounts=tuple(number * SLOTS + slot for slot in range(SLOTS) if has_account(w, number, slot, age, work)),
        **_family(w, number, rank),
    )


def _family(w: World, number: int, rank: int) -> dict[str, Any]:
    partner = traits.partner_of(w, number, rank)
    kin = [(traits.number_of(w, number // KIN, each), each) for each in range(KIN)]
    kin = [(other, each) for other, each in kin if other < w.people]
    pair = traits.parents_of(w, number, rank)
    children = [other for other, each in kin if traits.is_parent(w, number, rank, traits.parents_of(w, other, each))]
    parents = [other for other, each in kin if pair >= 0 and traits.is_parent(w, other, each, pair)]
    friends = [friend_of(w, number, which) for which in range(CIRCLE)]
    near = [*([partner] if partner >= 0 else []), *parents, *children, *friends]
    contacts = dict.fromkeys(int(other) for other in near if other >= 0 and other != number)
    return {
        "partner": int(partner) if partner >= 0 else None,
        "children": tuple(int(other) for other in children),
        "parents": tuple(int(other) for other in parents),
        "contacts": tuple(contacts),
    }


def iin_of(country: Country, number: int, age: int, *, man: bool) -> str:
    """A number in the form of an IIN that nobody else has, of somebody born in the nineteenth century."""
    return f"{births.iin_number(country.world, number, age, man):012}"


def device(country: Country, person: int) -> str:
    """The name by which a bank's application knows somebody's telephone."""
    return f"device-{draw(country.seed, living.DEVICE, person, 1) % 16**10:010x}"


def _language(w: World, number: int, region: int, *, urban: bool) -> str:
    kazakh = KAZAKH_NORTH if REGIONS[region].code in NORTH else KAZAKH_TOWN if urban else KAZAKH_VILLAGE
    return "kk" if draw(w.seed, living.LANGUAGE, number, 0) % 100 < kazakh else "ru"
