"""The engine once more, written from its description, slowly and plainly: lists of events, looked through each time."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, NamedTuple

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.hot import layout
from arasha.domains.payments.rules.book import Book
from arasha.domains.payments.rules.codes import Kind
from arasha.domains.payments.rules.control_sample import is_firm
from arasha.domains.payments.rules.features import F
from arasha.domains.payments.rules.language import Condition
from arasha.domains.payments.rules.verdict import FULL_SCORE, tier_of, verdict_of
from tests.domains.payments.hot.naive_behaviour import Lives

SECOND, HOUR, DAY, WEEK = 1_000_000, 3_600, 86_400, 604_800
ALMATY = 5 * HOUR
WINDOWS = {"1H": HOUR, "24H": DAY, "7D": WEEK}

Token = tuple[int, int]
Row = dict[F, int]

NO_MODEL: Row = dict.fromkeys((F.DROP_SCORE, F.DROP_SCORE_CANDIDATE, F.DROP_LEVEL, F.UNUSUAL), -1)


class Event(NamedTuple):
    """A debit or credit of an account at an instant of its own clock."""

    at: int
    out: bool
    amount: int
    other: Token
    first: bool
    night: bool
    kind: int


@dataclass
class Account:
    """Everything that ever happened to an account; its clock never goes back."""

    clock: int = 0
    first: int = 0
    events: list[Event] = field(default_factory=list)

    def within(self, seconds: int, *, out: bool) -> list[Event]:
        """The debits, or credits, of the last so many seconds."""
        return [event for event in self.events if event.out == out and event.at > self.clock - seconds]

    def last(self, *, out: bool) -> Event | None:
        return next((event for event in reversed(self.events) if event.out == out), None)

    @property
    def awake(self) -> bool:
        return any(event.at > self.clock - WEEK for event in self.events)


@dataclass
class Pair:
    """That one has ever paid the other."""

    first: int
    last: int


@dataclass
class Knot:
    """Who went with an identifier: when last, and whether marked then."""

    clock: int = 0
    last: dict[int, tuple[int, bool]] = field(default_factory=dict)

    def meet(self, member: int, second: int, *, marked: bool) -> tuple[int, int]:
        """How many there are of 30 days with this one, and is another one of them marked?"""
        self.clock = max(self.clock, second)
        others = [mark for name, (at, mark) in self.last.items() if name != member and at > self.clock - 30 * DAY]
        self.last[member] = self.clock, marked
        return len(others) + 1, int(any(others))


class Naive:
    """The engine's memory."""

    def __init__(self) -> None:
        self.accounts: dict[Token, Account] = {}
        self.pairs: dict[tuple[Token, Token], Pair] = {}
        self.knots: defaultdict[int, Knot] = defaultdict(Knot)
        self.lives = Lives()
        self.began = self.newest = 0

    def row(self, ask: Any, earlier: Row | None) -> Row:
        """The features of a payment; `earlier` are those of the first question about it."""
        row = dict(earlier) if earlier is not None else self._count(ask)
        return row | _of_the_payment(ask) | NO_MODEL

    def forget(self) -> None:
        """Accounts asleep for two weeks lose their windows; old pairs that are in no window are strangers, and so are
        identifiers of more than 30 days ago.
        """
        for account in self.accounts.values():
            if account.awake and account.clock + WEEK < self.newest - WEEK:
                account.clock = self.newest - WEEK
        for pair, seen in list(self.pairs.items()):
            if seen.last < self.newest - 90 * DAY and not self._in_a_window(*pair):
                del self.pairs[pair]
        for key, knot in list(self.knots.items()):
            if knot.clock + 30 * DAY < self.newest:
                del self.knots[key]

    def _in_a_window(self, debtor: Token, creditor: Token) -> bool:
        paid = self.accounts[debtor].within(WEEK, out=True)
        got = self.accounts[creditor].within(WEEK, out=False)
        return any(event.other == creditor for event in paid) or any(event.other == debtor for event in got)

    def _count(self, ask: Any) -> Row:
        """Describe both accounts, then let the payment count."""
        names = (int(ask["debtor_lo"]), int(ask["debtor_hi"])), (int(ask["creditor_lo"]), int(ask["creditor_hi"]))
        debtor, creditor = (self.accounts.setdefault(name, Account()) for name in names)
        second = min(int(ask["paid_at"]), int(ask["arrived_at"])) // SECOND
        debtor.clock, creditor.clock = max(second, debtor.clock), max(second, creditor.clock)
        self.began, self.newest = self.began or second, max(self.newest, second)
        pair, amount = self.pairs.get(names), int(ask["amount"])
        row = dict(_of_account("D", debtor, names[1], pair)) | dict(_of_account("C", creditor, names[0], pair))
        row |= dict(_of_debtor(debtor, amount)) | {F.HISTORY_S: self.newest - self.began} | self._shared(ask, second)
        row |= self.lives.row(ask, names, (debtor.clock, creditor.clock), pair.last if pair else None)
        event = Event(0, True, amount, names[1], pair is None, bool(_night(ask)), int(ask["kind"]))
        debtor.events.append(event._replace(at=debtor.clock))
        creditor.events.append(event._replace(at=creditor.clock, out=False, other=names[0]))
        debtor.first, creditor.first = debtor.first or second, creditor.first or second
        self.pairs[names] = Pair(second, second) if pair is None else Pair(pair.first, max(pair.last, second))
        return row

    def _shared(self, ask: Any, second: int) -> Row:
        """With whom the payment shares what it names; the receiver's phone comes after the payer's."""
        debtor, creditor = ((int(ask[f"{side}_lo"]), ask[f"{side}_tier"] >= 3) for side in ("debtor", "creditor"))
        device = int(ask["device"])
        row: Row = defaultdict(int)
        for name, count, flag, (member, marked) in (
            ("device", F.DEVICE_ACCOUNTS_30D, F.DEVICE_MARKED, debtor),
            ("address", F.ADDRESS_ACCOUNTS_30D, F.ADDRESS_MARKED, debtor),
            ("debtor_phone", F.D_PHONE_ACCOUNTS_30D, F.PHONE_MARKED, debtor),
            ("creditor_phone", F.C_PHONE_ACCOUNTS_30D, F.PHONE_MARKED, creditor),
        ):
            key = int(ask[name])
            row[count], other = self.knots[key].meet(member, second, marked=marked) if key else (0, 0)
            row[flag] |= other
        row[F.D_DEVICES_30D] = self.knots[debtor[0]].meet(device, second, marked=False)[0] if device else 0
        return row


