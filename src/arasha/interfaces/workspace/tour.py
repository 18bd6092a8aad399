"""The guided tour of a demonstration: six steps through the screens for a newcomer, who may skip it at any of them.

Where he stands is kept in his session; each step leads to its page, and says there what he sees.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from arasha.domains.payments.queries import queue
from arasha.domains.recovery.queries import handling
from arasha.interfaces.ui.text import Text
from arasha.interfaces.workspace.access import Visit
from arasha.kernel import clock
from arasha.kernel.access.models import Person
from arasha.kernel.access.roles import Right
from arasha.kernel.settings import current

PLACE_KEY = "tour"  # in the session: the number of the step, from 1 on; 0 when it is over


class Step(NamedTuple):
    """A page, what a newcomer sees there, and the right that the page needs."""

    address: Callable[[], str]
    title: Text
    text: Text
    right: Right | None = None


def _gravest_payment() -> str:
    """The payment at the head of the queue; the queue itself while it is empty."""
    found = queue.page(queue.Wanted(), 1)
    return reverse("workspace:payment", args=[found[0].payment_id]) if found else reverse("workspace:queue")


def _first_incident() -> str:
    """The incident that has come furthest; the list while there is none."""
    found = handling.incidents(handling.Wanted(oldest_first=True), 1)
    return reverse("workspace:incident", args=[found[0].id]) if found else reverse("workspace:incidents")


STEPS = (
    Step(
        lambda: reverse("workspace:today"),
        _("A country lives here"),
        _(
            "Invented people pay, call and borrow, and some of them steal. Here you see what the centre has answered "
            "in the last 24 hours, what waits for a person, and whether the centre itself is well."
        ),
    ),
    Step(
        lambda: reverse("workspace:queue"),
        _("What a person should look at"),
        _(
            "Payments that were warned, held or refused, the largest expected loss first. The keys j and k go up and "
            "down, Enter opens a payment."
        ),
        Right.SEE_PAYMENTS,
    ),
    Step(
        _gravest_payment,
        _("Why it was stopped"),
        _(
            "Every verdict lists its reasons, and the figures behind them. Decide with 1, 2 or 3: the bank learns it "
            "within a second."
        ),
        Right.SEE_PAYMENTS,
    ),
    Step(
        lambda: reverse("workspace:drops"),
        _("Who passes money on"),
        _(
            "Accounts that live like drops: money comes, and is gone within minutes. Open one to see since when, and "
            "in which company."
        ),
        Right.SEE_PAYMENTS,
    ),
    Step(
        _first_incident,
        _("Stolen money is followed"),
        _(
            "A victim has reported a theft. The money was followed from bank to bank, and each was asked to hold the "
            "stolen part and no more. The clocks say who must act by when."
        ),
        Right.SEE_HOLDS,
    ),
    Step(
        lambda: reverse("workspace:registry"),
        _("Listed with a ground and an end"),
        _(
            "Who is in the registry has a ground, two people who answer for it, a term and a right to object. All that "
            "the centre does stands in a signed log. Citizens have pages of their own, without a log-in."
        ),
        Right.SEE_REGISTRY,
    ),
)


def steps_of(person: Person) -> list[Step]:
    """The steps whose pages a person may see."""
    return [step for step in STEPS if step.right is None or person.may(step.right)]


def offered() -> bool:
    """Is there a tour? Only where everything is invented, and time runs as it does: lessons have aims of their own."""
    return current().demonstration and not clock.sandbox()


def card(visit: Visit) -> dict[str, Any] | None:
    """What the card says at present; None when the tour is over, or there is none."""
    steps = steps_of(visit.user)
    place = int(visit.session.get(PLACE_KEY, 1))
    if not offered() or not 1 <= place <= len(steps):
        return None
    step = steps[place - 1]
    return {
        "place": place, "count": len(steps), "title": step.title, "text": step.text, "last": place == len(steps),
    }  # fmt: skip


def go(visit: Visit, place: int) -> str:
    """Go to a step, and say where it is; anything else ends the tour where one stands."""
    steps = steps_of(visit.user)
    there = 1 <= place <= len(steps)
    visit.session[PLACE_KEY] = place if there else 0
    return steps[place - 1].address() if there else ""
