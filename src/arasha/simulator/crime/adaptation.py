"""What criminals do after each counter-measure: what was seen in other countries once a measure stood.

| measure | evasion | seen |
|---|---|---|
| calls are verified | foreign numbers, messengers, SIM-boxes | Finland, Norway, India, Singapore, 2022-2025 |
| payments are screened | victims are told to answer the warning, send small amounts | United Kingdom, Australia |
| drops are listed | innocent relays, entrepreneurs' cabinets | South Korea ("account blackmail"), Thailand 2025 |
| mules are timed | they wait hours instead of minutes | Malaysia: emptied in 3-10 minutes before |
| new payees are limited | a small payment days before warms the payee up | Singapore's limits of 2025 |
| credit is refused | lenders that do not ask; the victim is pushed to lift | Russia 2025: 9 % lifts; Kazakhstan |
"""

from collections.abc import Iterable
from enum import StrEnum
from typing import NamedTuple


class Measure(StrEnum):
    """What a state may have put in the way of fraud."""

    CALLS_VERIFIED = "calls_verified"
    PAYMENTS_SCREENED = "payments_screened"
    DROPS_LISTED = "drops_listed"
    MULES_TIMED = "mules_timed"
    PAYEES_LIMITED = "payees_limited"
    CREDIT_REFUSED = "credit_refused"


class Evasion(StrEnum):
    """What criminals do about it."""

    FOREIGN_NUMBERS = "foreign_numbers"
    MESSENGERS = "messengers"
    COACHED_VICTIMS = "coached_victims"
    SMALL_AMOUNTS = "small_amounts"
    INNOCENT_RELAYS = "innocent_relays"
    SLOW_MULES = "slow_mules"
    WARMED_PAYEES = "warmed_payees"
    OTHER_LENDERS = "other_lenders"
    PUSHED_TO_LIFT = "pushed_to_lift"


EVASIONS: dict[Measure, tuple[Evasion, ...]] = {
    Measure.CALLS_VERIFIED: (Evasion.FOREIGN_NUMBERS, Evasion.MESSENGERS),
    Measure.PAYMENTS_SCREENED: (Evasion.COACHED_VICTIMS, Evasion.SMALL_AMOUNTS),
    Measure.DROPS_LISTED: (Evasion.INNOCENT_RELAYS,),
    Measure.MULES_TIMED: (Evasion.SLOW_MULES,),
    Measure.PAYEES_LIMITED: (Evasion.WARMED_PAYEES,),
    Measure.CREDIT_REFUSED: (Evasion.OTHER_LENDERS, Evasion.PUSHED_TO_LIFT),
}


class Adaptation(NamedTuple):
    """Which evasions the criminals of a run have learnt."""

    known: frozenset[Evasion] = frozenset()

    def knows(self, evasion: Evasion) -> bool:
        """Do they do this?"""
        return evasion in self.known


NAIVE = Adaptation()


def learnt(measures: Iterable[Measure]) -> Adaptation:
    """What criminals know where these measures have stood for a while."""
    return Adaptation(frozenset(evasion for measure in measures for evasion in EVASIONS[measure]))
