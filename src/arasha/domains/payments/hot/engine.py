"""The engine: asks in, feature rows and fired rules out, one pass, in the order of their sequence.

Point-in-time contract: a row sees only what came earlier in the sequence; a payment asked about by both sides counts
once; replaying the same asks from the same state gives the same bits, in whatever batches they come.
"""

import numpy as np

from arasha.domains.payments.hot.ahead import AHEAD, prepare
from arasha.domains.payments.hot.behaviour.observing import Sides, behave, describe_behaviour, recognise
from arasha.domains.payments.hot.describe import (
    describe_creditor,
    describe_debtor,
    describe_payment,
    is_night,
    local_hour,
)
from arasha.domains.payments.hot.judge import judge
from arasha.domains.payments.hot.layout import (
    AT_NIGHT,
    BEGAN,
    CASH,
    CASH_OUT,
    CRYPTO_PURCHASE,
    FIRST,
    FOUND,
    LOAN,
    LOAN_DISBURSEMENT,
    NEWEST,
    State,
)
from arasha.domains.payments.hot.legs import advance, credit, debit, write
from arasha.domains.payments.hot.model import Advice, assess, explain
from arasha.domains.payments.hot.shared import share
from arasha.domains.payments.rules.book import TOGETHER
from arasha.domains.payments.rules.features import F
from arasha.kernel.clock import SECOND
from arasha.kernel.compiled import Array, Record, Whole, compiled

# Where the columns of behaviour begin.
BEHAVIOUR = F.D_OUT_COUNT_M.value


@compiled
def screen(state: State, asks: Array, rows: Array, advice: Advice, decisions: Array) -> None:
    """Judge `asks` one after the other and let each new payment count.

    `rows` (n × len(F)) is filled, except the rows of payments that were asked about before: those come in as they were
    then, and only what the new question itself says is written over. `advice` is the rule book and the models as the
    engine reads them; `decisions` (`DECISION`) is filled.
    """
    for i in range(-AHEAD, 0):
        prepare(state, asks, i)
    for begin in range(0, len(asks), TOGETHER):
        end = min(begin + TOGETHER, len(asks))
        for i in range(begin, end):
            prepare(state, asks, i)
            if asks[i]["first"] == asks[i]["sequence"]:
                count(state, asks[i], state.found[i % FOUND], rows[i])
            describe_payment(asks[i], rows[i])
        assess(asks[begin:end], rows[begin:end], advice.models)
        judge(rows[begin:end], advice.book, decisions[begin:end])
        explain(asks[begin:end], rows[begin:end], advice.models, decisions[begin:end])


@compiled
def absorb(state: State, asks: Array, row: Array) -> None:
    """Let payments count without judging them: how state is rebuilt from the journal. `row` is scratch."""
    for i in range(-AHEAD, len(asks)):
        prepare(state, asks, i)
        if i >= 0 and asks[i]["first"] == asks[i]["sequence"]:
            place = state.found[i % FOUND]
            bring_up(state, asks[i], place)
            sides = Sides(place[0], place[1], state.accounts[place[0]], state.accounts[place[1]], state.pairs[place[2]])
            recognise(state.behaviour, sides, row[BEHAVIOUR:])
            settle(state, asks[i], place, sides, row)


@compiled
def count(state: State, ask: Record, place: Record, row: Array) -> None:
    """Describe both accounts as they were before the payment, then let it count."""
    bring_up(state, ask, place)
    sides = Sides(place[0], place[1], state.accounts[place[0]], state.accounts[place[1]], state.pairs[place[2]])
    describe_debtor(sides.payer, sides.pair, ask["amount"], row)
    describe_creditor(sides.payee, sides.pair, row)
    describe_behaviour(state.behaviour, sides, ask, row[BEHAVIOUR:])
    settle(state, ask, place, sides, row)


@compiled
def bring_up(state: State, ask: Record, place: Record) -> None:
    """Bring both accounts to the instant of the payment.

    The clock of an account never goes back: a payment that is told late counts at the account's latest instant. A time
    ahead of our own counts as now.
    """
    accounts, _, legs, pairs, counters = state[:5]
    debtor, creditor, second = accounts[place[0]], accounts[place[1]], second_of(ask)
    advance(debtor, max(second, np.int64(debtor["clock"])), legs, pairs, counters)
    advance(creditor, max(second, np.int64(creditor["clock"])), legs, pairs, counters)


@compiled
def second_of(ask: Record) -> Whole:
    """The second at which a payment counts."""
    return min(ask["paid_at"], ask["arrived_at"]) // SECOND


@compiled
def settle(state: State, ask: Record, place: Record, sides: Sides, row: Array) -> None:
    """Let a payment count: in the identifiers it shares, in behaviour, and, last, its two legs."""
    legs, counters, amount, second = state.legs, state.counters, ask["amount"], second_of(ask)
    begin_history(second, counters)
    row[F.HISTORY_S] = counters[NEWEST] - counters[BEGAN]
    flags = leg_flags(ask["kind"], ask["paid_at"], sides.pair)
    share(state, ask, place, second, row)
    behave(state.behaviour, sides, ask, row[BEHAVIOUR:])
    write(sides.payer, debit(sides.payer, sides.pair, amount, flags), place[2], legs, counters)
    write(sides.payee, credit(sides.payee, sides.pair, amount, flags), place[2], legs, counters)
    remember(sides.payer, sides.payee, sides.pair, second)


@compiled
def begin_history(second: Whole, counters: Array) -> None:
    """Note the second of the first payment ever told, and the newest second of all."""
    if counters[BEGAN] == 0:
        counters[BEGAN] = second
    counters[NEWEST] = max(counters[NEWEST], second)


@compiled
def remember(debtor: Record, creditor: Record, pair: Record, second: Whole) -> None:
    """Note when accounts and pairs were first and last seen."""
    if debtor["first_at"] == 0:
        debtor["first_at"] = second
    if creditor["first_at"] == 0:
        creditor["first_at"] = second
    if pair["first_at"] == 0:
        pair["first_at"] = second
    pair["last_at"] = max(np.int64(pair["last_at"]), second)


@compiled
def leg_flags(kind: Whole, paid_at: Whole, pair: Record) -> Whole:
    """What a leg remembers of its payment."""
    flags = np.int64(0)
    if pair["first_at"] == 0:
        flags |= FIRST
    if is_night(local_hour(paid_at)):
        flags |= AT_NIGHT
    if kind in (CASH_OUT, CRYPTO_PURCHASE):
        flags |= CASH
    if kind == LOAN_DISBURSEMENT:
        flags |= LOAN
    return flags
