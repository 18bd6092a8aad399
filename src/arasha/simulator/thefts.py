"""The thefts with which a demonstration opens, staged so that a newcomer finds every step of the way within minutes.

What the banks will find where the money went stands in the last digit of an account, its fate: so a theft told again
goes the same way.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from enum import IntEnum
from typing import NamedTuple

from arasha.client.handling import Language, Situation, StolenPayment, TheftReport, Used
from arasha.client.schemas import Party, Payment, Session
from arasha.simulator.iban import iban
from arasha.simulator.live.books import Extra
from arasha.simulator.stories import BANKS, Scene

ALDAR, TOSTIK, KANBAK = AT_WORK = ("ALDARKZA", "TOSTIKZA", "KANBAKZA")  # the banks whose fraud desks are played
LONGEST_THEFT = 30
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Fate(IntEnum):
    """What a bank finds when it is asked to hold money in an account."""

    WHOLE = 0  # all of it lies there, and the holder is a drop
    PART = 1  # a part of it
    GONE = 2  # nothing
    SHOP = 3  # all of it, but it was earned: the bank disagrees, the holder objects
    UNDECIDED = 4  # all of it; the bank has not made up its mind
    BY_HAND = 5  # an officer of the bank has to look: no program answers


class Told(NamedTuple):
    """What the victim's bank says when the theft comes to light."""

    situation: Situation
    story: str
    language: Language
    caller: str  # the thief's telephone number


class Theft(NamedTuple):
    """One theft: payments before it is reported, the stolen ones among them by their place, and payments afterwards."""

    title: str
    payments: list[Payment]
    stolen: tuple[int, ...]
    told: Told
    onward: list[Payment]

    @property
    def bank(self) -> str:
        """The victim's bank, which reports."""
        return self.payments[self.stolen[0]].debtor.institution

    def report(self) -> TheftReport:
        """The report of the victim's bank."""
        stolen = [self.payments[place] for place in self.stolen]
        return TheftReport(
            id=f"report {stolen[0].id}",
            situation=self.told.situation,
            payments=[_named(payment) for payment in stolen],
            used=[Used(text=self.told.caller, kind="phone")],
            story=self.told.story,
            language=self.told.language,
        )


class Plot(Scene):
    """People, accounts and payments of one theft."""

    letter = "T"
    longest = LONGEST_THEFT

    def at(self, bank: str, fate: Fate = Fate.WHOLE) -> Party:
        """Somebody's account at a bank, with its fate."""
        number = 9 * 10**12 + self._random.randrange(10**8) * 10 + fate
        return Party(account=iban(BANKS[bank], number), institution=bank, party="person")


def _named(payment: Payment) -> StolenPayment:
    """A stolen payment as the payer's bank knows it."""
    return StolenPayment(
        payment_id=payment.id,
        amount=payment.amount,
        debtor=payment.debtor.account,
        creditor=payment.creditor.account,
        creditor_institution=payment.creditor.institution,
    )


def fate_of(account: str) -> Fate:
    """What a bank will find in an account."""
    digit = account[-1]
    return Fate(int(digit)) if digit.isdigit() and int(digit) < len(Fate) else Fate.WHOLE


def the_false_landlord(plot: Plot) -> Theft:
    """A deposit for a flat that nobody lets; the money still lies where it was sent."""
    tenant, landlord = plot.at(TOSTIK), plot.at(ALDAR)
    told = Told("scam", "Сняла квартиру по объявлению, перевела залог, телефон хозяина выключен.", "ru", "+77010000121")
    return Theft(the_false_landlord.__name__, [plot.pays(tenant, landlord, 180_000)], (0,), told, [])


