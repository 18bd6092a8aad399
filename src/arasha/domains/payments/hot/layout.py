"""How the engine's state lies in memory: plain arrays of records, so that a snapshot is a copy of bytes.

An account takes 192 bytes (three cache lines), a leg of a payment of the last seven days 16 (and every eighth place is
a link), a pair of accounts that have paid each other 32, an identifier that accounts may share 32, and each account
that goes with it another 32. Instants inside are whole seconds. Nothing here holds a readable identifier: accounts,
devices, addresses and phones are known by their tokens.
"""

from typing import NamedTuple

import numpy as np

from arasha.domains.payments.hot.behaviour_layout import Behaviour, empty_behaviour
from arasha.kernel.aligned import aligned
from arasha.kernel.compiled import Array

ACCOUNT = np.dtype(
    [
        ("lo", "u8"), ("hi", "u8"),
        ("out_sum_1h", "i8"), ("out_sum_24h", "i8"), ("out_sum_7d", "i8"),
        ("in_sum_1h", "i8"), ("in_sum_24h", "i8"), ("in_sum_7d", "i8"),
        ("last_credit", "i8"), ("cash_24h", "i8"), ("loan_24h", "i8"),
        ("first_at", "u4"), ("clock", "u4"), ("last_credit_at", "u4"), ("last_debit_at", "u4"),
        ("head_7d", "i4"), ("head_24h", "i4"), ("head_1h", "i4"), ("end", "i4"),
        ("out_count_1h", "i4"), ("out_count_24h", "i4"), ("out_count_7d", "i4"),
        ("in_count_1h", "i4"), ("in_count_24h", "i4"), ("in_count_7d", "i4"),
        ("creditors_7d", "i4"), ("senders_7d", "i4"), ("night_7d", "i4"),
        ("new_creditors_24h", "i4"), ("new_senders_24h", "i4"),
        ("payee_weights", "i8"), ("payer_weights", "i8"), ("spare", "i4", (3,)),
    ]
)  # fmt: skip

# A leg: a debit or a credit of one account. An account's legs lie in blocks of eight places, oldest first; the last
# place of a block is no leg: its `pair` is the number of the next block.
LEG = np.dtype([("at", "u4"), ("pair", "i4"), ("amount_and_flags", "i8")])
BLOCK = 8
LINK = BLOCK - 1

# A pair: that a debtor has ever paid a creditor. `paid_7d` belongs to the debtor's account, `got_7d` to the
# creditor's: the two may differ, because each account has a clock of its own.
PAIR = np.dtype(
    [("key", "u8"), ("paid_7d", "i4"), ("got_7d", "i4"), ("first_at", "u4"), ("last_at", "u4"), ("spare", "i8")]
)

# A knot: an identifier (`key`, the first eight bytes of its token) and who went with it in the last 30 days of the
# knot's own clock: `members` of them, `marks` of which the registry suspected. They form a list from the one seen
# longest ago to the one seen last. An account's devices are a knot too: the account is the key, they are members.
KNOT = np.dtype(
    [
        ("key", "u8"), ("oldest", "i4"), ("newest", "i4"), ("clock", "u4"), ("members", "i4"), ("marks", "i4"),
        ("spare", "i4"),
    ]
)  # fmt: skip

# A tie: when a member last went with a knot's key (0: it is none now), and whether it was marked then. `older` and
# `newer` are the places of its neighbours in the list; at the list's ends they mean nothing.
TIE = np.dtype(
    [("key", "u8"), ("member", "u8"), ("older", "i4"), ("newer", "i4"), ("at", "u4"), ("marked", "i4")]
)  # fmt: skip

