"""What a capability is worth is what is saved with everything, less what is saved without it, country by country."""

from pathlib import Path
from threading import Barrier

from arasha.app.evaluation.ablation import EVERYTHING, WAYS, Order, Played, Progress, Spread, Worth, played, worth
from arasha.app.evaluation.capabilities import Capability, chosen
from arasha.simulator.live.scoreboard import Banks, Finding, Innocents, Loans, Money, Scoreboard, Times, Warnings

WHOLE = Money(attempted=1_000, heeded=300, stolen=700, held=100, returned=200)
UNWARNED = Money(attempted=1_000, stolen=1_000, held=150, returned=250)
BETTER = Money(attempted=1_000, heeded=500, stolen=500, held=100, returned=200)


def board(
    money: Money, stopped: int = 0, accounts: int = 0, minutes: float | None = None, loans_refused: int = 0
) -> Scoreboard:
    return Scoreboard(
        money=money, by_scheme={}, report_to_hold=Times(count=int(minutes is not None), median=minutes),
        theft_to_hold=Times(), innocents=Innocents(held=stopped, accounts_held=accounts), warnings=Warnings(),
        loans=Loans(by_thieves=1, refused_rightly=1, tiyn_refused_rightly=loans_refused), verdicts=Finding(),
        banks=Banks(),
    )  # fmt: skip


def play(seed: int, without: str, found: Scoreboard) -> Played:
    return Played(seed=seed, without=without, board=found)


def rounded(spread: Spread) -> tuple[float | None, ...]:
    return tuple(None if figure is None else round(figure, 6) for figure in (spread.median, spread.least, spread.most))


def of(found: list[Worth], without: str) -> Worth:
    return next(one for one in found if one.without == without)


def test_the_gain_is_the_difference_of_the_shares_that_were_saved() -> None:
    found = worth([play(1, EVERYTHING, board(WHOLE, 9, 4, 5.0)), play(1, "warnings", board(UNWARNED, 4, 6, 7.5))])
    whole, unwarned = of(found, EVERYTHING), of(found, "warnings")
    assert (rounded(whole.saved), rounded(whole.gain)) == ((0.6, 0.6, 0.6), (None, None, None))
    assert (rounded(whole.stopped), rounded(whole.recovered)) == ((0.3, 0.3, 0.3), (0.3, 0.3, 0.3))
    assert (unwarned.saved.median, unwarned.saved_tiyn.median) == (0.4, 400)
    assert rounded(unwarned.gain) == (0.2, 0.2, 0.2)
    assert (whole.minutes.median, unwarned.minutes.median) == (5.0, 7.5)
    assert (unwarned.payments.median, unwarned.accounts.median) == (4, 6)


def test_countries_are_compared_with_themselves_and_told_as_middle_and_range() -> None:
    boards = {1: WHOLE, 2: BETTER, 3: WHOLE}
    plays = [play(seed, EVERYTHING, board(money)) for seed, money in boards.items()]
    plays += [play(seed, "warnings", board(UNWARNED, stopped=seed)) for seed in boards]
    found = of(worth(plays), "warnings")
    assert (found.countries, rounded(found.gain)) == (3, (0.2, 0.2, 0.4))
    assert rounded(found.payments) == (2, 1, 3)


def test_a_loan_that_thieves_did_not_get_is_saved_whole() -> None:
    (whole,) = worth([play(1, EVERYTHING, board(WHOLE, loans_refused=1_000))])
    assert (whole.saved.median, whole.saved_tiyn.median) == (0.8, 1_600)


def test_where_nothing_was_attempted_nothing_was_gained() -> None:
    found = of(worth([play(1, EVERYTHING, board(WHOLE)), play(1, "tracing", board(Money()))]), "tracing")
    assert (found.saved, found.gain, found.minutes) == (Spread(), Spread(), Spread())


def test_every_country_is_played_in_all_ways_and_one_that_fails_does_not_keep_the_others_from_it() -> None:
    told: list[Progress] = []

    def fails_once(_scenario: str, seed: int, without: str) -> Played:
        if (seed, without) == (1, "tracing"):
            return Played(seed=seed, without=without, failed="the store went away")
        return play(seed, without, board(WHOLE))

    plays = played(Order("weekday-evening", (1, 2)), fails_once, told.append)
    assert len(plays) == len(told) == 2 * (1 + len(Capability))
    assert [(one.seed, one.without) for one in plays if one.failed] == [(1, "tracing")]
    assert [(one.number, one.of) for one in told] == [(number, 16) for number in range(1, 17)]
    assert told[0].minutes_left is None, "nothing is known yet"
    assert told[1].minutes_left is not None
    found = of(worth(plays), "tracing")
    assert (found.countries, found.gain.median) == (1, 0.0), "the country whose play failed says nothing of it"


def test_what_was_kept_is_not_played_again_and_what_failed_is(tmp_path: Path) -> None:
    order, asked = Order("weekday-evening", (7,), tmp_path / "kept"), list[str]()

    def but_for_credit(_scenario: str, seed: int, without: str) -> Played:
        asked.append(without)
        failed = without == "credit" and asked.count("credit") == 1
        return Played(seed=seed, without=without, failed="no") if failed else play(seed, without, board(WHOLE))

    first = played(order, but_for_credit, lambda _: None)
    asked_first, asked[:] = list(asked), ["credit"]
    again = played(order, but_for_credit, lambda _: None)
    assert asked_first == ["", *Capability]
    assert asked == ["credit", "credit"]
    assert [one for one in again if one.without != "credit"] == [one for one in first if one.without != "credit"]


def test_plays_that_run_at_once_are_told_in_their_order() -> None:
    together = Barrier(2, timeout=30)

    def waits_for_another(_scenario: str, seed: int, without: str) -> Played:
        together.wait()
        return play(seed, without, board(WHOLE, stopped=len(without)))

    plays = played(Order("weekday-evening", (1, 2), at_once=2), waits_for_another, lambda _: None)
    assert [(one.seed, one.without) for one in plays] == [(seed, str(way)) for seed in (1, 2) for way in WAYS]
    assert all(one.board and one.board.innocents.held == len(one.without) for one in plays)


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
