"""What a capability is worth is what is saved with everything, less what is saved without it."""

import pytest

from arasha.app.evaluation.ablation import gains
from arasha.app.evaluation.capabilities import Capability, chosen
from arasha.simulator.live.scoreboard import Banks, Finding, Innocents, Loans, Money, Scoreboard, Times, Warnings


def board(money: Money, innocents: int = 0, loans_refused: int = 0) -> Scoreboard:
    return Scoreboard(
        money=money, by_scheme={}, report_to_hold=Times(), theft_to_hold=Times(),
        innocents=Innocents(held=innocents), warnings=Warnings(),
        loans=Loans(by_thieves=1, refused_rightly=1, tiyn_refused_rightly=loans_refused), verdicts=Finding(),
        banks=Banks(),
    )  # fmt: skip


WHOLE = Money(attempted=1_000, heeded=300, stolen=700, held=100, returned=200)
UNWARNED = Money(attempted=1_000, stolen=1_000, held=150, returned=250)


def test_the_gain_is_the_difference_of_the_shares_that_were_saved() -> None:
    whole, unwarned = gains({"": board(WHOLE, 9), "warnings": board(UNWARNED, 4)})
    assert (whole.without, whole.gain) == ("", None)
    assert (whole.saved, whole.stopped, whole.recovered) == (0.6, 0.3, 0.3)
    assert unwarned.saved == 0.4
    assert unwarned.gain == pytest.approx(0.2)
    assert unwarned.innocents == 5, "five innocents fewer are harmed without it"


def test_a_loan_that_thieves_did_not_get_is_saved_whole() -> None:
    (whole,) = gains({"": board(WHOLE, loans_refused=1_000)})
    assert whole.saved == 0.8


def test_where_nothing_was_attempted_nothing_was_gained() -> None:
    _, without = gains({"": board(WHOLE), "tracing": board(Money())})
    assert (without.saved, without.gain) == (None, None)


def test_each_capability_leaves_out_one_thing_and_nothing_else() -> None:
    whole = chosen(frozenset())
    assert whole == chosen(frozenset()) != chosen(frozenset(Capability))
    ways = {each: chosen(frozenset({each})) for each in Capability}
    assert len(set(ways.values())) == len(Capability)
    assert not ways[Capability.SCREENING].left.practice.screening
    assert not ways[Capability.WARNINGS].left.practice.warnings
    assert not ways[Capability.TRACING].left.reports
    assert not ways[Capability.REGISTRY].lists
    assert not ways[Capability.CREDIT].left.credit.register
    assert not ways[Capability.MODEL].model
    assert (ways[Capability.CHANNELS].left.signals, ways[Capability.CHANNELS].left.credit.crossing) == (False, False)
