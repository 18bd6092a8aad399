"""A victim tells of it: his bank reports the theft, or he himself does so on the citizens' page.

The police's desk is not connected to the centre: what is told there, the centre does not hear.
"""

from collections.abc import Sequence
from typing import NamedTuple

import msgspec

from arasha.client.handling import StolenPayment, TheftReport, Used, Victim
from arasha.simulator.country.people import Person
from arasha.simulator.crime.steps import Complain, Named
from arasha.simulator.live import citizens
from arasha.simulator.live.citizens import Lost, Told
from arasha.simulator.live.stage import Stage

MOST_USED = 20
LONGEST = 64


class Stolen(NamedTuple):
    """A payment that a victim tells of, as his bank knows it: its id there, and what the victim remembers of it.

    `before`: the centre heard of it from a switch, so only the id that ran with it names it.
    """

    id: str
    creditor_bank: str
    lost: Lost
    before: bool = False

    @property
    def bank(self) -> str:
        """The victim's bank."""
        return self.lost.bank


def tell(stage: Stage, told: Complain, victim: Person, payments: Sequence[Stolen]) -> str:
    """Tell the centre; its reference, empty when it does not hear. `Problem` and `Refused` as the centre says no."""
    if not payments or told.to == "police":
        return ""
    if told.to == "bank" and payments[0].bank in stage.banks:
        return stage.banks[payments[0].bank].api.report_theft(report(told, victim, payments)).reference
    names = [each.value for each in told.identifiers if each.kind in {"phone", "url"}]
    lost = [each.lost for each in payments][:10]
    return citizens.report(stage.addresses.web, Told(lost, names, told.text, victim.phone, told.language))


def report(told: Complain, victim: Person, payments: Sequence[Stolen]) -> TheftReport:
    """What the victim's bank says; only payments that left accounts with it."""
    bank = payments[0].bank
    own = [each for each in payments if each.bank == bank][:50]
    return TheftReport(
        id=f"theft {own[0].id}"[:LONGEST],
        situation="scam",
        payments=[_named(each) for each in own],
        victim=Victim(phone=victim.phone, iin=victim.iin, account=own[0].lost.debtor),
        used=[_used(each) for each in told.identifiers[:MOST_USED]],
        story=told.text,
        language=told.language,
    )


def _named(stolen: Stolen) -> StolenPayment:
    named = StolenPayment(amount=stolen.lost.amount, creditor_institution=stolen.creditor_bank)
    if stolen.before:
        return msgspec.structs.replace(named, end_to_end_id=stolen.id, debtor=stolen.lost.debtor)
    return msgspec.structs.replace(named, payment_id=stolen.id)


def _used(named: Named) -> Used:
    return Used(text=named.value)
