"""Who asks: the institution behind a key, what the key may do, and how much of it a second."""

from arasha.kernel.access import keys, queries
from arasha.kernel.access.keys import Caller
from arasha.kernel.access.scopes import Scope
from arasha.kernel.allowances.actions import Bound, spend
from arasha.kernel.errors import Forbidden, Unauthenticated

BEARER = "Bearer "
BURST_S = 2.0  # an allowance may be saved up for so long


def authenticate(authorization: str | None, *scopes: Scope) -> Caller:
    """The institution behind an Authorization header; `Unauthenticated`, or `Forbidden` with none of the scopes."""
    if authorization is None or not authorization.startswith(BEARER):
        raise Unauthenticated("send your key as Authorization: Bearer <key>")
    caller = queries.caller(keys.digest(authorization[len(BEARER) :].encode()))
    if caller is None:
        raise Unauthenticated
    if caller.scopes.isdisjoint(scopes):
        raise Forbidden(f"this key lacks the scope {' or '.join(scopes)}")
    return caller


def count(caller: Caller, per_second: int) -> None:
    """Take a request from what a key may send, whichever process of the web it comes to; `RateLimited` beyond that."""
    spend("api", caller.key_id, Bound(per_second * BURST_S, per_second))
