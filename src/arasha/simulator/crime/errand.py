"""How a mule divides what he passes on: into payments of ordinary kinds and sizes, until only his share is left."""

from dataclasses import dataclass

from arasha.client.schemas import Kind
from arasha.simulator.country.rows import SLOTS
from arasha.simulator.crime.ordinary import Habit
from arasha.simulator.crime.world import TENGE, World

SMALLEST = 200 * TENGE  # what is not worth sending on
DRAWN = 2

# How often a mule orders each kind, to one time of ordinary people: nearer to cash and transfers than they, but not so
# near that the kind would give him away. Where there is nobody behind him, transfers to his own side take less.
LEANS: dict[Kind, float] = {"p2p": 1.5, "merchant": 0.7, "cash_out": 2.5, "crypto_purchase": 2.5}
LAST_LEANS: dict[Kind, float] = {"merchant": 1.0, "cash_out": 2.6, "crypto_purchase": 3.0}


@dataclass
class Load:
    """What a mule has taken up to pass on (tiyn): `most` he may send, `enough` and nobody complains."""

    fresh: int = 0
    most: int = 0
    enough: int = 0
    sent: int = 0
    smaller: int = 0

    @property
    def kept(self) -> int:
        """What has stayed with him of it."""
        return self.fresh - self.sent

    def take(self, fresh: int, keeps: float, most_kept: float) -> None:
        """So much has come; the share that he means to keep, and the most that he may."""
        self.fresh = fresh
        self.most, self.enough = int(fresh * (1 - keeps)), int(fresh * (1 - most_kept))

    @property
    def left(self) -> int:
        """What he may still send; nothing when it is enough."""
        return 0 if self.sent >= self.enough else (self.most - self.sent) >> self.smaller


def habit(world: World, load: Load, *, last: bool) -> Habit | None:
    """The next payment, as some ordinary person makes it: the larger of two, so that it takes no all day. None: done.

    Where both are more than is left, one that closes the account of the errand, or any that fits.
    """
    if load.left < SMALLEST:
        return None
    draw, ordinary = world.draw, world.ordinary
    kind = ordinary.kind(draw, LAST_LEANS if last else LEANS, SMALLEST, load.left)
    if kind is None:
        return None
    found = [each for each in ordinary.some(draw, kind, DRAWN) if SMALLEST <= each.amount <= load.left]
    missing = max(SMALLEST, load.enough - load.sent)
    if not found and load.smaller == 0 and (closing := ordinary.like(draw, kind, missing, load.left)):
        return closing
    fits = ordinary.like(draw, kind, SMALLEST, load.left)
    return max(found, default=fits)


def payee_of(world: World, like: Habit, account: int, following: list[int]) -> int:
    """Whom a mule pays: one of his own side by transfer, else a shop, an exchanger, a cash machine of his region."""
    if like.kind == "p2p":
        return world.draw.choice(following)
    if like.kind == "cash_out":
        machines = world.country.cash_machines(world.crowd.region(account // SLOTS))
        return machines[(like.creditor // SLOTS) % len(machines)]
    return like.creditor
