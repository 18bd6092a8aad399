"""How far a report is trusted: a freeze request can itself be a weapon, and then a person looks before money is held.

Known tricks: "account blackmail" (Korea: stolen money is sent to an innocent shop so that its account freezes, and the
release is sold), "wrong transfer" (money is sent as if by mistake, asked back to another account, and the first payment
then reported), and reporting as a habit. What over-freezing does was seen in Thailand in September 2025 and Russia in
January 2026. Each sign lowers the trust; below `BELIEVED` a person decides first.

Nothing here says that a report is false: a victim may be robbed twice, and a drop sends money on at once.
"""

from collections.abc import Callable
from enum import StrEnum
from typing import NamedTuple

FULL = 1000
BELIEVED = 600  # per mille; below it a person looks first


class Sign(StrEnum):
    """What speaks against a report."""

    MANY_REPORTS = "many_reports"
    UNFOUNDED_BEFORE = "unfounded_before"
    HOLDERS_CLEARED = "holders_cleared"
    SENT_BACK = "sent_back"
    SMALL_SUM_TO_SHOP = "small_sum_to_shop"
    MANY_SMALL_REPORTS = "many_small_reports"


class Reporter(NamedTuple):
    """What a reporter did before, within the watch: reports, those found unfounded, holds lifted on appeal."""

    reports: int = 0
    unfounded: int = 0
    cleared: int = 0


class Accused(NamedTuple):
    """A reported payment, and what is known of the account that got it. Amounts are tiyn.

    `sent_back` is what that account paid, after it, to the reporter or to somebody whom the reporter had dealt with
    before. `payers` is how many different accounts paid it in the month before, `turnover` what they paid. `small` is
    how many other reports lately named a payment to it that is as small.
    """

    amount: int
    sent_back: int = 0
    payers: int = 0
    turnover: int = 0
    small: int = 0


class Judgement(NamedTuple):
    """How far a report is trusted, per mille, and why not fully."""

    trust: int
    signs: tuple[Sign, ...]

    @property
    def believed(self) -> bool:
        """May the centre act before a person has looked?"""
        return self.trust >= BELIEVED


def many_reports(reporter: Reporter) -> bool:
    """The same reporter again and again: three reports before this one, within the watch."""
    return reporter.reports >= 3


def unfounded_before(reporter: Reporter) -> bool:
    """A report of his was found to be unfounded."""
    return reporter.unfounded > 0


def holders_cleared(reporter: Reporter) -> bool:
    """Two holders whom he accused were cleared on appeal."""
    return reporter.cleared >= 2


def sent_back(accused: Accused) -> bool:
    """The "wrong transfer": he sent money, asked it back, got it elsewhere, and now reports the first payment.

    A drop sends money on too, but to strangers: it counts only when it came to the reporter or to those he deals with.
    """
    return accused.sent_back >= accused.amount * 9 // 10


def small_sum_to_shop(accused: Accused) -> bool:
    """A small stolen sum sent to a busy account: twenty payers in a month, and under a fiftieth of what they paid."""
    return accused.payers >= 20 and accused.amount * 50 < accused.turnover


def many_small_reports(accused: Accused) -> bool:
    """Several such reports against one busy account: release is for sale."""
    return small_sum_to_shop(accused) and accused.small >= 2


OF_REPORTER: dict[Sign, tuple[Callable[[Reporter], bool], int]] = {
    Sign.MANY_REPORTS: (many_reports, 250),
    Sign.UNFOUNDED_BEFORE: (unfounded_before, 450),
    Sign.HOLDERS_CLEARED: (holders_cleared, 450),
}

OF_ACCUSED: dict[Sign, tuple[Callable[[Accused], bool], int]] = {
    Sign.SENT_BACK: (sent_back, 600),
    Sign.SMALL_SUM_TO_SHOP: (small_sum_to_shop, 200),
    Sign.MANY_SMALL_REPORTS: (many_small_reports, 350),
}


def judge(reporter: Reporter, accused: tuple[Accused, ...]) -> Judgement:
    """How far a report is trusted: what speaks against it adds up, each sign once."""
    against = {sign: cost for sign, (speaks, cost) in OF_REPORTER.items() if speaks(reporter)}
    against |= {sign: cost for sign, (speaks, cost) in OF_ACCUSED.items() if any(map(speaks, accused))}
    return Judgement(max(FULL - sum(against.values()), 0), tuple(against))
