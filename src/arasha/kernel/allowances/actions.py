"""The one verb: do something once more, if that is still allowed."""

from datetime import timedelta
from typing import NamedTuple

from django.db import connection

from arasha.kernel import clock
from arasha.kernel.allowances.models import Allowance
from arasha.kernel.errors import RateLimited
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.tokens import Tokens, as_uuid

# No allowance takes longer to fill up, so what is older says nothing.
FULL_AGAIN = timedelta(days=1)
FORGOTTEN_AT_ONCE = 10_000

FILLED = (
    "LEAST(%(most)s, kept.remaining + %(per_second)s"
    " * GREATEST(0, EXTRACT(EPOCH FROM %(at)s::timestamptz - kept.at))::float)"
)
# Nothing is written for whoever has used up what he may, and no row comes back.
SPEND = f"""
    INSERT INTO allowance AS kept (who, remaining, at) VALUES (%(who)s, %(most)s - 1, %(at)s)
    ON CONFLICT (who) DO UPDATE SET remaining = {FILLED} - 1, at = GREATEST(kept.at, %(at)s) WHERE {FILLED} >= 1
    RETURNING remaining
"""  # noqa: S608 - our own text
LEFT = f"SELECT {FILLED} FROM allowance AS kept WHERE who = %(who)s"  # noqa: S608 - our own text


class Bound(NamedTuple):
    """So many at once, and so many more in every second."""

    most: float
    per_second: float


def spend(what: str, who: str, bound: Bound) -> None:
    """Count that somebody does something; `RateLimited` when he has used up what he may.

    One statement, of its own transaction where the caller has none: who asks at once waits for no longer than that.
    """
    token = Tokens(keyring().key(Purpose.TOKEN)).token(f"allowance\0{what}\0{who}".encode())
    values = {"who": as_uuid(token), "at": clock.now(), **bound._asdict()}
    with connection.cursor() as cursor:
        cursor.execute(SPEND, values)
        if cursor.fetchone() is not None:
            return
        cursor.execute(LEFT, values)
        row = cursor.fetchone()
    left = row[0] if row else 0.0
    raise RateLimited(retry_after_s=1 + int((1 - left) / bound.per_second))


def forget() -> int:
    """Forget allowances that are full again; how many, up to a bound."""
    old = Allowance.objects.filter(at__lt=clock.now() - FULL_AGAIN).values_list("who", flat=True)[:FORGOTTEN_AT_ONCE]
    return Allowance.objects.filter(who__in=list(old)).delete()[0]