# What the engine is asked about one payment. Instants are µs; `first` is the sequence under which this payment was
# first asked about, its own when it is new. Device, network address and phones are the first eight bytes of their
# tokens, 0 where none was given. `stolen` is how many tiyn of the payment are stolen money that would be carried away.
ASK = np.dtype(
    [
        ("debtor_lo", "u8"), ("debtor_hi", "u8"), ("creditor_lo", "u8"), ("creditor_hi", "u8"),
        ("sequence", "i8"), ("first", "i8"), ("amount", "i8"), ("paid_at", "i8"), ("arrived_at", "i8"),
        ("kind", "i2"), ("channel", "i2"), ("debtor_party", "i2"), ("creditor_party", "i2"),
        ("sim_swap_days", "i2"), ("step_up", "i2"), ("debtor_tier", "i2"), ("creditor_tier", "i2"),
        ("device_tier", "i2"), ("flags", "i2"), ("spare", "i4"),
        ("device", "u8"), ("address", "u8"), ("debtor_phone", "u8"), ("creditor_phone", "u8"), ("stolen", "i8"),
    ]
)  # fmt: skip

# Bits of ASK.flags.
INCOMING, FOREIGN_CURRENCY, SAME_INSTITUTION, DEBTOR_WALLET, CREDITOR_WALLET = 1, 2, 4, 8, 16
ACTIVE_CALL, REMOTE_ACCESS, NEW_DEVICE, SIDES_DISAGREE, CONTROL_SAMPLE = 32, 64, 128, 256, 512
COERCED, WAS_VICTIM = 1024, 2048

# Low bits of LEG.amount_and_flags; an amount is at most 10^15 tiyn, which leaves room for eight.
OUT, AT_NIGHT, CASH, LOAN, FIRST = 1, 2, 4, 8, 16
FLAG_BITS = 8

# The kinds of payments, as the engine counts them; `arasha.client.schemas.Kind` has the same order.
P2P, MERCHANT, CASH_OUT, TOP_UP, LOAN_DISBURSEMENT, CRYPTO_PURCHASE, OWN_TRANSFER = range(7)

# Places in the counters array: how much is used of each table, the first free block, the newest second seen, the second
# as of which the engine last forgot, the second of the first payment it was ever told; and two tables more.
ACCOUNTS, BLOCKS, FREE_BLOCK, FREE_BLOCKS, PAIRS, NEWEST, FORGOT, BEGAN, KNOTS, TIES = range(10)
COUNTERS = 10

NOTHING = -1

# How many payments lie between two steps of looking ahead (`ahead.py`), and for how many what was found is kept.
APART = 4
FOUND = 32

# What is found for a payment: the numbers of its two accounts, the place of their pair, and from `MEETINGS` on, for the
# identifiers it names and the account that pays, the place of the knot (`NOTHING`: not named) and of the tie in it.
MEETINGS = 3
DEVICE, ADDRESS, DEBTOR_PHONE, CREDITOR_PHONE, DEVICES = range(5)
PLACES = MEETINGS + 2 * 5


class State(NamedTuple):
    """Everything the engine knows. Accounts are found through an index of their numbers; pairs, knots and ties lie in
    hash tables; `found` is working space; `behaviour` is another memory of the same accounts.
    """

    accounts: Array
    account_index: Array
    legs: Array
    pairs: Array
    counters: Array
    found: Array
    knots: Array
    ties: Array
    behaviour: Behaviour


def empty_state(accounts: int, blocks: int, pairs: int) -> State:
    """A state with room for so many records; hash tables are at most half full with them."""
    counters = np.zeros(COUNTERS, np.int64)
    counters[FREE_BLOCK] = NOTHING
    return State(
        accounts=aligned(accounts, ACCOUNT),
        account_index=np.full(table_size(accounts), NOTHING, np.int32),
        legs=aligned(blocks * BLOCK, LEG),
        pairs=aligned(table_size(pairs), PAIR),
        counters=counters,
        found=np.zeros((FOUND, PLACES), np.int64),
        knots=aligned(table_size(accounts), KNOT),
        ties=aligned(table_size(accounts), TIE),
        behaviour=empty_behaviour(accounts),
    )


def table_size(records: int) -> int:
    """The power of two at which a hash table over so many records is at most half full."""
    return 1 << max(4, (2 * records - 1).bit_length())
