"""What clocks do to lifts: let them happen when they have waited, let them lapse when nobody confirmed them."""

from django.db import transaction

from arasha.domains.credit.actions.acting import CLOCK
from arasha.domains.credit.actions.rows import keep, told
from arasha.domains.credit.actions.telling import Happened, conclude
from arasha.domains.credit.facts.refusing import LiftStopped, RefusalLifted, Stop, What
from arasha.domains.credit.models import Refusal
from arasha.domains.credit.rules import states
from arasha.kernel import clock
from arasha.kernel.facts import Fact

AT_ONCE = 200


@transaction.atomic
def finish_due(limit: int = AT_ONCE) -> int:
    """Lift what has waited long enough; how many refusals."""
    now = clock.now()
    rows = Refusal.objects.select_for_update(skip_locked=True).filter(cooling_until__lte=now)
    over = list(rows.order_by("cooling_until")[:limit])
    if over:
        conclude([_lifted(keep(row, states.finish(told(row), now))) for row in over], CLOCK)
    return len(over)


@transaction.atomic
def lapse_due(limit: int = AT_ONCE) -> int:
    """End the lifts that were not confirmed or agreed to in their time; how many."""
    now = clock.now()
    rows = Refusal.objects.select_for_update(skip_locked=True).filter(lapses_at__lte=now, cooling_until=None)
    over = list(rows.order_by("lapses_at")[:limit])
    if over:
        conclude([_lapsed(keep(row, states.lapse(told(row), now))) for row in over], CLOCK)
    return len(over)


def _lifted(row: Refusal) -> Happened:
    scopes = told(row).refused.scope.words

    def facts(register: int) -> list[Fact]:
        person = row.person.hex
        return [RefusalLifted(person=person, acting=person, scopes=scopes, above=row.above, register=register)]

    return Happened(row, What.NARROWED if scopes else What.LIFTED, facts, states=True)


def _lapsed(row: Refusal) -> Happened:
    fact = LiftStopped(person=row.person.hex, acting=row.person.hex, why=Stop.LAPSED)
    return Happened(row, What.LAPSED, lambda _: [fact])
