"""Accounts against which something stands, in the store as the risk of accounts is kept there: for screens."""

import itertools
from collections.abc import Mapping
from datetime import timedelta

from arasha.client.schemas import Party
from arasha.domains.payments.models import AccountRisk, AccountRiskChange
from arasha.domains.payments.queries.account_risk import Sign
from arasha.kernel import clock
from arasha.kernel.tiers import Tier
from tests.support.recorded import token_of

POINT = 1000
_sequences = itertools.count(1_000_000)

WHY: Mapping[Sign, int] = {Sign.PASSES_ON: 900, Sign.STRANGERS_PAY_IN: 500}


def stands(
    party: Party, tier: Tier = Tier.HIGH, why: Mapping[Sign, int] = WHY, risk: int = 650, ago: timedelta = timedelta(1)
) -> None:
    """So much stands against a party's account; it came to its tier a while ago."""
    now, at = clock.now_us(), clock.now() - ago
    signs = {sign.value: (points * POINT, 3, now) for sign, points in why.items()}
    AccountRisk.objects.update_or_create(
        token=token_of(party),
        defaults={
            "institution": party.institution, "hour": now // 3_600_000_000, "signs": signs, "days": {}, "risk": risk,
            "tier": tier, "since": at, "updated_at": at, "due_at": at + timedelta(days=30), "cleared": 0,
        },
    )  # fmt: skip
    AccountRiskChange.objects.create(
        sequence=next(_sequences), token=token_of(party), institution=party.institution, before=Tier.NONE, after=tier,
        risk=risk, signs=list(signs), seen={}, at=at,
    )  # fmt: skip
