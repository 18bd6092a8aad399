from hypothesis import given
from hypothesis import strategies as st

from arasha.kernel.attribution import MOST_LOTS, Lot, Lots, Rule, credit, debit, marked, secure, shares

amounts = st.integers(1, 10**15)
rules = st.sampled_from(Rule)


@st.composite
def some_lots(draw: st.DrawFn) -> Lots:
    lots: Lots = ()
    for amount in draw(st.lists(amounts, max_size=8)):
        part = draw(st.integers(0, amount))
        other = draw(st.integers(0, amount - part))
        lots = credit(lots, amount, {1: part, 2: other})
    return lots


def held(lots: Lots) -> int:
    return sum(lot.amount for lot in lots)


@given(st.lists(st.integers(0, 10**15), min_size=1, max_size=20), st.data())
def test_shares_add_up_and_none_exceeds_its_weight(weights: list[int], data: st.DataObject) -> None:
    amount = data.draw(st.integers(0, sum(weights)))
    parts = shares(amount, weights)
    assert sum(parts) == amount
    assert all(0 <= part <= weight for part, weight in zip(parts, weights, strict=True))


@given(some_lots(), amounts, rules)
def test_money_is_conserved_to_the_tiyn_by_every_rule(lots: Lots, amount: int, rule: Rule) -> None:
    left, claims = debit(lots, amount, rule)
    assert held(left) == max(held(lots) - amount, 0)
    for claim, before in marked(lots).items():
        assert marked(left).get(claim, 0) + claims.get(claim, 0) == before
    assert sum(claims.values()) <= amount
    assert all(lot.amount > 0 and lot.unmarked >= 0 for lot in left)


@given(some_lots(), some_lots())
def test_what_is_secured_is_no_longer_there(lots: Lots, other: Lots) -> None:
    wanted = marked(other)
    left = secure(lots, wanted)
    for claim, before in marked(lots).items():
        assert marked(left).get(claim, 0) == max(before - wanted.get(claim, 0), 0)


@given(some_lots(), amounts)
def test_the_lowest_balance_rule_touches_marked_money_last(lots: Lots, amount: int) -> None:
    free = held(lots) - sum(marked(lots).values())
    assert sum(debit(lots, amount, Rule.LOWEST_BALANCE).claims.values()) == max(min(amount, held(lots)) - free, 0)


def test_the_oldest_money_goes_first() -> None:
    lots = credit(credit(credit((), 50), 100, {1: 100}), 80, {2: 80})
    left, claims = debit(lots, 120, Rule.FIFO)
    assert claims == {1: 70}
    assert left == (Lot(30, ((1, 30),)), Lot(80, ((2, 80),)))


def test_a_lot_that_is_not_taken_whole_gives_pro_rata() -> None:
    assert debit(credit((), 120, {1: 70}), 60, Rule.FIFO).claims == {1: 35}


def test_proportional_takes_from_everything_alike() -> None:
    lots = credit(credit((), 130), 100, {1: 100})
    assert debit(lots, 23, Rule.PROPORTIONAL).claims == {1: 10}


def test_several_victims_share_what_is_taken_pro_rata() -> None:
    lots = credit(credit(credit((), 50), 100, {1: 100}), 80, {2: 80})
    assert debit(lots, 140, Rule.LOWEST_BALANCE).claims == {1: 50, 2: 40}


def test_what_the_lots_do_not_have_is_nobodys() -> None:
    assert debit(credit((), 100, {1: 100}), 1_000, Rule.FIFO) == ((), {1: 100})


def test_a_wage_that_comes_later_is_never_marked() -> None:
    lots = credit(credit((), 100, {1: 100}), 300_000)
    assert debit(lots, 100, Rule.FIFO).claims == {1: 100}
    assert debit(debit(lots, 100, Rule.FIFO).left, 300_000, Rule.FIFO).claims == {}


def test_an_account_keeps_a_bounded_number_of_lots_and_loses_nothing() -> None:
    lots: Lots = ()
    for claim in range(1, 3 * MOST_LOTS):
        lots = credit(lots, 10, {claim: 7})
    assert len(lots) == MOST_LOTS
    assert sum(marked(lots).values()) == 7 * (3 * MOST_LOTS - 1)
