"""What the public is told of a month: facts of the log, so that nobody can change a figure quietly afterwards."""

import msgspec

from arasha.kernel.facts import Fact


class LenderFigures(msgspec.Struct, frozen=True):
    """One lender in a month: how often it asked, loans that are known of, those given without asking or against the
    answer, the claims that followed from them, and those it let lie beyond the term.
    """

    lender: str
    asked: int
    loans: int
    without_asking: int
    against_answer: int
    claims: int
    overdue: int


class FiguresPublished(Fact, frozen=True, tag="credit.figures_published"):
    """The figures of a month (`2026-11`, in Almaty) as of `until` (µs); `final` when the month is over.

    `people` refuse something, by `scopes` (one person may refuse several kinds), `at_bureaus` only through a bureau.
    `claims` are by the kind of the lender. `in_force_ms` is the median from an order to the first answer by it,
    `write_off_minutes` the median from a claim to the lender's writing off; -1 where there was nothing to measure.
    """

    month: str
    until: int
    final: bool
    sets: int
    narrowed: int
    lifts: int
    people: int
    scopes: dict[str, int]
    at_bureaus: int
    answers: dict[str, int]
    claims: dict[str, int]
    in_force_ms: int
    write_off_minutes: int
    lenders: list[LenderFigures]

    @property
    def subject(self) -> str:
        return f"credit-figures:{self.month}"
