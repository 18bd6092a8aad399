"""Drops recruited as "couriers": they keep up to a tenth and send the rest on within minutes, in chains over banks.

Facts: drops "keep up to 10 % and send the rest on" (interior ministry, 2023); accounts are emptied within 3 to 10
minutes (Malaysia, home minister, 2026); then cash, crypto or goods. Chains are two to five accounts deep, split (one
pays several), gather (several pay one) and now and then run in a circle. Where mules are timed, they wait hours.
"""

from collections.abc import Sequence
from typing import NamedTuple

from arasha.simulator.country.rows import SLOTS, WALLET
from arasha.simulator.crime.adaptation import Evasion
from arasha.simulator.crime.crowd import Fits
from arasha.simulator.crime.errand import SMALLEST, Load, habit, payee_of
from arasha.simulator.crime.steps import Language, Named, Pay, Publish, Recruit, Role, Said, Script, Wait
from arasha.simulator.crime.texts import tell
from arasha.simulator.crime.world import HOUR, MINUTE, World

SLOW_HOURS = (5, 30)
MINUTES = (3, 10)
PIECES = 60
SMALLER_TRIES = 2
YOUNG, GROWN = (18, 35), (18, 62)
USED = (70, 22, 7)  # how often people use their first, second, third account
ADVERTISED = 0.3  # rings that look for couriers in public
RELAYED = 0.3  # payments that go through sellers, where thieves have learnt it
CIRCLE = 0.04  # how often the last mule sends a part back to the first


class Shape(NamedTuple):
    """How a ring is built: mules in each layer, victims pay the first; the least and most they keep; their part."""

    layers: tuple[int, ...]
    keeps: tuple[float, float] = (0.03, 0.10)
    role: Role = Role.MULE


class Ring:
    """The mules of one scheme, in layers; the last layer takes the money out, and each layer some of it."""

    def __init__(self, world: World, shape: Shape) -> None:
        self.world, self.shape = world, shape
        self.layers: list[list[int]] = []
        self.burnt: set[int] = set()
        self._kept: dict[int, int] = {}
        self._awake: set[int] = set()

    def recruit(self) -> Script:
        """Find the mules, now and then by an offer of work: young people mostly, each with his ordinary life."""
        if self.world.draw.random() < ADVERTISED:
            language: Language = self.world.draw.choice(("kk", "ru"))
            text = tell(
                self.world.draw, ("publications", "courier"), language, {"wage": str(self.world.draw.randint(15, 60))}
            )
            handle = f"@kurier_{self.world.draw.randrange(10**5)}_zhumys"
            yield Publish(self.world.now, "channel", handle, language, text, (Named("social", handle),))
        for size in self.shape.layers:
            layer: list[int] = []
            for _ in range(size):
                layer.append(self.courier())
                yield Recruit(self.world.now, layer[-1] // SLOTS, self.shape.role)
            self.enlist(layer, self.shape.role)

    def courier(self) -> int:
        """The account of somebody who lends it."""
        ages = aged(*(YOUNG if self.world.draw.random() < 0.75 else GROWN))
        person = self.world.country.person(self.world.choose(ages))
        accounts = [each for each in person.accounts if each % SLOTS != WALLET]
        return self.world.draw.choices(accounts, [USED[each % SLOTS] for each in accounts])[0]

    def enlist(self, accounts: Sequence[int], role: Role = Role.MULE) -> None:
        """A further layer, of accounts that the thieves have got somehow."""
        for account in accounts:
            self.world.role(account, role)
        self.layers.append(list(accounts))

    def front(self) -> int:
        """The account that the next victim is told to pay: one that no bank has caught, while there is one."""
        free = [account for account in self.layers[0] if account not in self.burnt]
        return self.world.draw.choice(free or self.layers[0])

    def payee(self) -> int:
        """Whom the next victim pays: a mule; where drops are listed, now and then an honest seller of goods."""
        if self.world.adaptation.knows(Evasion.INNOCENT_RELAYS) and self.world.draw.random() < RELAYED:
            account = self.world.choose(GROWN_UP) * SLOTS
            self.world.role(account, Role.RELAY)
            return account
        return self.front()

    def arrived(self, account: int) -> None:
        """Money has come to a mule; he gets up in a while, unless he is about to already."""
        layer = next((depth for depth, found in enumerate(self.layers) if account in found), None)
        innocent = self.world.ground.truth.is_innocent(self.world.number, account)
        if layer is not None and account not in self._awake and not innocent:
            self._awake.add(account)
            self.world.beside(self._errand(layer, account))

    def _wait(self) -> int:
        """When a mule to whom money came now begins to send it on (us)."""
        draw, now = self.world.draw, self.world.now
        if self.world.adaptation.knows(Evasion.SLOW_MULES):
            return now + int(draw.uniform(*SLOW_HOURS) * HOUR)
        return now + int(draw.uniform(*MINUTES) * MINUTE)

    def _errand(self, layer: int, account: int) -> Script:
        """A mule's work: he keeps a share and sends the rest on in payments such as anybody makes.

        What comes while he waits goes with it. A payment that is refused he tries smaller; one that is held is missed,
        and the account is used no more.
        """
        yield Wait(self._wait())
        world, load = self.world, Load()
        keeps, following = self.shape.keeps, self._following(layer, account)
        kept = min(self._kept.get(account, 0), world.purse(account))
        load.take(world.purse(account) - kept, world.draw.uniform(*keeps), keeps[1])
        if not load.fresh:
            self.burnt.add(account)  # a bank holds what came: it is missed
        for _ in range(PIECES):
            like = habit(world, load, last=not following)
            if like is None:
                break
            payee = payee_of(world, like, account, following)
            answer = yield Pay(
                world.after(2, 40), account, payee, like.amount, like.kind, like.channel, like.flags, passes=True,
                sim_days=world.sim_days(account, like.amount, like.kind),
            )  # fmt: skip
            if answer.done:
                load.sent += answer.amount
                self.arrived(payee)
            elif answer.said is Said.REFUSED and load.smaller < SMALLER_TRIES:
                load.smaller += 1
            else:
                self.burnt.add(account)
                break
        self._awake.discard(account)
        self._kept[account] = kept + load.kept
        if world.purse(account) - self._kept[account] > SMALLEST and account not in self.burnt:
            self.arrived(account)  # what came meanwhile

    def _following(self, layer: int, account: int) -> list[int]:
        """Whom a mule of a layer may pay: the next layer; the last now and then the first, which closes a circle."""
        if layer + 1 < len(self.layers):
            return self.layers[layer + 1]
        return [each for each in self.layers[0] if each != account] if self.world.draw.random() < CIRCLE else []


def aged(least: int, most: int) -> Fits:
    """A weight: one between two ages (years, both included), nothing outside."""
    return lambda age, _region: float(least <= age <= most)


GROWN_UP = aged(20, 60)
