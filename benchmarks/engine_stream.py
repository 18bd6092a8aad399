"""A made-up stream of payments for the engine: every column is used, and every oddity occurs.

Some accounts receive far more than others; some payments are told late, some carry a time ahead of ours, some come
twice, from the institutions of both sides. The same seed gives the same stream.
"""

import numpy as np

from arasha.domains.payments.hot import layout
from arasha.domains.payments.hot.directory import SPREAD
from arasha.domains.payments.hot.layout import ASK
from arasha.kernel.clock import DAY, MINUTE, SECOND
from arasha.kernel.compiled import Array
from arasha.kernel.tiers import Tier

BEGIN = 1_780_000_000 * SECOND
DAYS = 10
ACCOUNTS = 200_000

# Shares of payments to which something happens.
LATE, AHEAD, SESSION, LISTED, TWICE, DISAGREE = 0.01, 0.01, 0.05, 0.01, 0.02, 0.1
NAMED, CROWDED = 0.9, 0.02
LONGEST_APART = 2_000  # the second side asks at most so many payments later


def stream(payments: int, seed: int, *, accounts: int = ACCOUNTS, twice: bool = False, named: bool = False) -> Array:
    """Asks (`ASK`) of consecutive sequences over ten days; with `twice` some of them from both sides, with `named` most
    of them with device, network address and phones.
    """
    random = np.random.default_rng(seed)
    asks = np.zeros(payments, ASK)
    asks["sequence"] = asks["first"] = np.arange(payments)
    _parties(asks, random, accounts)
    _times(asks, random)
    _words(asks, random)
    if named:
        _identifiers(asks, random)
    if twice:
        _second_sides(asks, random)
    return asks


def _parties(asks: Array, random: np.random.Generator, accounts: int) -> None:
    """Who pays whom: anybody pays, a few are paid by very many, and most people pay the same ones again."""
    tokens = random.integers(0, 2**63, (accounts, 2)).astype(np.uint64)
    debtors = random.integers(0, accounts, len(asks))
    popular = (random.pareto(0.7, len(asks)) * accounts / 1_000).astype(np.int64)
    usual = debtors * 7 + random.integers(0, 6, len(asks)) + 1
    creditors = np.where(random.random(len(asks)) < 0.5, popular, usual) % accounts
    creditors = np.where(creditors == debtors, (creditors + 1) % accounts, creditors)
    asks["debtor_lo"], asks["debtor_hi"] = tokens[debtors].T
    asks["creditor_lo"], asks["creditor_hi"] = tokens[creditors].T


def _times(asks: Array, random: np.random.Generator) -> None:
    """When: evenly, with some told late by up to ten days and some from clocks that go ahead."""
    count = len(asks)
    arrived = BEGIN + np.arange(count) * (DAYS * DAY // count)
    delay = np.where(random.random(count) < LATE, random.integers(0, 10 * DAY, count), 0)
    ahead = np.where(random.random(count) < AHEAD, random.integers(0, MINUTE, count), 0)
    asks["arrived_at"], asks["paid_at"] = arrived, arrived - delay + ahead


def _words(asks: Array, random: np.random.Generator) -> None:
    """What the institutions and the registry say."""
    count = len(asks)
    asks["amount"] = np.where(random.random(count) < 0.2, 10**6, 1) * random.integers(1, 5_000, count)
    asks["kind"] = random.choice(7, count, p=(0.5, 0.35, 0.05, 0.04, 0.02, 0.02, 0.02))
    asks["channel"], asks["debtor_party"] = random.integers(0, 8, count), random.integers(0, 5, count)
    asks["creditor_party"] = random.integers(0, 5, count)
    session = random.random(count) < SESSION
    asks["sim_swap_days"] = np.where(session, random.integers(-1, 10, count), -1)
    asks["step_up"] = np.where(session, random.integers(-1, 2, count), -1)
    signals = layout.ACTIVE_CALL | layout.REMOTE_ACCESS | layout.NEW_DEVICE
    own = layout.FOREIGN_CURRENCY | layout.SAME_INSTITUTION | layout.DEBTOR_WALLET | layout.CREDITOR_WALLET
    bits = random.integers(0, 2 * layout.SIDES_DISAGREE, count)
    asks["flags"] = np.where(session, bits & (signals | own), bits & layout.SAME_INSTITUTION)
    for tier in ("debtor_tier", "creditor_tier", "device_tier"):
        asks[tier] = np.where(random.random(count) < LISTED, random.integers(0, len(Tier), count), 0)


def _identifiers(asks: Array, random: np.random.Generator) -> None:
    """Devices, of which some are in many hands; addresses, many of them a whole quarter's; a phone for each person."""
    count = len(asks)
    device = asks["debtor_lo"] + random.integers(0, 2, count).astype(np.uint64)
    crowded = np.where(random.random(count) < CROWDED, asks["debtor_lo"] % np.uint64(1_000), device)
    given = {
        "device": crowded * np.uint64(3),
        "address": asks["debtor_lo"] % np.uint64(20_000)
        + random.integers(1, 4, count).astype(np.uint64) * np.uint64(2**40),
        "debtor_phone": asks["debtor_hi"] // np.uint64(2),
        "creditor_phone": asks["creditor_hi"] // np.uint64(2),
    }
    for name, tokens in given.items():
        asks[name] = np.where(random.random(count) < NAMED, tokens * SPREAD, 0)


def _second_sides(asks: Array, random: np.random.Generator) -> None:
    """Make some questions the payee's about a payment that the payer's institution asked about a little earlier."""
    second = np.flatnonzero(random.random(len(asks)) < TWICE)
    second = second[second > 0]
    first = np.maximum(0, second - random.integers(1, LONGEST_APART, len(second)))
    whole = ~np.isin(first, second)
    second, first = second[whole], first[whole]
    arrived = asks["arrived_at"][second]
    asks[second] = asks[first]
    asks["sequence"][second], asks["first"][second], asks["arrived_at"][second] = second, first, arrived
    asks["flags"][second] |= layout.INCOMING
    disagree = second[random.random(len(second)) < DISAGREE]
    asks["flags"][disagree] |= layout.SIDES_DISAGREE
    asks["amount"][disagree] += 1
