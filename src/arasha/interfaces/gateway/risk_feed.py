"""The feed of changes to the standing risk of accounts: each institution reads those of the accounts that it keeps."""

from django.db import OperationalError, close_old_connections

from arasha.client.schemas import RiskChange, RiskChanges
from arasha.client.schemas import Tier as Word
from arasha.domains.payments.queries import account_risk
from arasha.domains.payments.queries.account_risk import Change
from arasha.kernel.errors import Unavailable
from arasha.kernel.tiers import Tier

WORDS: dict[Tier, Word] = {
    Tier.NONE: "none", Tier.LOW: "low", Tier.MEDIUM: "medium", Tier.HIGH: "high", Tier.VERY_HIGH: "very_high",
}  # fmt: skip

CURSORS = range(2**63)
LIMITS, USUAL = range(1, 1_001), 500


def read(institution: str, after: int, limit: int) -> RiskChanges:
    """The changes behind a sequence, oldest first; runs in a thread. `Unavailable` when the store is away.

    The cursor is the last change's sequence in the log: it never moves back, and nothing appears behind it later.
    """
    try:
        close_old_connections()
        found = account_risk.changes(institution, after, limit + 1)
    except OperationalError:
        raise Unavailable("the store is away; read on later from the same place") from None
    shown = found[:limit]
    return RiskChanges(
        changes=[_told(change) for change in shown],
        next=shown[-1].sequence if shown else after,
        more=len(found) > limit,
    )


def _told(change: Change) -> RiskChange:
    """A change as its institution hears it: tiers, codes and coarse counts, never the story."""
    return RiskChange(
        sequence=change.sequence,
        account=change.token.hex,
        before=WORDS[change.before],
        after=WORDS[change.after],
        signs=[sign.value for sign in change.signs],
        payments=change.seen,
        time=change.at,
    )
