"""The columns of behaviour once more, written from their description: slowly, from all that ever happened."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from arasha.domains.payments.rules.features import F
from tests.domains.payments.hot.naive_life import DAY, MONTH, WEEK, Deed, Life, Meeting, Token, added, flow, own, part

STRANGER = 56 * DAY
LONGEST_CYCLE, MOST_LOOKS, MOST_WAITING = 6, 96, 64

Row = dict[F, int]


class Lives:
    """What all accounts did."""

    def __init__(self) -> None:
        self.of: defaultdict[Token, Life] = defaultdict(Life)

    def row(self, ask: Any, names: tuple[Token, Token], clocks: tuple[int, int], last: int | None) -> Row:
        """The columns of behaviour of a payment; then it counts. `last` is when these two last paid, None for never."""
        payer, payee = lives = self.of[names[0]], self.of[names[1]]
        for life, clock in zip(lives, clocks, strict=True):
            life.clock = life.seen = clock
        amount, now = int(ask["amount"]), max(clocks)
        row = dict(self._of_account("D", payer, amount)) | dict(self._of_account("C", payee, amount))
        back = [now - meeting.at for meeting in payee.payees.since(now - STRANGER) if meeting.other == names[0]]
        row |= {F.PAIR_SINCE_S: -1 if last is None else now - last, F.BACK_SINCE_S: max(back[-1], 0) if back else -1}
        row |= {F(feature): 0 for feature in range(F.SQUARES, F.ROUND_CUT)}
        if last is None:
            row |= dict(self._patterns(names, now))
        row[F.ROUND_CUT] = _round_cut(payer, amount, now)
        self._count(ask, names, row, first=last is None)
        return row

    def _count(self, ask: Any, names: tuple[Token, Token], row: Row, *, first: bool) -> None:
        sign, square = self._sign(names, row) if first else 0.0, row[F.SQUARES] > 0
        for name, other, out in ((names[0], names[1], True), (names[1], names[0], False)):
            life, amount = self.of[name], int(ask["amount"])
            life.deeds.append(Deed(life.clock, out, amount, int(ask["kind"]), other, first, sign))
            if first:
                (life.payees if out else life.payers).meet(Meeting(life.clock, other, amount, square))

    def _sign(self, names: tuple[Token, Token], row: Row) -> float:
        """A whole sign for each kind of pattern, a tenth for each stranger on the thinner side of either account."""
        kinds = sum(row[feature] > 0 for feature in (F.SQUARES, F.TWO_STEPS, F.COMMON_SOURCES, F.CYCLES))
        payer, payee = (min(sums["out_new"], sums["in_new"]) for sums in (self.of[name].sums for name in names))
        return kinds * 1.0 + (payer + payee) * 0.1

    def _of_account(self, side: str, life: Life, amount: int) -> Iterator[tuple[F, int]]:
        """The columns of one account."""
        for name, value in (*flow(life.sums), *own(life)):
            yield F[f"{side}_{name}"], value
        for name, circle in (("PAYEES", life.payees), ("PAYERS", life.payers)):
            for column, value in self._met(circle.since(life.clock - STRANGER), life.clock, amount):
                yield F[f"{side}_{name}_{column}"], value

    def _met(self, met: list[Meeting], now: int, amount: int) -> Iterator[tuple[str, int]]:
        """The columns of one circle."""
        sums = [self.of[meeting.other].sums for meeting in met]
        yield "MET_7D", sum(meeting.at > now - WEEK for meeting in met)
        yield "MET_28D", sum(meeting.at > now - MONTH for meeting in met)
        yield "MET_56D", len(met)
        apart = [abs(meeting.amount - amount) / max(amount, 1) * 1000 for meeting in met]
        yield "NEAREST_AMOUNT", int(min([10_000.0, *apart]))
        yield "EQUAL_AMOUNTS", sum(meeting.amount == amount for meeting in met)
        for name, values in (
            ("OUT_NEW", [other["out_new"] for other in sums]),
            ("IN_NEW", [other["in_new"] for other in sums]),
            ("BOTH_NEW", [min(other["out_new"], other["in_new"]) for other in sums]),
        ):
            yield f"{name}_MEAN", part(added(values), len(met), 100)
            yield f"{name}_MOST", int(max([0.0, *values]) * 100)
        signs = [other["in_signs"] + other["out_signs"] for other in sums]
        yield "SIGNS_SUM", int(added(signs) * 100)
        yield "SIGNS_MOST", int(max([0.0, *signs]) * 100)
        passed = [min(other["out_sum"] / max(other["in_sum"], 1.0), 10.0) for other in sums]
        yield "PASSED_ON_MEAN", part(added(passed), len(met), 1000)
        yield "PASSED_ON_MOST", int(max([0.0, *passed]) * 1000)
        strange = sum(meeting.amount for meeting, other in zip(met, sums, strict=True) if other["in_new"] > 1)
        yield "STRANGE_SHARE", part(float(strange), float(sum(meeting.amount for meeting in met)), 1000)

    def _patterns(self, names: tuple[Token, Token], now: int) -> Iterator[tuple[F, int]]:
        """What a first payment completes."""
        payer, payee = self.of[names[0]], self.of[names[1]]
        since = now - STRANGER
        paid, paid_by = ({meeting.other for meeting in circle.since(since)} for circle in (payer.payees, payer.payers))
        others = payee.payers.since(since)
        yield F.TWO_STEPS, sum(other.other in paid for other in others)
        for name, known, way in (("SQUARE", paid, "payees"), ("COMMON_SOURCE", paid_by, "payers")):
            circles = [getattr(self.of[other.other], way).since(since) for other in others]
            shared = [sum(meeting.other in known for meeting in circle) for circle in circles]
            yield F[f"{name}S"], sum(shared)
            yield F[f"{name}_PAYERS"], sum(count > 0 for count in shared)
        cycles = self._cycles(names, now)
        yield F.CYCLES, len(cycles)
        yield F.CYCLE_LENGTH, min(cycles, default=0)
        began = [meeting.at for meeting in payer.payees.since(now - MONTH)]
        gathered = payer.payers.since(min([now, *began]) - MONTH)
        strangers = sum(meeting.at <= min([now, *began]) for meeting in gathered)
        yield F.GATHER_SCATTER, min(strangers, len(began) + 1)
        yield F.STACKED, sum(meeting.square for meeting in payer.payers.since(since))

    def _cycles(self, names: tuple[Token, Token], now: int) -> list[int]:
        """The lengths of the cycles found, going back from the payer, with bounded patience, and no further back than
        the receiver's oldest payment to a stranger that it remembers.
        """
        began = min((meeting.at for meeting in self.of[names[1]].payees.since(now - STRANGER)), default=now + 1)
        found, looks, waiting = list[int](), 0, [(names[0], now, 2)]
        while waiting and looks < MOST_LOOKS:
            account, latest, length = waiting.pop()
            for meeting in self.of[account].payers.since(began - 1):
                if meeting.at > latest:
                    continue
                looks += 1
                if meeting.other == names[1]:
                    found.append(length)
                elif length < LONGEST_CYCLE and len(waiting) < MOST_WAITING:
                    waiting.append((meeting.other, meeting.at, length + 1))
        return found


def _round_cut(payer: Life, amount: int, now: int) -> int:
    """The whole per cent kept of what a new payer paid in; the last one found, in the order of the engine."""
    found = 0
    for meeting in payer.payers.since(now - STRANGER):
        if meeting.amount > amount:
            with_others = amount + sum(paid.amount for paid in payer.payees.since(meeting.at - 1))
            found = _whole_cut(meeting.amount, amount) or _whole_cut(meeting.amount, with_others) or found
    return found


def _whole_cut(was: int, amount: int) -> int:
    """1 to 20 per cent, to two hundredths of one per cent; else 0."""
    cut = int((was - amount) / was * 1_000_000)
    return next((whole for whole in range(1, 21) if abs(cut - whole * 10_000) <= 200), 0)
