"""Loans of a country in play: ordinary applications as they come, thieves' as their scripts say."""

from typing import cast

from arasha.client.credit import Product
from arasha.simulator.country import loans
from arasha.simulator.country.institutions import LENDERS
from arasha.simulator.country.people import Country
from arasha.simulator.crime.steps import Borrow
from arasha.simulator.live import lending
from arasha.simulator.live.books import Books
from arasha.simulator.live.crowd import name_of
from arasha.simulator.live.daily import Daily
from arasha.simulator.live.events import Applied
from arasha.simulator.live.lending import Decided, Wish
from arasha.simulator.live.paying import Paying
from arasha.simulator.live.portal import Visits
from arasha.simulator.live.programme import Programme
from arasha.simulator.live.stage import Stage

PRODUCTS: dict[str, Product] = {"microloan": "microcredit", "consumer_loan": "loan"}


class Borrowing:
    """Applications of a country."""

    def __init__(self, country: Country, stage: Stage, programme: Programme, paying: Paying) -> None:
        self._country, self._stage, self._programme, self._paying = country, stage, programme, paying
        self._daily = Daily(lambda day: loans.day_applications(country, day, 0, country.people), programme.begin)
        self.visits = Visits(country, stage, programme.begin)

    def go_on_from(self, instant: int) -> None:
        """What was asked for before this instant has been dealt with."""
        self._daily.go_on_from(instant)

    def mark(self, at: int) -> None:
        """Who refuses credit when the play begins has told the bureau, and the bureau the centre."""
        refusing = self._country.refusing(self._programme.begin).tolist()
        lending.mark(self._stage, [self._country.person(number).iin for number in refusing], at)

    def due(self, now: int, books: Books) -> None:
        """What people do on the portal up to now, and the ordinary applications."""
        self.visits.due(now, books)
        for row in self._daily.due(now):
            person, code = int(row["person"]), LENDERS[int(row["lender"])]
            if code not in self._stage.lenders:
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


def _applied(wish: Wish, who: tuple[int, str], decided: Decided, scheme: int = -1) -> Applied:
    person, lender = who
    return Applied(
        at=wish.at, person=person, lender=lender, amount=wish.amount, answer=decided.answer, lent=decided.lent,
        scheme=scheme,
    )  # fmt: skip
