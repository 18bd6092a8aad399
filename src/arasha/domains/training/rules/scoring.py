"""What an exercise is worth: money, innocents and time, each with its weight; 100 points are all there is.

Earlier is never worse, hurting somebody innocent is never better, and more money saved is never worse.
"""

from collections.abc import Sequence

import msgspec

from arasha.domains.training.rules.doing import Judged, Outcome

MONEY, INNOCENTS, TASKS = 40, 25, 35


class Score(msgspec.Struct, frozen=True):
    """Points for each part and together."""

    money: int
    innocents: int
    tasks: int

    @property
    def total(self) -> int:
        """0 to 100."""
        return self.money + self.innocents + self.tasks


def score(saved: int, could: int, mildness: int, judged: Sequence[Judged]) -> Score:
    """`saved` of what `could` have been (tiyn); `mildness` 0 to 1000; and the tasks."""
    return Score(
        money=MONEY if could <= 0 else MONEY * min(max(saved, 0), could) // could,
        innocents=INNOCENTS * mildness // 1000,
        tasks=TASKS * diligence(judged) // 1000,
    )


def diligence(judged: Sequence[Judged]) -> int:
    """The mean worth of the tasks that there were, 0 to 1000; 1000 when there was nothing to be done."""
    met = [each.worth for each in judged if each.outcome is not Outcome.NOT_MET]
    return sum(met) // len(met) if met else 1000