def _of_account(side: str, account: Account, other: Token, pair: Pair | None) -> Iterator[tuple[F, int]]:
    """The columns that both sides have."""
    yield F[f"{side}_AGE_S"], account.clock - account.first if account.first else -1
    for way, out in (("OUT", True), ("IN", False)):
        for name, seconds in WINDOWS.items():
            events = account.within(seconds, out=out)
            yield F[f"{side}_{way}_COUNT_{name}"], len(events)
            yield F[f"{side}_{way}_SUM_{name}"], sum(event.amount for event in events)
    for name, newly, out in (("CREDITORS", "NEW_CREDITORS", True), ("SENDERS", "NEW_SENDERS", False)):
        yield F[f"{side}_{name}_7D"], len({event.other for event in account.within(WEEK, out=out)})
        yield F[f"{side}_{newly}_24H"], sum(event.first for event in account.within(DAY, out=out))
    week = account.within(WEEK, out=True) + account.within(WEEK, out=False)
    yield F[f"{side}_NIGHT_SHARE_7D"], _share(sum(event.night for event in week), len(week))
    for name, out in (("CREDIT", False), ("DEBIT", True)):
        last = account.last(out=out)
        yield F[f"{side}_SINCE_{name}_S"], account.clock - last.at if last else -1
    yield F[f"{side}_CASH_24H"], _sum(account, DAY, out=True, kinds=(Kind.CASH_OUT, Kind.CRYPTO_PURCHASE))
    with_this = [event for event in account.within(WEEK, out=side == "D") if event.other == other]
    yield F[f"{side}_PAIR_COUNT_7D"], len(with_this)
    yield F[f"{side}_PAIR_AGE_S"], account.clock - pair.first if pair else -1
    if side == "C":
        for name in ("24H", "7D"):
            out_sum, in_sum = (_sum(account, WINDOWS[name], out=out) for out in (True, False))
            yield F[f"C_PASSED_ON_{name}"], _share(out_sum, in_sum)


