"""The places of the workspace, in the order of the rail. A new section is a row here and its addresses in `urls.py`."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import pgettext_lazy

from arasha.interfaces.ui.text import Text
from arasha.kernel import clock
from arasha.kernel.access.models import Person
from arasha.kernel.access.roles import Right


class Place(NamedTuple):
    """A section of the workspace; `right` is what one must have to see it, `sandbox` that only a sandbox has it."""

    address: str
    label: Text
    icon: str
    right: Right | None = None
    sandbox: bool = False


PLACES: Sequence[Place] = (
    Place("workspace:today", pgettext_lazy("section", "Today"), "layout-dashboard"),
    Place("workspace:training", pgettext_lazy("section", "Training"), "flag", Right.TAKE_EXERCISE, sandbox=True),
    Place("workspace:trainees", pgettext_lazy("section", "Trainees"), "user-check", Right.SEE_EXERCISES, sandbox=True),
    Place("workspace:queue", pgettext_lazy("section", "Queue"), "inbox", Right.SEE_PAYMENTS),
    Place("workspace:drops", pgettext_lazy("section", "Drops"), "route", Right.SEE_PAYMENTS),
    Place("workspace:reports", pgettext_lazy("section", "Reports of theft"), "phone", Right.SEE_REPORTS),
    Place("workspace:incidents", pgettext_lazy("section", "Stolen money"), "wallet", Right.SEE_HOLDS),
    Place("workspace:sanctions", pgettext_lazy("section", "Sanctions"), "gavel", Right.SANCTION_RECALL),
    Place("workspace:own-holds", pgettext_lazy("section", "Asked of us"), "inbox", Right.ANSWER_OWN_HOLDS),
    Place("workspace:own-removals", pgettext_lazy("section", "To forget"), "book-2", Right.ANSWER_OWN_HOLDS),
    Place("workspace:claims", pgettext_lazy("section", "Void loans"), "scale", Right.SEE_CREDIT),
    Place("workspace:own-claims", pgettext_lazy("section", "Void loans"), "scale", Right.ANSWER_OWN_CLAIMS),
    Place("workspace:coercion", pgettext_lazy("section", "Coerced victims"), "user-check", Right.PROTECT_VICTIM),
    Place("workspace:registry", pgettext_lazy("section", "Registry"), "book-2", Right.SEE_REGISTRY),
    Place("workspace:typologies", pgettext_lazy("section", "Typologies"), "adjustments", Right.SEE_DETECTION),
    Place("workspace:models", pgettext_lazy("section", "Models"), "scale", Right.SEE_DETECTION),
    Place("workspace:institutions", pgettext_lazy("section", "Institutions"), "building-bank", Right.SEE_INSTITUTIONS),
    Place("workspace:audit", pgettext_lazy("section", "Audit"), "history", Right.SEE_AUDIT),
)


def places_of(person: Person) -> list[Place]:
    """The places that a person may go to."""
    known = [place for place in PLACES if clock.sandbox() or not place.sandbox]
    return [place for place in known if place.right is None or person.may(place.right)]
