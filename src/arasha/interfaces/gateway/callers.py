"""Who asks: keys to institutions, what each may do, and how much of it a second."""

import math
from collections.abc import Mapping

from arasha.client.schemas import Payment
from arasha.kernel import clock
from arasha.kernel.access import keys
from arasha.kernel.access.keys import Caller
from arasha.kernel.access.scopes import Scope
from arasha.kernel.errors import Forbidden, RateLimited, TooLarge, Unauthenticated, Unavailable

BEARER = b"Bearer "
BURST_S = 1.0  # an allowance may be saved up for so long

# Scan defence: a customer's counterparty is rarely listed, a number out of the blue hardly ever; misses are what scans
# are made of (Brazil's DICT: a miss costs twenty times a hit, a payment that is really sent gives one back).
HIT_COSTS, MISS_COSTS, PAYMENT_GIVES = 1, 20, 1


class Callers:
    """The good keys, and what each has used of its allowance.

    `remembered` are those of the last contact with the store. Until it is heard again a key that is not among them may
    be a new one: its owner is asked to come back, not turned away.
    """

    def __init__(self, per_second: int, remembered: Mapping[bytes, Caller] | None = None) -> None:
        self._keys: Mapping[bytes, Caller] = remembered or {}
        self._heard = False
        self._per_second = per_second
        self._allowances: dict[str, tuple[float, float]] = {}

    def replace(self, good: Mapping[bytes, Caller]) -> None:
        """Take over the keys that are good now, as the store says."""
        self._keys, self._heard = good, True

    def __len__(self) -> int:
        return len(self._keys)

    def authenticate(self, authorization: bytes | None, scope: Scope) -> Caller:
        """The institution behind an Authorization header; `Unauthenticated`, or `Forbidden` without the scope.

        `Unavailable` when the key is not known and the store has not been heard since the start.
        """
        if authorization is None or not authorization.startswith(BEARER):
            raise Unauthenticated("send your key as Authorization: Bearer <key>")
        caller = self._keys.get(keys.digest(authorization[len(BEARER) :]))
        if caller is None and not self._heard:
            raise Unavailable("the gateway has just begun and does not know yet who may ask")
        if caller is None or caller.expires_us <= clock.now_us():
            raise Unauthenticated
        if scope not in caller.scopes:
            raise Forbidden(f"this key lacks the scope {scope}")
        return caller

    def spend(self, caller: Caller, items: int) -> None:
        """Take some items from the caller's allowance; `RateLimited` when it is used up."""
        now, full = clock.monotonic(), self._per_second * BURST_S
        left, since = self._allowances.get(caller.key_id, (full, now))
        left = min(full, left + (now - since) * self._per_second) - items
        if left < 0:
            raise RateLimited(retry_after_s=max(1, round(-left / self._per_second)))
        self._allowances[caller.key_id] = (left, now)


class Budget:
    """What each institution may still look up in the registry: a bucket of tokens that fills by itself."""

    def __init__(self, most: int, per_second: int) -> None:
        self._most, self._per_second = most, per_second
        self._left: dict[int, tuple[float, float]] = {}

    def reserve(self, institution: int, items: int) -> None:
        """Take what so many misses would cost, before anything is looked up.

        Whether it is enough must not depend on what is found: else a refusal would be an answer. `RateLimited` with
        the seconds until it is enough; `TooLarge` when it never will be.
        """
        cost = items * MISS_COSTS
        if cost > self._most:
            raise TooLarge(f"look up at most {self._most // MISS_COSTS} identifiers at once")
        left = self.left(institution) - cost
        if left < 0:
            raise RateLimited(
                "more look-ups than this institution may make: what is not listed costs twenty times what is",
                retry_after_s=max(1, math.ceil(-left / self._per_second)),
            )
        self._left[institution] = (left, clock.monotonic())

    def found(self, institution: int, hits: int) -> None:
        """Give back what listed identifiers did not cost."""
        if hits:
            self._give(institution, hits * (MISS_COSTS - HIT_COSTS))

    def paid(self, institution: int, payments: int) -> None:
        """Give back for payments that were screened: who really pays may ask more."""
        self._give(institution, payments * PAYMENT_GIVES)

    def left(self, institution: int) -> float:
        """How many tokens an institution has now."""
        now = clock.monotonic()
        left, since = self._left.get(institution, (float(self._most), now))
        return min(float(self._most), left + (now - since) * self._per_second)

    def _give(self, institution: int, tokens: int) -> None:
        if institution in self._left:
            self._left[institution] = (min(float(self._most), self.left(institution) + tokens), clock.monotonic())


def check_side(payment: Payment, caller: Caller) -> None:
    """`Forbidden` when an institution asks about a payment that is neither paid by nor to an account of its own."""
    outgoing = payment.side == "outgoing"
    if (payment.debtor if outgoing else payment.creditor).institution == caller.code:
        return
    raise Forbidden(
        "an outgoing payment is asked about by the debtor's institution, an incoming one by the creditor's",
        field="debtor.institution" if outgoing else "creditor.institution",
    )
