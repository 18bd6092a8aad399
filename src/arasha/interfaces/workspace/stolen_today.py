"""What *Today* says of stolen money: figures that lead to the pages where they are worked on."""

from collections.abc import Collection, Iterator
from datetime import datetime, time, timedelta
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from arasha.domains.recovery.facts.incidents import IncidentState
from arasha.domains.recovery.queries import glance
from arasha.domains.recovery.queries.glance import NONE
from arasha.kernel import clock
from arasha.kernel.access.models import Person
from arasha.kernel.access.roles import Right
from arasha.kernel.terms import Code

MONEY_OF = timedelta(days=30)


class Figure(NamedTuple):
    """A number and where it leads; `tiyn` says that it is money, `whole` is that of which it is a part."""

    name: str
    value: int
    address: str
    tiyn: bool = False
    whole: int = 0
    note: str = ""


def figures(person: Person, now: datetime, handled: Collection[IncidentState]) -> list[list[Figure]]:
    """A row of what is at stake and a row of what waits, for somebody who may see holds; nothing for others.

    `handled` are the states of incidents that the page of incidents calls open.
    """
    if not person.may(Right.SEE_HOLDS):
        return []
    counted = glance.open_incidents()
    opened, doubted = sum(counted.get(state, 0) for state in handled), counted.get(IncidentState.TRIAGED, 0)
    return [list(_at_stake(opened, now)), list(_waiting(doubted, person, now))]


def _at_stake(opened: int, now: datetime) -> Iterator[Figure]:
    sums, holds, at = glance.sums(now - MONEY_OF), reverse("workspace:holds"), reverse("workspace:incidents")
    yield Figure(_("Open incidents"), opened, f"{at}?view=open")
    address, note = f"{at}?view=all", _("reported in 30 days")
    yield Figure(pgettext("money", "Stolen"), sums.stolen, address, tiyn=True, note=note)
    yield Figure(_("Held of it"), sums.held, f"{holds}?view=held", tiyn=True, whole=sums.stolen)
    yield Figure(_("Returned of it"), sums.returned, f"{holds}?view=recalled", tiyn=True, whole=sums.stolen)


def _waiting(doubted: int, person: Person, now: datetime) -> Iterator[Figure]:
    clocks, holds = glance.waiting(now, _midnight(now)), reverse("workspace:holds")
    appeals, sanctions = clocks.get(Code.APPEAL, NONE), clocks.get(Code.SANCTION, NONE)
    yield Figure(_("A person looks first"), doubted, f"{reverse('workspace:incidents')}?view=triage")
    yield Figure(_("Holds that end today"), clocks.get(Code.HOLD, NONE).soon, f"{holds}?view=held")
    yield Figure(_("Appeals that wait"), appeals.running, reverse("workspace:appeals"), note=_late(appeals.late))
    address = reverse("workspace:sanctions") if person.may(Right.SANCTION_RECALL) else f"{holds}?view=recalled"
    yield Figure(_("Sanctions that wait"), sanctions.running, address, note=_late(sanctions.late))


def _late(count: int) -> str:
    return ngettext("%(count)s is overdue", "%(count)s are overdue", count) % {"count": count} if count else ""


def _midnight(now: datetime) -> datetime:
    """The end of the day in Almaty."""
    return datetime.combine(clock.on_screen(now).date(), time.max, clock.ALMATY)
