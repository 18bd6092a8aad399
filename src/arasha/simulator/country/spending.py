"""The loop that makes a day's everyday payments: at counters, online, to friends and traders, to oneself, in cash."""

from arasha.simulator.country.contacts import CIRCLE, friend_of, neighbour_of
from arasha.simulator.country.draws import FINE, Array, Record, Whole, compiled, draw
from arasha.simulator.country.firms import (
    BANK_PLACES,
    EXCHANGER_COUNT,
    FIRST_EXCHANGER,
    FIRST_ONLINE,
    ONLINE_COUNT,
    machine_account,
    shop_account,
)
from arasha.simulator.country.habits import (
    CASH,
    CHANCES,
    COINS,
    COUNTER,
    FILL,
    FRIEND,
    LOCAL,
    ONLINE,
    OWN_MONEY,
    RATE_STEP,
    RATES,
    TRADE,
)
from arasha.simulator.country.living import ENTREPRENEUR, GROWN, bank_of_person, has_account, work_of
from arasha.simulator.country.payer import Payer, Scene, fill_row, moment, payer, receiving_account, spending_account
from arasha.simulator.country.rows import (
    ATM,
    BRANCH,
    CASH_OUT,
    CRYPTO,
    MERCHANT,
    MOBILE,
    OWN,
    P2P,
    POS,
    SLOTS,
    TOP_UP,
    WALLET,
    WEB,
)
from arasha.simulator.country.sessions import put_session
from arasha.simulator.country.traits import KIN, age_of, is_man, number_of, parents_of, partner_of, rank_of

EVENT, WHOM, HOW, COUNT, FAVOURITE = range(50, 55)  # what is drawn
A_TURN = 64  # draws of a day
AT_THE_DESK = 7  # times what machines give
TOWN_BANKS = len(BANK_PLACES)


