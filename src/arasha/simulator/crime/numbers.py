"""Telephone numbers that criminals show: nobody's own, somebody innocent's, or one that is reserved for drama."""

from arasha.simulator.country.institutions import PREFIXES
from arasha.simulator.country.living import owner_of_phone
from arasha.simulator.crime.adaptation import Evasion
from arasha.simulator.crime.steps import Call, Origin, Source
from arasha.simulator.crime.world import World

# Ofcom keeps 07700 900000 to 900999 for drama: nobody can ever be called by it.
DRAMA, DRAMA_NUMBERS = 447_700_900_000, 1_000


def one_time(world: World) -> int:
    """The number of a SIM card that belongs to nobody in the country: bought in bulk from a dealer."""
    while True:
        prefix = int(world.draw.choice(PREFIXES)[0])
        number = 70_000_000_000 + prefix * 10**7 + world.draw.randrange(10**7)
        if owner_of_phone(world.country.world, number) < 0:
            return number


def somebodys(world: World) -> int:
    """A real subscriber's number, who knows nothing of what is done in his name."""
    return world.country.phone(world.crowd.next()[0])


def foreign(world: World) -> int:
    """A number from abroad."""
    return DRAMA + world.draw.randrange(DRAMA_NUMBERS)


class Line:
    """How a call centre reaches people: which number is shown, where the call comes from, whether it is false."""

    def __init__(self, world: World, source: Source) -> None:
        self.world, self.source = world, source
        self._cards = [one_time(world) for _ in range(world.draw.randint(8, 24))] if source is Source.SIM_BOX else []

    def next(self) -> tuple[int, Origin, bool]:
        """The number shown, the origin that the called person's operator sees, whether it is substituted."""
        if self.source is Source.SIM_BOX:
            return self.world.draw.choice(self._cards), "domestic", False
        if self.source is Source.HANDSET:
            return one_time(self.world), "domestic", False
        if self.source is Source.ABROAD:
            return somebodys(self.world), "international", True
        return foreign(self.world), "international", False


def line(world: World) -> Line:
    """What a call centre calls through: substituted numbers; once calls are verified, foreign ones and SIM-boxes."""
    draw = world.draw
    if world.adaptation.knows(Evasion.FOREIGN_NUMBERS):
        sources = [Source.MESSENGER] * 3 if world.adaptation.knows(Evasion.MESSENGERS) else []
        return Line(world, draw.choice([*sources, Source.SIP, Source.SIP, Source.SIM_BOX]))
    return Line(world, draw.choices((Source.ABROAD, Source.SIM_BOX, Source.SIP), (0.65, 0.2, 0.15))[0])


def calls(world: World, centre: Line, called: int, seconds: tuple[int, int]) -> Call:
    """A call to a person, soon; how long it lasts, least and most."""
    shown, origin, spoofed = centre.next()
    return Call(world.after(20, 400), shown, called, origin, world.draw.randint(*seconds), centre.source, spoofed)
