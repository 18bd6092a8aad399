"""Following stolen money: conserved to the tiyn, only forward in time, the same however it is read."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from arasha.domains.payments.facts import CASH_OUT, MERCHANT, Flow, Ledger
from arasha.domains.recovery.rules.tracing import Others, Read, Stop, Terms, Theft, Traced
from arasha.domains.recovery.rules.walking import trace
from arasha.kernel.attribution import Rule
from tests.support.cast import NOON

CLAIM = 7
FIFO = Terms(Rule.FIFO, depth=5, age=timedelta(days=90))


def account(number: int) -> UUID:
    return UUID(int=number)


def flow(number: int, minute: float, path: tuple[int, int], amount: int, **changes: object) -> Flow:
    payer, payee = path
    fields: dict[str, object] = {
        "payment": number, "at": NOON + timedelta(minutes=minute), "debtor": account(payer),
        "creditor": account(payee), "amount": amount, "kind": 0, "debtor_institution": "ALDARKZA",
        "creditor_institution": "TOSTIKZA", "moved": True,
    }  # fmt: skip
    return Flow(**(fields | changes))  # type: ignore[arg-type]


def reading(flows: Sequence[Flow], before: Mapping[UUID, int] | None = None) -> Read:
    """The ledger as the store would give it: of each account, from its instant on."""

    def read(since: Mapping[UUID, datetime]) -> Ledger:
        found = {
            each.payment: each
            for each in flows
            if any(who in since and each.at >= since[who] for who in (each.debtor, each.creditor))
        }
        return Ledger(found, {who: (before or {}).get(who, 0) for who in since}, set())

    return read


def traced(
    flows: Sequence[Flow], *stolen: int, terms: Terms = FIFO, before: Mapping[UUID, int] | None = None
) -> Traced:
    claims = {number: CLAIM + place for place, number in enumerate(stolen)}
    theft = Theft(claims, {each.payment: each for each in flows if each.payment in claims})
    return trace(theft, terms, reading(flows, before))


def left(found: Traced, *claims: int) -> dict[int, int]:
    wanted = claims or (CLAIM,)
    return {who.int: sum(parts.values()) for who, parts in found.left(wanted).items()}


def test_money_is_followed_through_drops_and_what_they_keep_stays_visible() -> None:
    flows = [flow(1, 0, (1, 2), 1_000), flow(2, 3, (2, 3), 600), flow(3, 4, (2, 4), 300), flow(4, 9, (3, 5), 600)]
    found = traced(flows, 1)
    assert [(edge.payment, edge.claims[CLAIM], edge.hop) for edge in found.edges] == [
        (1, 1_000, 1), (2, 600, 2), (3, 300, 2), (4, 600, 3),
    ]  # fmt: skip
    assert left(found) == {2: 100, 4: 300, 5: 600}


def test_money_that_left_before_the_theft_arrived_is_not_stolen() -> None:
    found = traced([flow(1, 0, (2, 3), 500), flow(2, 5, (1, 2), 1_000)], 2)
    assert left(found) == {2: 1_000}


def test_what_lay_in_an_account_before_leaves_first() -> None:
    flows = [flow(1, 0, (1, 2), 1_000), flow(2, 3, (2, 3), 600)]
    assert left(traced(flows, 1, before={account(2): 500})) == {2: 900, 3: 100}


def test_a_wage_received_by_a_drop_is_nobody_s_loot() -> None:
    flows = [flow(1, 0, (1, 2), 1_000), flow(2, 1, (9, 2), 300_000), flow(3, 2, (2, 3), 1_000), flow(4, 3, (2, 4), 900)]
    found = traced(flows, 1)
    assert left(found) == {3: 1_000}
    assert 4 not in {edge.payment for edge in found.edges}


def test_a_payment_that_never_moved_carries_nothing() -> None:
    flows = [flow(1, 0, (1, 2), 1_000), flow(2, 1, (2, 3), 1_000, moved=False)]
    assert left(traced(flows, 1)) == {2: 1_000}


def test_two_victims_in_one_account_keep_their_own() -> None:
    flows = [flow(1, 0, (1, 3), 1_000), flow(2, 1, (2, 3), 500), flow(3, 2, (3, 4), 1_200)]
    found = traced(flows, 1, 2, terms=FIFO._replace(rule=Rule.PROPORTIONAL))
    assert found.edges[-1].claims == {CLAIM: 800, CLAIM + 1: 400}
    assert found.left((CLAIM, CLAIM + 1))[account(3)] == {CLAIM: 200, CLAIM + 1: 100}


def test_what_another_report_claimed_before_is_not_claimed_again() -> None:
    flows = [flow(1, 0, (1, 3), 1_000), flow(2, 1, (2, 3), 500), flow(3, 2, (3, 4), 1_200)]
    others = Others({1: {99: 1_000}}, {account(3): flows[0].at})
    found = trace(Theft({2: CLAIM}, {2: flows[1]}), FIFO, reading(flows), lambda _: others)
    assert left(found) == {3: 300, 4: 200}


def test_a_seller_is_reached_early_and_passed_by_late() -> None:
    bought = [flow(1, 0, (1, 2), 900), flow(2, 1, (2, 3), 900, kind=MERCHANT), flow(3, 2, (3, 4), 900)]
    assert left(traced(bought, 1)) == {4: 900}
    later = [flow(1, 0, (1, 2), 900), flow(2, 1, (2, 3), 900), flow(3, 2, (3, 4), 900, kind=MERCHANT)]
    found = traced([*later, flow(4, 3, (4, 5), 900)], 1)
    assert left(found) == {4: 900}
    assert found.edges[-1].stop is Stop.MERCHANT
    through = FIFO._replace(through_merchants=True)
    assert left(traced([*later, flow(4, 3, (4, 5), 900)], 1, terms=through)) == {5: 900}


def test_cash_is_out_of_reach() -> None:
    flows = [flow(1, 0, (1, 2), 900), flow(2, 1, (2, 3), 900, kind=CASH_OUT), flow(3, 2, (3, 4), 900)]
    found = traced(flows, 1)
    assert left(found) == {3: 900}
    assert found.edges[-1].stop is Stop.CASH


def test_it_is_followed_no_deeper_and_no_longer_than_said() -> None:
    chain = [flow(number, number, (number, number + 1), 100) for number in range(1, 9)]
    found = traced(chain, 1)
    assert left(found) == {7: 100}
    assert found.edges[-1].stop is Stop.DEPTH
    late = [flow(1, 0, (1, 2), 100), flow(2, 200 * 24 * 60, (2, 3), 100), flow(3, 201 * 24 * 60, (3, 4), 100)]
    assert left(traced(late, 1)) == {3: 100}


def test_money_that_comes_round_is_not_counted_twice() -> None:
    flows = [flow(1, 0, (1, 2), 1_000), flow(2, 1, (2, 3), 1_000), flow(3, 2, (3, 2), 1_000), flow(4, 3, (2, 4), 1_000)]
    assert left(traced(flows, 1)) == {4: 1_000}


paths = st.tuples(st.integers(1, 6), st.integers(1, 6)).filter(lambda path: path[0] != path[1])


@st.composite
def ledgers(draw: st.DrawFn) -> list[Flow]:
    drawn = draw(st.lists(st.tuples(st.integers(0, 30), paths, st.integers(1, 10**6)), min_size=1, max_size=40))
    return [flow(number, minute, path, amount) for number, (minute, path, amount) in enumerate(drawn, start=1)]


@given(ledgers(), st.sampled_from(Rule), st.data())
def test_not_a_tiyn_is_lost_or_invented(flows: list[Flow], rule: Rule, data: st.DataObject) -> None:
    stolen = sorted(data.draw(st.sets(st.sampled_from(flows), min_size=1, max_size=3)))
    claims = [CLAIM + place for place in range(len(stolen))]
    before = {account(number): data.draw(st.integers(0, 10**6)) for number in range(1, 7)}
    found = traced(flows, *(each.payment for each in stolen), terms=FIFO._replace(rule=rule), before=before)
    lying = found.left(claims)
    sources = {each.payment: claim for each, claim in zip(stolen, claims, strict=True)}
    for claim in claims:
        began = sum(edge.claims.get(claim, 0) for edge in found.edges if sources.get(edge.payment) == claim)
        moved = [(edge, edge.claims[claim]) for edge in found.edges if claim in edge.claims]
        for who in found.lots:
            came = sum(part for edge, part in moved if edge.creditor == who)
            went = sum(part for edge, part in moved if edge.debtor == who and sources.get(edge.payment) != claim)
            assert came - went == lying.get(who, {}).get(claim, 0)
        assert sum(parts.get(claim, 0) for parts in lying.values()) == began
    assert all(0 < sum(edge.claims.values()) <= edge.amount for edge in found.edges)


@given(ledgers(), st.sampled_from(Rule))
def test_all_that_was_stolen_lies_somewhere(flows: list[Flow], rule: Rule) -> None:
    found = traced(flows, 1, terms=FIFO._replace(rule=rule))
    assert sum(left(found).values()) == flows[0].amount


@given(ledgers(), st.sampled_from(Rule))
def test_reading_hop_by_hop_finds_what_reading_everything_finds(flows: list[Flow], rule: Rule) -> None:
    whole = {each.payment: each for each in flows}
    terms = FIFO._replace(rule=rule)
    at_once = trace(Theft({1: CLAIM}, whole), terms, reading(flows))
    by_hops = traced(flows, 1, terms=terms)
    assert by_hops.edges == at_once.edges
    assert by_hops.lots == at_once.lots


@pytest.mark.parametrize("rule", Rule)
def test_the_same_ledger_gives_the_same_trace(rule: Rule) -> None:
    flows = [flow(n, n % 7, (n % 5 + 1, n % 6 + 1), 1_000 + n) for n in range(1, 60) if n % 5 != n % 6]
    terms = FIFO._replace(rule=rule)
    assert traced(flows, 1, terms=terms) == traced(list(reversed(flows)), 1, terms=terms)
