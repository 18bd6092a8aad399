"""Which theft's money lies where: how much of each is held at the end, how much was returned, how much was kept back.

What a scheme has in an account is known to the tiyn (`crime.purses`), but money bears no name. Within one scheme and
one account what came first goes first, is held first, and is returned first; so money that was stolen before the play
began is not taken for money that was stolen since.
"""

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from arasha.simulator.crime.runner import OUT
from arasha.simulator.crime.steps import Said
from arasha.simulator.live.events import Happened, Held, LetGo, Paid, Returned


class Lot(NamedTuple):
    """A part of the money of one theft; `theft` is the number of its payment."""

    theft: int
    amount: int


class Caught(NamedTuple):
    """What is held of a scheme for one request."""

    scheme: int
    account: int
    lots: deque[Lot]


class Lots:
    """Follows the stolen money through the events of a play, from the first one on."""

    def __init__(self, events: Iterable[Happened] = ()) -> None:
        self._free: dict[tuple[int, int], deque[Lot]] = defaultdict(deque)
        self._held = dict[str, list[Caught]]()
        self.returned, self.kept_back = Counter[int](), Counter[int]()
        for event in events:
            self.heed(event)

    def held(self) -> Counter[int]:
        """What banks hold now, by theft."""
        return _sums(lot for caught in self._held.values() for each in caught for lot in each.lots)

    def free(self, scheme: int, account: int) -> int:
        """What lies in an account and is not held on a request."""
        return sum(lot.amount for lot in self._free[scheme, account])

    def heed(self, event: Happened) -> None:
        """Something happened."""
        match event:
            case Paid():
                self._paid(event)
            case Held() if event.hold not in self._held:
                at = event.account
                found = [(int(scheme), amount) for scheme, amount in event.of.items()]
                self._held[event.hold] = [Caught(one, at, _take(self._free[one, at], much)) for one, much in found]
            case LetGo():
                for caught in self._held.pop(event.hold, []):
                    self._free[caught.scheme, caught.account].extendleft(reversed(caught.lots))
            case Returned():
                self._return(event)
            case _:
                pass

    def _paid(self, paid: Paid) -> None:
        if paid.stolen:
            if paid.through:
                self._free[paid.scheme, paid.creditor].append(Lot(paid.ref, paid.through))
        elif paid.passes:
            lying = self._free[paid.scheme, paid.debtor]
            moved = _take(lying, paid.through)
            if paid.kind not in OUT:
                self._free[paid.scheme, paid.creditor].extend(moved)
            if paid.said in {Said.HELD, Said.REFUSED}:
                self.kept_back += _sums(_take(deque(lying), paid.dirty))

    def _return(self, event: Returned) -> None:
        left = event.amount
        for caught in self._held.get(event.hold, []):
            lots = _take(caught.lots, left)
            left -= sum(lot.amount for lot in lots)
            self.returned += _sums(lots)


def _take(lots: deque[Lot], amount: int) -> deque[Lot]:
    """The first so many tiyn, taken out; fewer when there are not so many."""
    return deque(_taken(lots, amount))


def _taken(lots: deque[Lot], amount: int) -> Iterator[Lot]:
    while amount > 0 and lots:
        first = lots.popleft()
        if first.amount > amount:
            lots.appendleft(first._replace(amount=first.amount - amount))
            first = first._replace(amount=amount)
        amount -= first.amount
        yield first


def _sums(lots: Iterable[Lot]) -> Counter[int]:
    found = Counter[int]()
    for lot in lots:
        found[lot.theft] += lot.amount
    return found
