"""Whose pocket stolen money is in, to the tiyn: what thieves know, and what no detector can see.

A mule who passes on hands over stolen money first, as far as it reaches; what he adds is his own. So it is always
known how much of a payment is stolen, and nothing is lost: what was stolen lies free in accounts, is held there, or
has left the banks.
"""

from collections import defaultdict

Key = tuple[int, int]


class Purses:
    """Stolen money per scheme and account, in tiyn."""

    def __init__(self) -> None:
        self._free: dict[Key, int] = defaultdict(int)
        self._held: dict[Key, int] = defaultdict(int)
        self._left: dict[int, int] = defaultdict(int)
        self._taken: dict[int, int] = defaultdict(int)

    def stolen(self, scheme: int, creditor: int, amount: int) -> int:
        """A victim's money arrives at a thief's: all of it is stolen."""
        self._taken[scheme] += amount
        self._free[scheme, creditor] += amount
        return amount

    def passed(self, scheme: int, debtor: int, creditor: int, amount: int) -> int:
        """A mule hands on: how much of the payment is stolen."""
        moved = min(amount, self._free.get((scheme, debtor), 0))
        if moved:
            self._free[scheme, debtor] -= moved
            self._free[scheme, creditor] += moved
        return moved

    def leaves(self, scheme: int, debtor: int, amount: int) -> int:
        """Cash, crypto or goods: how much of the payment is stolen money that leaves the banks."""
        moved = min(amount, self._free.get((scheme, debtor), 0))
        if moved:
            self._free[scheme, debtor] -= moved
            self._left[scheme] += moved
        return moved

    def hold(self, scheme: int, account: int, amount: int) -> int:
        """A bank holds money in an account: how much of it is this scheme's."""
        caught = min(amount, self._free.get((scheme, account), 0))
        if caught:
            self._free[scheme, account] -= caught
            self._held[scheme, account] += caught
        return caught

    def release(self, scheme: int, account: int, amount: int) -> int:
        """Held money is let go again."""
        freed = min(amount, self._held.get((scheme, account), 0))
        if freed:
            self._held[scheme, account] -= freed
            self._free[scheme, account] += freed
        return freed

    def free(self, scheme: int, account: int) -> int:
        """What a thief can still move."""
        return self._free.get((scheme, account), 0)

    def held(self, scheme: int, account: int) -> int:
        """What a bank has in its hand."""
        return self._held.get((scheme, account), 0)

    def left(self, scheme: int) -> int:
        """What has left the banks."""
        return self._left.get(scheme, 0)

    def taken(self, scheme: int) -> int:
        """What was stolen in all."""
        return self._taken.get(scheme, 0)

    def lies(self) -> dict[Key, tuple[int, int]]:
        """Where stolen money lies now, by scheme and account: free, held."""
        keys = {key for book in (self._free, self._held) for key, amount in book.items() if amount}
        return {key: (self._free.get(key, 0), self._held.get(key, 0)) for key in sorted(keys)}
