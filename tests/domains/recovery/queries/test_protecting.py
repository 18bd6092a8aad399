"""The protections that run, page by page, each institution its own."""

import pytest

from arasha.domains.recovery.actions import protection
from arasha.domains.recovery.actions.protection import Trusted, Wish
from arasha.domains.recovery.queries.protecting import running
from tests.domains.recovery.stolen import ALDAR_SAYS, TOSTIK_SAYS, account, connected
from tests.support.cast import ALDAR, TOSTIK

pytestmark = pytest.mark.usefixtures("db")

DAUGHTER = Trusted("Ainur", "+7 701 555 12 34")


def test_an_institution_reads_its_own_that_run_the_oldest_first() -> None:
    aldar, tostik = connected(ALDAR), connected(TOSTIK)
    mine = [
        protection.protect(Wish(account(name), ALDAR.code, DAUGHTER), ALDAR_SAYS).id for name in ("one", "two", "three")
    ]
    other = protection.protect(Wish(account("four"), TOSTIK.code, DAUGHTER), TOSTIK_SAYS).id
    protection.end(mine[1], ALDAR_SAYS, trusted_agrees=True)
    assert [row.id for row in running(aldar.number, 0, 10)] == [mine[0], mine[2]]
    assert [row.id for row in running(aldar.number, 0, 1)] == [mine[0]]
    assert [row.id for row in running(aldar.number, mine[0], 10)] == [mine[2]]
    assert [row.id for row in running(tostik.number, 0, 10)] == [other]
