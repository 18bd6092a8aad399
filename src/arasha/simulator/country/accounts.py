"""Accounts by number: whose, where, what they are called outside, what ordinarily lies there."""

from typing import NamedTuple

import numpy as np

from arasha.client.schemas import PartyKind, Scheme
from arasha.simulator.country import living
from arasha.simulator.country.draws import FINE, draw, lognormal
from arasha.simulator.country.firms import (
    CATEGORIES,
    EXCHANGER_COUNT,
    FIRST_EXCHANGER,
    FIRST_LENDER,
    FIRST_MACHINE,
    FIRST_ONLINE,
    ONLINE_COUNT,
    STATE,
    Firms,
    bank_of,
)
from arasha.simulator.country.institutions import BANKS, INSTITUTIONS, LENDERS
from arasha.simulator.country.living import DIGITS, Work, describe
from arasha.simulator.country.rows import SLOTS, WALLET
from arasha.simulator.country.traits import World
from arasha.simulator.iban import iban

MONTHS_KEPT = lognormal(400, 1.1, 20_000)  # how much of a month's income lies in an account, among a thousand
FIRM_KEEPS = lognormal(900_000_000, 1.2)  # tiyn


class Account(NamedTuple):
    """An account as institutions name it."""

    number: int
    name: str  # the IBAN, or the name of a wallet or a machine
    institution: str
    scheme: Scheme
    party: PartyKind
    holder: int
    phone: str | None
    iin: str | None

    @property
    def iban(self) -> str:
        """What stands on a payment order."""
        return self.name


def account(w: World, f: Firms, number: int) -> Account:
    """Everything about an account but the IIN; `IndexError` where it is nobody's."""
    holder, slot = divmod(number, SLOTS)
    if not 0 <= holder < f.holders:
        raise IndexError(f"there is no account {number}")
    place = int(bank_of(w, f, number))
    name, scheme = _name(f, number, place)
    phone = f"+{living.phone_of(w, holder, 0)}" if holder < f.first else None
    return Account(number, name, INSTITUTIONS[place].code, scheme, _party(w, f, holder, slot), holder, phone, None)


def number_of(f: Firms, name: str) -> int | None:
    """The number of an account by its name outside; None where it is none of this country's."""
    digits = name[-13:] if name.startswith("KZ") else name.rpartition("-")[2]
    number = int(digits) if digits.isdigit() else -1
    return number if 0 <= number // SLOTS < f.holders else None


def _name(f: Firms, number: int, place: int) -> tuple[str, Scheme]:
    holder, slot = divmod(number, SLOTS)
    if slot == WALLET and holder < f.first:
        return f"W-{number:013}", "wallet"
    if FIRST_MACHINE <= holder - f.first < FIRST_ONLINE:
        return f"ATM-{number:013}", "other"
    return iban(DIGITS[place], number), "iban"


def _party(w: World, f: Firms, holder: int, slot: int) -> PartyKind:
    if holder >= f.first:
        return "state" if holder - f.first == STATE else "company"
    found = np.empty(6, np.int64)
    describe(w, holder, found)
    return "entrepreneur" if slot == 1 and found[4] == Work.ENTREPRENEUR else "person"


def balance(w: World, f: Firms, number: int) -> int:
    """Tiyn; the first account holds most, a firm's much."""
    holder, slot = divmod(number, SLOTS)
    luck = int(draw(w.seed, living.BALANCE, number, 0)) % FINE
    if holder >= f.first:
        return int(FIRM_KEEPS[luck])
    found = np.empty(6, np.int64)
    describe(w, holder, found)
    return int(found[5]) * int(MONTHS_KEPT[luck]) // 1000 // (1 if slot == 0 else 3)


def exchangers(f: Firms) -> range:
    """Who sells crypto-currency."""
    return _accounts(f.first + FIRST_EXCHANGER, EXCHANGER_COUNT)


def online_shops(f: Firms) -> range:
    """Marketplaces and others that sell over the network."""
    return _accounts(f.first + FIRST_ONLINE, ONLINE_COUNT)


def cash_machines(f: Firms, region: int) -> range:
    """One account a bank."""
    return _accounts(f.first + FIRST_MACHINE + region * len(BANKS), len(BANKS))


def shops(f: Firms, region: int, category: str) -> range:
    """Every shop of a category in a region."""
    first = f.first + int(f.shops[region]) + CATEGORIES.index(category)
    return range(first * SLOTS, (f.first + int(f.shops[region + 1])) * SLOTS, len(CATEGORIES) * SLOTS)


def lender_account(f: Firms, code: str) -> int:
    """Out of which account a lender pays."""
    return (f.first + FIRST_LENDER + LENDERS.index(code)) * SLOTS


def _accounts(first: int, count: int) -> range:
    return range(first * SLOTS, (first + count) * SLOTS, SLOTS)
