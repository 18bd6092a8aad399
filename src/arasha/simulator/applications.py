"""Who asks for which loan where: the same in every demonstration, about people whose numbers are invented."""

import random
from datetime import date, timedelta
from typing import NamedTuple

import msgspec

from arasha.client.credit import CreditCheck, Product
from arasha.simulator.iin import MAN, WOMAN, iin

TENGE = 100
PEOPLE = 160
FIRST_BORN = date(1880, 1, 1)

LENDERS = ("ALDARKZA", "TOSTIKZA", "KANBAKZA", "MYSTAKZA", "SHOPANKZ")
CARELESS = "MYSTAKZA"  # lends without asking, now and then, and against the answer
CARELESS_ONE_IN = 5
LENT_OF_TEN = 7
REMOTE_OF_TEN = 7

GRANDMOTHER, STUDENT, WIDOW, NEIGHBOUR = 0, 1, 2, 4


class Application(NamedTuple):
    """Somebody, or somebody else in his name, asks a lender for a loan."""

    lender: str
    check: CreditCheck
    asks: bool = True  # does the lender ask the register?
    heeds: bool = True  # does it heed the answer?
    lends: bool = True  # where nothing speaks against it


def person(place: int) -> str:
    """The number of one of the people of the demonstration."""
    born = FIRST_BORN + timedelta(days=43 * place)
    return iin(born, WOMAN if place % 2 == 0 else MAN, 1_000 + place)


# What a newcomer finds: a grandmother who refuses, whom one lender asks about and leaves alone, and another lends to
# all the same; a student in whose name two lenders are asked within minutes; a loan without asking.
OPENING: tuple[tuple[int, str, int, Product, bool, bool], ...] = (
    (GRANDMOTHER, "ALDARKZA", 1_200_000, "loan", True, True),
    (GRANDMOTHER, CARELESS, 400_000, "microcredit", True, False),
    (NEIGHBOUR, CARELESS, 150_000, "microcredit", False, False),
    (STUDENT, "KANBAKZA", 900_000, "loan", True, True),
    (STUDENT, "TOSTIKZA", 700_000, "loan", True, True),
)
PRODUCTS: tuple[Product, ...] = ("loan", "microcredit", "card", "instalment")


def application(number: int) -> Application:
    """The application of this number, from 0 on."""
    if number < len(OPENING):
        who, lender, tenge, product, asks, heeds = OPENING[number]
        return Application(lender, _check(number, person(who), tenge, product), asks, heeds)
    draw = random.Random(number)  # noqa: S311 - a story, no secret
    lender = draw.choice(LENDERS)
    careless = lender == CARELESS and draw.randrange(CARELESS_ONE_IN) == 0
    check = _check(number, person(draw.randrange(3, PEOPLE)), 10_000 * draw.randrange(3, 200), draw.choice(PRODUCTS))
    if draw.randrange(10) >= REMOTE_OF_TEN:
        check = msgspec.structs.replace(check, channel="in_person")
    return Application(lender, check, not careless, not careless, draw.randrange(10) < LENT_OF_TEN)


def _check(number: int, who: str, tenge: int, product: Product) -> CreditCheck:
    return CreditCheck(id=f"LA-{number:06}", person=who, channel="remote", product=product, amount=tenge * TENGE)
