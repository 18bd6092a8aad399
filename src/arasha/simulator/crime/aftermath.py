"""What a victim tells afterwards: where, when, in his language, with what he still knows, and with slips of the pen."""

import random
from typing import NamedTuple

from arasha.simulator.crime.lifting import alarmed
from arasha.simulator.crime.rates import RATES
from arasha.simulator.crime.steps import Complain, Named, Script
from arasha.simulator.crime.texts import tell, tenge
from arasha.simulator.crime.theft import Loss
from arasha.simulator.crime.victims import Victim, tellings
from arasha.simulator.crime.world import World

KNOWN = {"phone": RATES.phone_named, "iban": RATES.account_named}
OTHERWISE = 0.8  # addresses of pages and handles: they are in the telephone's history


class Clues(NamedTuple):
    """What a victim could name: numbers that called, pages, handles."""

    phone: str = ""
    url: str = ""
    social: str = ""


def aftermath(world: World, victim: Victim, loss: Loss, story: str, clues: Clues) -> Script:
    """The victim tells of it, once, twice or never; `story` names the phrases of `data/crime/complaints.toml`."""
    found = sorted(tellings(world, loss.amount), key=lambda each: each.at)
    for place, telling in enumerate(found):
        named = _named(world, loss, clues)
        said = {each.kind: each.value for each in named} | {"amount": tenge(loss.amount)}
        text = tell(world.draw, ("complaints", story), victim.language, said)
        yield Complain(telling.at, victim.number, telling.to, victim.language, text, tuple(loss.refs), tuple(named))
        if place == 0:
            world.beside(alarmed(world, victim))


def tells(world: World, victim: Victim, loss: Loss, story: str, clues: Clues) -> None:
    """Let the victim of a theft that has succeeded think about it, beside whatever the thieves do."""
    if loss.refs:
        world.beside(aftermath(world, victim, loss, story, clues))


def _named(world: World, loss: Loss, clues: Clues) -> list[Named]:
    account = world.country.account(world.draw.choice(loss.paid)).name
    could = [
        Named("phone", clues.phone),
        Named("iban", account),
        Named("url", clues.url),
        Named("social", clues.social),
    ]
    draw = world.draw
    named = [each for each in could if each.value and draw.random() < KNOWN.get(each.kind, OTHERWISE)]
    return [_written(draw, each) for each in named]


def _written(draw: random.Random, named: Named) -> Named:
    """As the victim writes it down: now and then two neighbouring digits have changed places."""
    if named.kind not in KNOWN or draw.random() >= RATES.mistyped:
        return named
    place = draw.randrange(4, len(named.value) - 1)
    value = named.value
    return Named(named.kind, value[:place] + value[place + 1] + value[place] + value[place + 2 :])