def the_taken_over_cabinet(plot: Plot) -> Theft:
    """Somebody else is in a client's cabinet and empties it to two drops, of whom one has been to the cash machine."""
    victim, first, second = plot.at(ALDAR), plot.at(TOSTIK), plot.at(TOSTIK, Fate.PART)
    session = Session(new_device=True)
    paid = [plot.pays(victim, first, 240_000, session=session), plot.pays(victim, second, 190_000, session=session)]
    told = Told("takeover", "Кабинетіме өзім кірмедім, ақшам екі бөтен адамға кетіп қалыпты.", "kk", "+77010000122")
    return Theft(the_taken_over_cabinet.__name__, paid, (0, 1), told, [])


def the_pensioner_s_money(plot: Plot) -> Theft:
    """A pensioner is talked into a transfer; the money splits over three banks, twelve drops and a shop.

    Two drops are at the cash machine before she understands; one sends his part on while the banks are being asked.
    """
    pensioner, collector = plot.at(ALDAR), plot.at(TOSTIK)
    drops = [
        *(plot.at(TOSTIK, fate) for fate in (Fate.GONE, Fate.WHOLE, Fate.PART, Fate.UNDECIDED)),
        *(plot.at(KANBAK, fate) for fate in (Fate.GONE, Fate.WHOLE, Fate.BY_HAND, Fate.BY_HAND)),
        *(plot.at(ALDAR, fate) for fate in (Fate.GONE, Fate.WHOLE, Fate.UNDECIDED)),
    ]
    cash = Party(account="ATM-7", institution=KANBAK, scheme="other")
    paid = [
        plot.pays(pensioner, collector, 900_000, session=Session(active_call=True)),
        *(plot.pays(collector, drop, 70_000) for drop in drops),
        plot.pays(collector, plot.at(TOSTIK, Fate.SHOP), 50_000, "merchant"),
        *(plot.pays(drop, cash, 70_000, "cash_out") for drop in (drops[0], drops[4])),
    ]
    told = Told(
        "scam", "Маған банктен деп қоңырау шалып, ақшаңды қауіпсіз шотқа аудар деді. Аударғаннан кейін ғана түсіндім.",
        "kk", "+77010000123",
    )  # fmt: skip
    onward = [plot.pays(drops[8], plot.at(KANBAK), 85_000)]
    return Theft(the_pensioner_s_money.__name__, paid, (0,), told, onward)


def the_false_courier(plot: Plot) -> Theft:
    """A courier who never comes was paid beforehand, at a bank where an officer answers by hand."""
    buyer, courier = plot.at(ALDAR), plot.at(KANBAK, Fate.BY_HAND)
    told = Told("scam", "I paid a courier for a parcel. There is no such parcel.", "en", "+77010000124")
    return Theft(the_false_courier.__name__, [plot.pays(buyer, courier, 64_000)], (0,), told, [])


# What is told as the curtain rises.
OPENING: Sequence[Callable[[Plot], Theft]] = (
    the_false_landlord,
    the_taken_over_cabinet,
    the_pensioner_s_money,
    the_false_courier,
)


def commit(number: int, now: datetime) -> Theft:
    """The theft with this number, its payments as of now."""
    return OPENING[number](Plot(number, now))


def staged() -> dict[str, Extra]:
    """The accounts of all these thefts to which money goes, by name: what their banks will find there."""
    found = dict[str, Extra]()
    for number in range(len(OPENING)):
        theft = commit(number, EPOCH)
        for payment in (*theft.payments, *theft.onward):
            if payment.creditor.scheme != "other":
                found[payment.creditor.account] = _extra(payment)
    return found


def _extra(came: Payment) -> Extra:
    fate = fate_of(came.creditor.account)
    return Extra(
        balance=came.amount * HELD_PERCENT[fate] // 100,
        innocent=fate is Fate.SHOP,
        by_hand=fate is Fate.BY_HAND,
        undecided=fate is Fate.UNDECIDED,
    )


HELD_PERCENT: Mapping[Fate, int] = {
    Fate.WHOLE: 100, Fate.PART: 60, Fate.GONE: 0, Fate.SHOP: 100, Fate.UNDECIDED: 100, Fate.BY_HAND: 100,
}  # fmt: skip
