"""What it costs every payment that stolen money is looked for: 100 000 live accounts in the gateway's memory, or none.

In this process, without HTTP, which would only hide it: payments are taken in and decided in batches of a hundred, as
the gateway does, journal included. Batches with and without stolen money take turns, and change places each round;
counted is processor time. One payment in a hundred touches an account with stolen money in it: a hundred times as many
as a country with such a number would see.
"""

import time
from collections.abc import Callable, Sequence
from random import Random
from statistics import median
from typing import TYPE_CHECKING, Any

import msgspec

from arasha.client.schemas import Payment
from arasha.domains.payments.hot.taint import Put, Taint
from arasha.interfaces.gateway.identity import Identities
from arasha.interfaces.gateway.intake import Intake
from arasha.kernel import clock
from arasha.kernel.attribution import Lot, Rule
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.tokens import Tokens
from benchmarks import payload
from benchmarks.centre import alone

if TYPE_CHECKING:
    from arasha.interfaces.gateway.gateway import Gateway

Say = Callable[[str], None]

LIVE, SHARE, TOGETHER, TURN = 100_000, 0.01, 100, 10
PAYMENTS, ROUNDS = 20_000, 9
CLEAN, STOLEN = 5_000_000, 50_000_000  # tiyn in each account


class _Desk:
    """A gateway without its door."""

    def __init__(self, gateway: "Gateway") -> None:
        self.gateway = gateway
        self._intake = Intake(Identities(Tokens(keyring().key(Purpose.TOKEN))), 60_000_000)

    def tokens(self, payment: Payment) -> tuple[bytes, bytes]:
        """Payer and payee."""
        row = self._intake.take(payment, 1, clock.now_us())[1]
        return row[:16], row[16:32]

    def seconds(self, batches: Sequence[Sequence[Payment]], taint: Taint) -> float:
        """Processor time for judging some batches."""
        self.gateway.screening.taint = taint
        began = time.process_time()
        for batch in batches:
            now = clock.now_us()
            self.gateway.screening.decide([self._intake.take(payment, 1, now) for payment in batch], now)
        return time.process_time() - began


def measure(rounds: int, say: Say, payments: int = PAYMENTS) -> dict[str, Any]:
    """The figures."""
    with alone() as settings:
        from arasha.interfaces.gateway import server

        desk = _Desk(server.build(settings))
        some = [msgspec.json.decode(body, type=Payment) for body in payload.bodies(payments)]
        kept, share = _tainted([desk.tokens(payment) for payment in some])
        slower, costs = list[float](), list[float]()
        for lap in range(rounds + 1):
            without, with_it = _lap(desk, _batches(some, lap), kept, lap)
            if lap:
                slower.append(with_it / without)
                costs.append(without)
                say(f"screening: {without:.2f} µs a payment, {with_it:.2f} with stolen money; ÷ {slower[-1]:.3f}")
        desk.gateway.screening.journal.close()
    return {
        "screen_slowdown": round(median(slower), 3), "screen_us": round(median(costs), 2),
        "screen_tainted_accounts": LIVE, "screen_touching_share": round(share, 4),
    }  # fmt: skip


def _lap(desk: _Desk, batches: Sequence[Sequence[Payment]], kept: bytes, lap: int) -> tuple[float, float]:
    """µs a payment without and with stolen money, a few batches in turn."""
    nothing, live = Taint(), Taint()
    live.load(kept)
    spent, counted = [0.0, 0.0], [0, 0]
    for turn, begin in enumerate(range(0, len(batches), TURN)):
        side, part = (turn + lap) % 2, batches[begin : begin + TURN]
        spent[side] += desk.seconds(part, live if side else nothing)
        counted[side] += sum(map(len, part))
    without, with_it = (seconds / count * 1e6 for seconds, count in zip(spent, counted, strict=True))
    return without, with_it


def _batches(payments: Sequence[Payment], lap: int) -> list[list[Payment]]:
    """The payments under new names."""
    new = [
        msgspec.structs.replace(payment, id=f"{lap}-{payment.id}", end_to_end_id=f"{lap}-{payment.end_to_end_id}")
        for payment in payments
    ]
    return [new[begin : begin + TOGETHER] for begin in range(0, len(new), TOGETHER)]


def _tainted(paths: Sequence[tuple[bytes, bytes]]) -> tuple[bytes, float]:
    """A memory with so many accounts with stolen money in them, and the share of the payments that touch one."""
    chance = Random(7)
    known = sorted({account for path in paths for account in path})
    chance.shuffle(known)
    of_account = dict[bytes, list[int]]()
    for number, path in enumerate(paths):
        for account in path:
            of_account.setdefault(account, []).append(number)
    chosen, touching = list[bytes](), set[int]()
    for account in known:
        if len(touching | set(of_account[account])) <= SHARE * len(paths):
            chosen.append(account)
            touching |= set(of_account[account])
    chosen += [chance.randbytes(16) for _ in range(LIVE - len(chosen))]
    lots = (Lot(CLEAN), Lot(STOLEN, ((1, STOLEN),)))
    taint = Taint()
    taint.heed(Put(0, Rule.FIFO, 0, [(account, 1, lots) for account in chosen], []))
    return taint.kept(), len(touching) / len(paths)