@compiled
def spend(s: Scene, first: int, last: int, out: Array) -> int:
    """Write the everyday payments of people `first` to `last` - 1 in any order; returns how many."""
    rows = 0
    for number in range(first, last):
        p = payer(s, number)
        if p.age < 14:
            continue
        chance = draw(s.w.seed, COUNT, number, s.day)
        rate = p.rate * s.business // 1000
        eighths = min(RATES - 1, (rate + chance // CHANCES % RATE_STEP) // RATE_STEP)
        for event in range(s.h.counts[eighths, chance % CHANCES]):
            pay(s, p, s.day * A_TURN + event, out[rows])
            rows += 1
    return rows


@compiled
def pay(s: Scene, p: Payer, turn: int, row: Record) -> None:
    """One everyday payment of somebody: what for, how much, when; then to whom."""
    luck = draw(s.w.seed, EVENT, p.number, turn)
    purpose = s.h.purposes[luck % FINE]
    if purpose == CASH and luck // FINE**4 % 1000 >= s.h.cash[p.region]:
        purpose = COUNTER
    if purpose == OWN_MONEY and not has_account(s.w, p.number, 1, p.age, p.work):
        purpose = FRIEND
    amount = s.h.amounts[purpose, luck // FINE % FINE] * p.means // 1000
    much = s.h.cash_much if purpose == CASH else s.h.much
    if purpose != ONLINE:
        amount = amount * much[p.region] // 1000
    whom = draw(s.w.seed, WHOM, p.number, turn)
    fill_row(
        row,
        (spending_account(s, p, whom), 0),
        moment(s, _profile(s, purpose), luck // FINE**2),
        _rounded(purpose, amount, whom),
        (0, 0),
    )
    _choose(s, p, purpose, whom // 4096, row)
    put_session(s, p, draw(s.w.seed, HOW, p.number, turn), row)


@compiled
def _profile(s: Scene, purpose: int) -> int:
    """At which hours of which day."""
    if purpose in (COINS, ONLINE):
        return 2
    return 1 if s.off else 0


@compiled
def _rounded(purpose: int, amount: int, luck: int) -> int:
    """Tiyn: prices as they stand on tags, transfers as people say them, cash as machines give it."""
    if purpose == CASH:
        return max(1, amount // 1_000) * 100_000
    chance = luck // 64 % 100
    if purpose in (COUNTER, ONLINE, LOCAL):
        if chance < 12:
            return max(5_00, amount * 100 + luck % 100)
        return max(5, amount // 5 * 5) * 100
    step = 1 if chance < 14 else 10 if chance < 24 else 100 if chance < 48 else 500 if chance < 74 else 1000
    if amount >= 50_000 and chance >= 35:
        step = 5_000 if chance < 70 else 10_000
    return max(step, (amount + step // 2) // step * step) * 100


@compiled
def _choose(s: Scene, p: Payer, purpose: int, luck: int, row: Record) -> None:
    """Kind, channel and payee."""
    row.kind, row.channel = MERCHANT, MOBILE
    if purpose == COUNTER:
        row.channel = POS
        row.creditor = _shop(s, p, s.h.counters[luck % FINE], luck // FINE)
    elif purpose == LOCAL:
        row.creditor = _shop(s, p, s.h.telephones[luck % FINE], luck // FINE)
    elif purpose == ONLINE:
        place = (luck % 1024) * (luck // 1024 % 1024) * ONLINE_COUNT // (1024 * 1024)
        row.creditor = (s.f.first + FIRST_ONLINE + place) * SLOTS
        row.channel = WEB if luck // 2**20 % 100 < 14 else MOBILE
    elif purpose == FRIEND:
        row.kind, row.creditor = P2P, receiving_account(s, _friend(s, p, luck), luck // 2**20)
    elif purpose == TRADE:
        row.kind, row.creditor = P2P, _trader(s, p, luck)
    else:
        _own(s, p, purpose, luck, row)


@compiled
def _own(s: Scene, p: Payer, purpose: int, luck: int, row: Record) -> None:
    """Money that stays somebody's own: another account, a wallet, coins, cash."""
    if purpose == OWN_MONEY:
        row.kind = OWN
        row.creditor = p.number * SLOTS + (1 if row.debtor % SLOTS != 1 else 0)
    elif purpose == FILL:
        row.kind = TOP_UP
        row.debtor = p.number * SLOTS
        wallet = has_account(s.w, p.number, WALLET, p.age, p.work)
        row.creditor = p.number * SLOTS + WALLET if wallet else receiving_account(s, _friend(s, p, luck), luck // 2**20)
    elif purpose == COINS:
        row.kind = CRYPTO
        row.creditor = (s.f.first + FIRST_EXCHANGER + luck % EXCHANGER_COUNT) * SLOTS
        row.channel = WEB if luck // 64 % 100 < 30 else MOBILE
    else:
        row.kind = CASH_OUT
        row.channel = BRANCH if luck // 64 % 1000 < 15 else ATM
        if row.channel == BRANCH:
            row.amount *= AT_THE_DESK
        bank = bank_of_person(s.w, row.debtor) if luck % 100 < 70 and row.debtor % SLOTS != WALLET else luck // 128
        row.creditor = machine_account(s.f, p.region, bank % TOWN_BANKS)


@compiled
def _shop(s: Scene, p: Payer, category: int, luck: int) -> Whole:
    """One of a few favourites, or another shop of the region, where some are visited more than others."""
    if luck % 100 < 65:
        return shop_account(s.f, p.region, category, draw(s.w.seed, FAVOURITE + category, p.number, luck // 128 % 3))
    return shop_account(s.f, p.region, category, (luck // 128 % 1024) * (luck // 2**17 % 1024) // 64)


@compiled
def _friend(s: Scene, p: Payer, luck: int) -> Whole:
    """Somebody of the family, a friend, or anybody of the region."""
    chance, found = luck % 128, -1
    if chance < 22:
        found = partner_of(s.w, p.number, p.rank)
    elif chance < 40:
        pair = parents_of(s.w, p.number, p.rank)
        found = number_of(s.w, p.number // KIN, 20 + 2 * pair + luck // 128 % 2) if pair >= 0 else -1
    if found < 0 and chance < 108:
        found = friend_of(s.w, p.number, luck // 256 % CIRCLE)
    if found < 0 or found >= s.w.people:
        found = _grown(s, p, luck // 4096)
    return found


@compiled
def _grown(s: Scene, p: Payer, luck: int) -> Whole:
    """Anybody of the region but oneself."""
    found = neighbour_of(s.w, p.region, luck)
    return found if found != p.number else (found + 1) % s.w.people


@compiled
def _trader(s: Scene, p: Payer, luck: int) -> Whole:
    """Somebody on his own account who takes payments by telephone: the driver, the market, the tutor."""
    found = p.number
    for tried in range(4):
        found = neighbour_of(s.w, p.region, draw(s.w.seed, WHOM, luck, tried))
        rank = rank_of(s.w, found)
        age = age_of(s.w, found, rank)
        if age >= GROWN and found != p.number:
            work = work_of(s.w, found, age, is_man(s.w, found, rank))
            if work == ENTREPRENEUR:
                return found * SLOTS + (1 if luck % 100 < 30 else 0)
    return (found if found != p.number else (found + 1) % s.w.people) * SLOTS
