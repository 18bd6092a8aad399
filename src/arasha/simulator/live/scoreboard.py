"""The scoreboard of a play: what the centre was worth.

Money is tiyn, times are minutes, shares 0 to 1 (None where there was nothing to take a share of). Only what was
attempted after the play began counts.

*Stopped*: a victim's payment that did not go through, because he heeded a warning or a bank held or refused it.
*Kept back*: a mule's payment that carried stolen money on and did not go through. *Held*: by a bank, on the centre's
request, and really. *Gone*: it has left the banks, or lies where nobody holds it.
"""

from collections.abc import Sequence
from statistics import median

import msgspec


class Money(msgspec.Struct, frozen=True, kw_only=True):
    """What became of the money that thieves reached for. `saved` = stopped + held at the end + returned."""

    thefts: int = 0
    attempted: int = 0
    heeded: int = 0
    held_at_payment: int = 0
    refused: int = 0
    stolen: int = 0
    kept_back: int = 0
    held: int = 0
    returned: int = 0
    reported: int = 0

    @property
    def stopped(self) -> int:
        """What never left the victims."""
        return self.heeded + self.held_at_payment + self.refused

    @property
    def saved(self) -> int:
        """What the thieves have not got: it never left, or a bank holds it, or it has been returned."""
        return self.stopped + self.held + self.returned

    @property
    def gone(self) -> int:
        """What they have."""
        return self.stolen - self.held - self.returned


class Times(msgspec.Struct, frozen=True, kw_only=True):
    """How many minutes something took: of so many, in the middle, at the 95th of a hundred."""

    count: int = 0
    median: float | None = None
    p95: float | None = None


class Seconds(msgspec.Struct, frozen=True, kw_only=True):
    """How long the centre itself was at work after it was told something: so many times, in the middle, at most."""

    count: int = 0
    median: float | None = None
    p95: float | None = None
    most: float | None = None


class Innocents(msgspec.Struct, frozen=True, kw_only=True):
    """Whom the centre hurt without reason."""

    payments: int = 0
    warned: int = 0
    gave_up: int = 0
    held: int = 0
    refused: int = 0
    tiyn: int = 0
    minutes: float = 0.0
    accounts_held: int = 0
    accounts_tiyn: int = 0
    accounts_minutes: float = 0.0


class Warnings(msgspec.Struct, frozen=True, kw_only=True):
    """Warnings that victims and innocents saw."""

    shown: int = 0
    to_victims: int = 0
    heeded: int = 0


class Loans(msgspec.Struct, frozen=True, kw_only=True):
    """Loans that were asked for by thieves, or in a victim's name, and by people who wanted them."""

    by_thieves: int = 0
    refused_rightly: int = 0
    tiyn_refused_rightly: int = 0
    by_people: int = 0
    refused_wrongly: int = 0


class Finding(msgspec.Struct, frozen=True, kw_only=True):
    """How well something was found: so many there were, so many were named, so many of them rightly."""

    there_were: int = 0
    named: int = 0
    rightly: int = 0

    @property
    def precision(self) -> float | None:
        """The share of the named that were named rightly."""
        return share(self.rightly, self.named)

    @property
    def recall(self) -> float | None:
        """The share of all that were named."""
        return share(self.rightly, self.there_were)


class Banks(msgspec.Struct, frozen=True, kw_only=True):
    """What banks answered to requests to hold, by manner; and how much some only said that they held."""

    asked: int = 0
    answered: dict[str, int] = {}
    only_said: int = 0


class Scoreboard(msgspec.Struct, frozen=True, kw_only=True):
    """Everything that is counted."""

    money: Money
    by_scheme: dict[str, Money]
    report_to_hold: Times
    theft_to_hold: Times
    innocents: Innocents
    warnings: Warnings
    loans: Loans
    verdicts: Finding
    mules: dict[str, Finding] = {}
    banks: Banks = Banks()
    own_seconds: Seconds = Seconds()  # of real time, in which a sandbox's clock stood: on no other line


def share(part: float, whole: float) -> float | None:
    """A share; None of nothing."""
    return part / whole if whole else None


def seconds(took: Sequence[float]) -> Seconds:
    """How long the centre was at work each time."""
    if not took:
        return Seconds()
    ordered = sorted(took)
    return Seconds(
        count=len(ordered), median=round(median(ordered), 3), p95=round(at_95(ordered), 3), most=round(ordered[-1], 3)
    )


def at_95(ordered: Sequence[float]) -> float:
    """The one at the 95th of a hundred."""
    return ordered[min(len(ordered) - 1, int(0.95 * len(ordered)))]
