"""A victim pays: in how many payments, to whom, and what happens when a bank warns, holds or refuses."""

from collections.abc import Generator
from dataclasses import dataclass, field
from typing import NamedTuple

from arasha.client.schemas import Channel, Kind
from arasha.simulator.country.rows import ACTIVE_CALL
from arasha.simulator.crime.adaptation import Evasion
from arasha.simulator.crime.mules import Ring
from arasha.simulator.crime.steps import Answer, Pay, Role, Said, Step, Wait
from arasha.simulator.crime.victims import Victim
from arasha.simulator.crime.world import TENGE, World

PIECES = 30
TRIES_AGAIN = 2
SMALL = 45_000 * TENGE
COACHED = 0.5


class Manner(NamedTuple):
    """How a scheme makes its victims pay: the kind and channel, what a bank sees of the session, who really orders.

    `largest` (tenge) is what a caller lets them send at once; `doubts`: 0 where the thief himself holds the telephone.
    """

    largest: int = 150_000
    kind: Kind = "p2p"
    channel: Channel = "mobile"
    flags: int = 0
    doubts: float = 1.0
    sim_days: int | None = None
    apart: tuple[float, float] = (40, 240)  # seconds between two payments

    def smaller(self, times: int) -> "Manner":
        """The same, with payments of half the size, so many times over."""
        return self._replace(largest=self.largest >> times)


@dataclass
class Loss:
    """What a victim has lost so far: tiyn, the numbers of the payments, the accounts he paid."""

    amount: int = 0
    refs: list[int] = field(default_factory=list)
    paid: list[int] = field(default_factory=list)
    stopped: bool = False


def robbed(world: World, victim: Victim, ring: Ring, total: int, manner: Manner) -> Generator[Step, Answer, Loss]:
    """The victim sends `total` tiyn in payments of sizes that people send, until it is done, he doubts, or it fails."""
    loss, tries, piece, known = Loss(), 0, 0, None
    least = max(manner.largest * TENGE // 12, 100 * TENGE)
    if world.adaptation.knows(Evasion.WARMED_PAYEES):
        known = yield from _warm(world, victim, ring, manner)
    while piece < PIECES and total - loss.amount >= min(least, total // 3):
        payee = ring.payee() if known is None or known in ring.burnt else known
        step = order(world, victim, payee, total - loss.amount, manner.smaller(tries))
        answer = yield step
        piece += 1
        if answer.done:
            world.role(victim.account, Role.VICTIM)
            loss.amount += answer.amount
            loss.refs.append(answer.ref)
            loss.paid.append(step.creditor)
            ring.arrived(step.creditor)
        elif answer.said in {Said.REFUSED, Said.HELD} and tries < TRIES_AGAIN:
            ring.burnt.add(step.creditor)  # another payee, a smaller sum: "the bank is slow, do it again"
            tries += 1
        else:
            loss.stopped = True
            break
        yield Wait(world.after(*manner.apart))
    return loss


def order(world: World, victim: Victim, payee: int, left: int, manner: Manner) -> Pay:
    """One payment, of a size that some ordinary person has sent."""
    most = min(left, manner.largest * TENGE)
    if world.adaptation.knows(Evasion.SMALL_AMOUNTS):
        most = min(most, SMALL)
    found = [world.ordinary.like(world.draw, "p2p", most // 6, most) for _ in range(2)]
    like = max((each for each in found if each), default=None)
    amount, flags = (like.amount, like.flags & ~ACTIVE_CALL) if like else (max(TENGE, most // 100_000 * 100_000), 0)
    doubt = victim.doubt * manner.doubts * (COACHED if world.adaptation.knows(Evasion.COACHED_VICTIMS) else 1)
    sim_days = world.sim_days(victim.account, amount, manner.kind)
    if sim_days >= 0 and manner.sim_days is not None:
        sim_days = manner.sim_days
    return Pay(
        world.after(5, 60), victim.account, payee, amount, manner.kind, manner.channel, flags | manner.flags,
        stolen=True, doubt=doubt, sim_days=sim_days,
    )  # fmt: skip


def _warm(world: World, victim: Victim, ring: Ring, manner: Manner) -> Generator[Step, Answer, int]:
    """Where new payees are limited, a small payment first makes the payee known; the large ones follow days later."""
    payee = ring.front()
    answer = yield order(world, victim, payee, 3_000 * TENGE, manner)
    if answer.done:
        ring.arrived(payee)
    yield Wait(world.by_day(1, 3))
    return payee