def _of_debtor(account: Account, amount: int) -> Iterator[tuple[F, int]]:
    """The columns that only the debtor has; this payment counts among what it passes on."""
    last = account.last(out=False)
    yield F.D_LAST_CREDIT, last.amount if last else 0
    yield F.D_OF_LAST_CREDIT, _share(amount, last.amount) if last else -1
    yield F.D_LOAN_24H, _sum(account, DAY, out=False, kinds=(Kind.LOAN_DISBURSEMENT,))
    for name in ("24H", "7D"):
        out_sum, in_sum = (_sum(account, WINDOWS[name], out=out) for out in (True, False))
        yield F[f"D_PASSED_ON_{name}"], _share(out_sum + amount, in_sum)


def _sum(account: Account, seconds: int, *, out: bool, kinds: tuple[Kind, ...] = tuple(Kind)) -> int:
    return sum(event.amount for event in account.within(seconds, out=out) if event.kind in kinds)


def _share(part: int, whole: int) -> int:
    return part * 1000 // whole if whole > 0 else -1


def _hour(ask: Any) -> int:
    return (int(ask["paid_at"]) // SECOND + ALMATY) // HOUR % 24


def _night(ask: Any) -> int:
    return int(_hour(ask) == 23 or _hour(ask) < 6)


def _of_the_payment(ask: Any) -> Row:
    """The columns that the question itself fills."""
    flags = {
        F.INCOMING: layout.INCOMING, F.FOREIGN_CURRENCY: layout.FOREIGN_CURRENCY,
        F.SAME_INSTITUTION: layout.SAME_INSTITUTION, F.SIDES_DISAGREE: layout.SIDES_DISAGREE,
        F.DEBTOR_WALLET: layout.DEBTOR_WALLET, F.CREDITOR_WALLET: layout.CREDITOR_WALLET,
        F.ACTIVE_CALL: layout.ACTIVE_CALL, F.REMOTE_ACCESS: layout.REMOTE_ACCESS, F.NEW_DEVICE: layout.NEW_DEVICE,
        F.CONTROL_SAMPLE: layout.CONTROL_SAMPLE, F.PAYER_COERCED: layout.COERCED, F.PAYER_WAS_VICTIM: layout.WAS_VICTIM,
    }  # fmt: skip
    told = (
        F.AMOUNT, F.KIND, F.CHANNEL, F.DEBTOR_PARTY, F.CREDITOR_PARTY, F.SIM_SWAP_DAYS, F.STEP_UP, F.DEBTOR_TIER,
        F.CREDITOR_TIER, F.DEVICE_TIER,
    )  # fmt: skip
    return (
        {feature: int(bool(ask["flags"] & bit)) for feature, bit in flags.items()}
        | {feature: int(ask[feature.name.lower()]) for feature in told}
        | {F.HOUR: _hour(ask), F.NIGHT: _night(ask), F.ROUND_AMOUNT: int(ask["amount"] % 1_000_000 == 0)}
        | {F.LATE_S: max(int(ask["arrived_at"]) - int(ask["paid_at"]), 0) // SECOND}
        | {F.STOLEN_AMOUNT: int(ask["stolen"])}
    )


class Judged(NamedTuple):
    """A decision."""

    live: int
    shadow: int
    score: int
    tier: int
    verdict: int


def judged(book: Book, row: Row) -> Judged:
    """What a rule book says of a feature row."""
    fired = [(bit, rule) for bit, rule in enumerate(book.rules) if all(_holds(part, row) for part in rule.when)]
    live = [(bit, rule) for bit, rule in fired if not rule.shadow]
    score = min(FULL_SCORE, max(0, sum(rule.weight for _, rule in live)))
    ceiling = max((rule.ceiling for _, rule in live if rule.weight > 0), default=Verdict.ALLOW)
    masks = [sum(1 << bit for bit, rule in fired if rule.shadow == shadow) for shadow in (False, True)]
    verdict = verdict_of(score, ceiling)
    if row[F.CONTROL_SAMPLE] and verdict == Verdict.HOLD and not any(is_firm(rule) for _, rule in live):
        verdict = Verdict.WARN
    if row[F.STOLEN_AMOUNT] or row[F.PAYER_COERCED]:
        verdict = max(verdict, Verdict.HOLD)
    return Judged(masks[0], masks[1], score, tier_of(score), verdict)


def _holds(condition: Condition, row: Row) -> bool:
    value, whole = Fraction(row[condition.feature]), Fraction(1)
    if condition.of is not None:
        whole = Fraction(row[condition.of], 1000)
    return (whole * condition.least <= value <= whole * condition.most) != condition.outside
