"""The one verb: do something once, and answer the same whenever it is asked again."""

import hmac
from collections.abc import Callable
from datetime import timedelta
from typing import NamedTuple

from django.db import connection, transaction

from arasha.kernel import clock
from arasha.kernel.errors import Conflict
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.once.models import Done
from arasha.kernel.seal import seal

# So long the same request gets the same answer; it is what institutions are told.
KEPT = timedelta(days=30)
FORGOTTEN_AT_ONCE = 1_000

_BEGIN = """
INSERT INTO done_once (institution_id, what, own_id, asked, box, at) VALUES (%s, %s, %s, %s, '', %s)
ON CONFLICT (institution_id, what, own_id) DO NOTHING RETURNING id
"""


class Asked(NamedTuple):
    """A request: whose, what it asks, the institution's own id of it, and what it says, byte for byte."""

    institution: int
    what: str
    own_id: str
    said: bytes


@transaction.atomic
def once(asked: Asked, act: Callable[[], bytes]) -> bytes:
    """Do what is asked and keep the answer in the same transaction; asked again, give the answer that was kept.

    Whoever asks the same at the same moment waits for the first. `Conflict` when the id was used for something else.
    """
    # Keyed: what an institution says may be so little that a plain digest could be guessed.
    digest = hmac.digest(keyring().key(Purpose.TOKEN), b"once\x00" + asked.said, "sha256")
    if (fresh := _begin(asked, digest)) is not None:
        answer = act()
        Done.objects.filter(pk=fresh).update(box=seal().close(answer, about=_about(fresh)))
        return answer
    row = Done.objects.get(institution=asked.institution, what=asked.what, own_id=asked.own_id)
    if bytes(row.asked) != digest:
        raise Conflict("this id was used before for something else; give this request an id of its own", field="id")
    return seal().open(bytes(row.box), about=_about(row.pk))


@transaction.atomic
def forget() -> int:
    """Forget answers whose time is over; how many, up to a bound."""
    old = list(Done.objects.filter(at__lt=clock.now() - KEPT).values_list("id", flat=True)[:FORGOTTEN_AT_ONCE])
    Done.objects.filter(id__in=old).delete()
    return len(old)


def _begin(asked: Asked, digest: bytes) -> int | None:
    """The number under which the answer will be kept; None when it was asked before. It waits for who is at it."""
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN, [asked.institution, asked.what, asked.own_id, digest, clock.now()])
        found = cursor.fetchone()
    return int(found[0]) if found else None


def _about(number: int) -> bytes:
    """What a kept answer is bound to."""
    return f"done {number}".encode()
