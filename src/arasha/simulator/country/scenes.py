"""A day in a country, as the loops need it."""

from arasha.simulator.country import calendar
from arasha.simulator.country.habits import habits
from arasha.simulator.country.payer import Scene
from arasha.simulator.country.people import Country


def scene(country: Country, day: int) -> Scene:
    """What the loops must know of a day counted from 1 January 1970."""
    tables = country.world, country.firms, habits()
    return Scene(*tables, day, calendar.is_off(day), calendar.business(day), calendar.date_of(day).day, due(day))


def due(day: int) -> int:
    """For which days of the month employers and the state pay now, a bit each: days off are paid for before."""
    if calendar.is_off(day):
        return 0
    found = 1 << calendar.date_of(day).day
    while calendar.is_off(day := day + 1):
        found |= 1 << calendar.date_of(day).day
    return found
