"""People on the state's portal, in a country that is played: they refuse credit and lift it, or are talked into that.

Who refused before the play had told his bureau; there it is lifted, and the bureau says so when a day has gone by. All
others act at the centre, through the portal. Nobody has a key that an authority vouches for, so lifts are confirmed
before an officer. That people look in and sign for other services is none of the centre's business.
"""

from typing import assert_never

from arasha.client import Problem
from arasha.client import refusing as r
from arasha.client.lending import Mark, Marks
from arasha.client.portal import CreditPortal
from arasha.simulator.country.people import Country
from arasha.simulator.country.portal import Act, day_visits
from arasha.simulator.crime.steps import Visit
from arasha.simulator.live.books import Books
from arasha.simulator.live.crowd import name_of
from arasha.simulator.live.daily import Daily
from arasha.simulator.live.events import Visited
from arasha.simulator.live.orders import instant
from arasha.simulator.live.stage import Stage

ELSEWHERE = frozenset({Act.LOOKED, Act.SIGNED})


class Visits:
    """What people of a country do on the portal; `begin` (µs): who refuses then is on the bureau's list."""

    def __init__(self, country: Country, stage: Stage, begin: int) -> None:
        self._country, self._stage, self._begin = country, stage, begin
        self._daily = Daily(lambda day: day_visits(country, day, 0, country.people), begin)
        self._looked_back = False

    def due(self, now: int, books: Books) -> None:
        """What people do up to now, of their own accord."""
        if not self._looked_back:
            done = (each.at + 1 for each in books.events if isinstance(each, Visited) and each.scheme < 0)
            self._daily.go_on_from(max(done, default=0))
            self._looked_back = True
        for row in self._daily.due(now):
            step = Visit(int(row["time"]), int(row["person"]), Act(int(row["act"])))
            if step.act not in ELSEWHERE:
                books.happened(self.step(-1, step))

    def step(self, scheme: int, step: Visit) -> Visited:
        """Somebody acts, of his own accord or (`scheme` 0 and more) because of thieves; did the centre take it?"""
        try:
            heard = self._acts(step)
        except Problem as error:
            if not 400 <= error.problem.status < 500 or error.problem.status == 429:
                raise
            heard = False
        return Visited(at=step.at, scheme=scheme, person=step.person, act=step.act.name.lower(), heard=heard)

    def _acts(self, step: Visit) -> bool:
        iin = self._country.person(step.person).iin
        named = name_of(self._country.seed, step.at, step.person, int(step.act))
        if step.act is not Act.REFUSED and self._country.refuses(step.person, self._begin):
            return self._at_the_bureau(step, iin, named)
        if self._stage.portal is None:
            return False
        _at_the_centre(self._stage.portal, step.act, iin, named)
        return True

    def _at_the_bureau(self, step: Visit, iin: str, named: str) -> bool:
        """The bureau tells the centre when a refusal of its list is over."""
        if step.act is Act.LIFTED and self._stage.bureau is not None:
            self._stage.bureau.marks(Marks(id=named, marks=[Mark(person=iin, lifted_at=instant(step.at))]))
        return self._stage.bureau is not None


def _at_the_centre(portal: CreditPortal, act: Act, iin: str, named: str) -> None:
    """The portal passes on what its user wants; that a lift is over the centre knows by itself."""
    person = portal.person(r.PersonAsked(id=f"{named}-who", iin=iin)).person
    match act:
        case Act.REFUSED:
            portal.refuse(person, r.Refuse(id=named, scopes=["all"]))
        case Act.LIFT_ASKED:
            portal.ask_lift(person, r.LiftWanted(id=named, in_person=True))
        case Act.LIFT_SIGNED:
            portal.confirm_lift(person, r.Confirmation(id=named, in_person=True))
        case Act.LIFT_STOPPED:
            portal.cancel_lift(person, r.Said(id=named))
        case Act.LIFTED | Act.LOOKED | Act.SIGNED:
            pass
        case _:
            assert_never(act)
