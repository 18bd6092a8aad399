"""Loans of a country in play: ordinary applications as they come, thieves' as their scripts say."""

from typing import cast

import numpy as np

from arasha.client.credit import Product
from arasha.simulator.country import loans
from arasha.simulator.country.draws import Array
from arasha.simulator.country.institutions import LENDERS
from arasha.simulator.country.people import Country
from arasha.simulator.country.rows import APPLICATION, midnight
from arasha.simulator.crime.steps import Borrow
from arasha.simulator.live import lending
from arasha.simulator.live.books import Books
from arasha.simulator.live.crowd import day_of, name_of
from arasha.simulator.live.events import Applied
from arasha.simulator.live.lending import Decided, Wish
from arasha.simulator.live.paying import Paying
from arasha.simulator.live.programme import Programme
from arasha.simulator.live.stage import Stage

CHANGES_MIND = 8  # of so many who refuse credit and would borrow, one asks all the same
PRODUCTS: dict[str, Product] = {"microloan": "microcredit", "consumer_loan": "loan"}


class Borrowing:
    """Applications of a country."""

    def __init__(self, country: Country, stage: Stage, programme: Programme, paying: Paying) -> None:
        self._country, self._stage, self._programme, self._paying = country, stage, programme, paying
        self._day, self._from = 0, programme.begin
        self._rows: Array = np.empty(0, APPLICATION)

    def go_on_from(self, instant: int) -> None:
        """What was asked for before this instant has been dealt with."""
        self._from = max(self._from, instant)

    def mark(self, at: int) -> None:
        """Who refuses credit has told the bureau, and the bureau the centre."""
        people = self._country.people_of(np.arange(self._country.people))
        grown = [int(number) for number, age in zip(people.number, people.age, strict=True) if age >= 18]
        refusing = [number for number in grown if self._refuses(number, int(people.age[number]))]
        lending.mark(self._stage, [self._country.person(number).iin for number in refusing], at)

    def due(self, now: int, books: Books) -> None:
        """The ordinary applications up to now."""
        for row in self._up_to(now):
            person, code = int(row["person"]), LENDERS[int(row["lender"])]
            self._from = int(row["time"]) + 1
            age = self._country.person(person).age
            if (self._refuses(person, age) and person % CHANGES_MIND) or code not in self._stage.lenders:
                continue
            named = name_of(self._country.seed, int(row["time"]), person)
            wish = Wish(
                named, self._country.person(person).iin, int(row["amount"]), int(row["time"]),
                cast("Product", loans.PRODUCTS[int(row["product"])]), bool(row["remote"]),
            )  # fmt: skip
            decided = self._decide(code, wish)
            books.happened(_applied(wish, (person, code), decided))

    def thief(self, scheme: int, step: Borrow) -> Applied:
        """A thief asks in somebody's name, or talks him into asking; if it is lent, the money is paid out."""
        wish = Wish(
            name_of(self._country.seed, step.at, step.person, step.amount), self._country.person(step.person).iin,
            step.amount, step.at, PRODUCTS[step.product], coerced=True,
        )  # fmt: skip
        decided = self._decide(step.lender, wish) if step.lender in self._stage.lenders else Decided(None, lent=True)
        if decided.lent:
            self._paying.disburse(step.person, step.lender, step.amount, step.at)
        return _applied(wish, (step.person, step.lender), decided, scheme)

    def _decide(self, code: str, wish: Wish) -> Decided:
        ways = self._programme.behaviours.of(code)
        return lending.decide(self._stage.lenders[code], ways, wish, self._programme.left.credit)

    def _refuses(self, person: int, age: int) -> bool:
        return lending.refuses(self._country.seed, person, age)

    def _up_to(self, now: int) -> Array:
        if self._from > now:
            return self._rows[:0]
        self._turn_to(day_of(self._from))
        while self._from >= midnight(self._day + 1) or (not self._left() and midnight(self._day + 1) <= now):
            self._turn_to(self._day + 1)
        begin, end = np.searchsorted(self._rows["time"], (self._from, now + 1))
        return self._rows[begin:end]

    def _left(self) -> int:
        return len(self._rows) - int(np.searchsorted(self._rows["time"], self._from))

    def _turn_to(self, day: int) -> None:
        if day != self._day:
            self._day = day
            self._rows = loans.day_applications(self._country, day, 0, self._country.people)


def _applied(wish: Wish, who: tuple[int, str], decided: Decided, scheme: int = -1) -> Applied:
    person, lender = who
    return Applied(
        at=wish.at, person=person, lender=lender, amount=wish.amount, answer=decided.answer, lent=decided.lent,
        scheme=scheme,
    )  # fmt: skip
