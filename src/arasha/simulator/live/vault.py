"""What really lies in accounts: a holder's own money, stolen money, and what is held of both.

A bank knows what it has; who of its clients is a courier stands in `crime.purses`. So what a bank holds is missed by
the thief, and what it only says it holds is not.
"""

from collections import defaultdict
from typing import NamedTuple, Protocol

from arasha.simulator.crime.purses import Purses


class Balances(Protocol):
    """How much of his own a holder ordinarily has in an account, tiyn."""

    def balance(self, account: int) -> int:
        """Tiyn."""
        ...


class Taken(NamedTuple):
    """What was held for one request, tiyn: in all, and of it stolen money, by the number of its scheme."""

    account: int
    held: int
    stolen: dict[int, int]

    @property
    def dirty(self) -> int:
        """How much of it is stolen money."""
        return sum(self.stolen.values())


class Vault:
    """The accounts of all banks. What is held is kept under the name of the request, and let go by it."""

    def __init__(self, balances: Balances, purses: Purses) -> None:
        self._balances, self._purses = balances, purses
        self._taken: dict[str, Taken] = {}
        self._own_held: dict[int, int] = defaultdict(int)
        self._returned: dict[str, int] = defaultdict(int)

    def dirty(self, account: int) -> int:
        """Stolen money that lies free in an account."""
        return sum(self._purses.free(scheme, account) for scheme in self._schemes(account))

    def available(self, account: int) -> int:
        """What a bank could hold."""
        return self.dirty(account) + max(0, self._balances.balance(account) - self._own_held[account])

    def hold(self, request: str, account: int, asked: int) -> Taken:
        """Hold as much as there is, stolen money first; a request that was served before has what it has."""
        if request in self._taken:
            return self._taken[request]
        wanted = min(asked, self.available(account))
        stolen = dict[int, int]()
        for scheme in self._schemes(account):
            caught = self._purses.hold(scheme, account, wanted - sum(stolen.values()))
            if caught:
                stolen[scheme] = caught
        taken = self._taken[request] = Taken(account, wanted, stolen)
        self._own_held[account] += wanted - taken.dirty
        return taken

    def held(self, request: str) -> int:
        """What is held for a request, less what has been returned of it."""
        taken = self._taken.get(request)
        return taken.held - self._returned[request] if taken else 0

    def give_back(self, request: str, amount: int) -> int:
        """Pay out of what is held; how much could be paid."""
        paid = min(amount, self.held(request))
        self._returned[request] += paid
        return paid

    def let_go(self, request: str) -> int:
        """What is held for a request is its holder's again, apart from what was returned; how much that is."""
        freed = self.held(request)
        taken = self._taken.pop(request, None)
        if taken is None:
            return 0
        returned = self._returned.pop(request, 0)
        for scheme, caught in taken.stolen.items():
            gone = min(returned, caught)
            returned -= gone
            self._purses.release(scheme, taken.account, caught - gone)
        self._own_held[taken.account] -= taken.held - taken.dirty
        return freed

    def returned(self) -> int:
        """What has been paid back of all that was held and is held still."""
        return sum(self._returned.values())

    def _schemes(self, account: int) -> list[int]:
        return sorted(scheme for scheme, at in self._purses.lies() if at == account)
