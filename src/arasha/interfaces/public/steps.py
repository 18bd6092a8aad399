"""The pages of the form in their order: which is next, which may be opened, where *back* leads."""

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.urls import reverse

ORDER = ("situation", "payment", "receiver", "payments", "names", "story", "contact", "check")

MOST_PAYMENTS = 10


class Place(NamedTuple):
    """A page of the form; pages of a payment have its place in the list, from 1."""

    step: str
    payment: int = 0

    @property
    def address(self) -> str:
        """Where it stands."""
        return reverse(f"public:report-{self.step}", args=[self.payment] if self.payment else [])


def following(answers: Mapping[str, Any]) -> Place:
    """The first page that is not answered yet; the last of all when every one is."""
    if not answers.get("situation"):
        return Place("situation")
    payments = answers.get("payments", [])
    for place, payment in enumerate(payments, start=1):
        if "to" not in payment:
            return Place("receiver", place)
    if not payments:
        return Place("payment", 1)
    if not answers.get("all_payments"):
        return Place("payments")
    return next((Place(step) for step in ("names", "story", "contact") if step not in answers), Place("check"))


def may_open(answers: Mapping[str, Any], place: Place) -> bool:
    """May this page be opened: is everything before it answered?"""
    payments = len(answers.get("payments", []))
    if place.payment and not 1 <= place.payment <= min(payments + (place.step == "payment"), MOST_PAYMENTS):
        return False
    return ORDER.index(place.step) <= ORDER.index(following(answers).step) or bool(place.payment and payments)


def before(answers: Mapping[str, Any], place: Place) -> str:
    """Where *back* leads from a page."""
    payments = len(answers.get("payments", []))
    if place.step == "situation":
        return reverse("public:report")
    if place.step == "payment":
        return Place("payments" if place.payment > 1 else "situation").address
    if place.step == "receiver":
        return Place("payment", place.payment).address
    if place.step == "payments":
        return Place("receiver", payments).address
    return Place(ORDER[ORDER.index(place.step) - 1]).address
