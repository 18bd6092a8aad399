"""Stolen money that was followed to what a page is about, with the incidents in which it was."""

from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.queries.payments import Payment
from arasha.domains.recovery.queries import traces
from arasha.kernel.money import display
from arasha.kernel.references import Letter, reference


class Place(NamedTuple):
    """An incident: its number and reference, and what of its money came here, tiyn; nothing where it is not known."""

    incident: int
    reference: str
    amount: int = 0


class Followed(NamedTuple):
    """What is said of stolen money, and where more is said of it."""

    told: str
    places: list[Place]


def into_account(token: UUID) -> Followed | None:
    """Stolen money that came into an account; None when none did."""
    came = traces.into(token)
    if not came:
        return None
    total = display(sum(each.amount for each in came))
    places = [Place(each.incident, reference(Letter.INCIDENT, each.incident), each.amount) for each in came]
    return Followed(_("Stolen money was followed into this account: %(sum)s.") % {"sum": total}, places)


def by_payment(payment: Payment) -> Followed | None:
    """Stolen money that a payment would have carried away, or did; None when it has to do with none."""
    incidents = set(traces.incidents_of(payment.first))
    if payment.stolen:
        incidents |= {each.incident for each in traces.into(payment.debtor)}
        sums = {"part": display(payment.stolen), "whole": display(payment.amount)}
        told = _("Hold %(part)s of %(whole)s: stolen money.") if payment.verdict == Verdict.HOLD else (
            _("%(part)s of %(whole)s are stolen money.")
        )  # fmt: skip
        return Followed(told % sums, [_place(each) for each in sorted(incidents)])
    if not incidents:
        return None
    return Followed(_("This payment belongs to the way of stolen money."), [_place(each) for each in sorted(incidents)])


def _place(incident: int) -> Place:
    return Place(incident, reference(Letter.INCIDENT, incident))
