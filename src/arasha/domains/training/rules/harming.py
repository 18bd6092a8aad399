"""Whom an exercise hurt: innocent people whose payment waited or was refused, whose money was held, who were listed.

Instants are µs, amounts tiyn.
"""

from collections.abc import Iterable
from enum import StrEnum

import msgspec


class Hurt(StrEnum):
    """In what way."""

    PAYMENT_WAITED = "payment_waited"
    PAYMENT_REFUSED = "payment_refused"
    MONEY_HELD = "money_held"
    LISTED = "listed"


class Harm(msgspec.Struct, frozen=True):
    """Somebody innocent was hurt from an instant until another."""

    who: str
    how: Hurt
    begin: int
    end: int
    amount: int = 0

    @property
    def lasted(self) -> int:
        """For how many µs."""
        return max(0, self.end - self.begin)


def mildness(harms: Iterable[Harm], innocents: int, whole: int) -> int:
    """1000 when nobody was hurt, falling with how long how many were: 0 when every innocent was all the `whole` time.

    A refused payment counts as the whole time: it does not end with the exercise.
    """
    if whole <= 0:
        return 1000
    cost = sum(1000 if harm.how is Hurt.PAYMENT_REFUSED else min(1000, 1000 * harm.lasted // whole) for harm in harms)
    return max(0, 1000 - cost // max(1, innocents))
