"""Who asks: keys to institutions, what each may do, and how much of it a second."""

from collections.abc import Mapping

from arasha.client.schemas import Payment
from arasha.kernel import clock
from arasha.kernel.access import keys
from arasha.kernel.access.keys import Caller
from arasha.kernel.access.scopes import Scope
from arasha.kernel.errors import Forbidden, RateLimited, Unauthenticated

BEARER = b"Bearer "
BURST_S = 1.0  # an allowance may be saved up for so long


class Callers:
    """The good keys, and what each has used of its allowance."""

    def __init__(self, per_second: int) -> None:
        self._keys: Mapping[bytes, Caller] = {}
        self._per_second = per_second
        self._allowances: dict[str, tuple[float, float]] = {}

    def replace(self, good: Mapping[bytes, Caller]) -> None:
        """Take over the keys that are good now."""
        self._keys = good

    def __len__(self) -> int:
        return len(self._keys)

    def authenticate(self, authorization: bytes | None, scope: Scope) -> Caller:
        """The institution behind an Authorization header; `Unauthenticated`, or `Forbidden` without the scope."""
        if authorization is None or not authorization.startswith(BEARER):
            raise Unauthenticated("send your key as Authorization: Bearer <key>")
        caller = self._keys.get(keys.digest(authorization[len(BEARER) :]))
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


def check_side(payment: Payment, caller: Caller) -> None:
    """`Forbidden` when an institution asks about a payment that is neither paid by nor to an account of its own."""
    outgoing = payment.side == "outgoing"
    if (payment.debtor if outgoing else payment.creditor).institution == caller.code:
        return
    raise Forbidden(
        "an outgoing payment is asked about by the debtor's institution, an incoming one by the creditor's",
        field="debtor.institution" if outgoing else "creditor.institution",
    )
