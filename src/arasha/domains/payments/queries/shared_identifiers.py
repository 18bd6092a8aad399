"""With whom an account shares its phones, devices and network addresses."""

from datetime import datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from arasha.domains.payments.models import AccountIdentifier
from arasha.domains.payments.rules.codes import Shared
from arasha.domains.registry import queries as registry
from arasha.kernel import clock
from arasha.kernel.tiers import Tier

__all__ = ["Shared", "Sharer", "Sharing", "sharing"]

# What was seen in these days; so many of an account's identifiers, so many accounts of each read, and so many shown.
DAYS, IDENTIFIERS, READ, SHOWN = 90, 20, 200, 20


class Sharer(NamedTuple):
    """Another account that came with an identifier: what the registry says of it now, when last, in how many
    payments.
    """

    account: UUID
    tier: Tier
    last_at: datetime
    payments: int


class Sharing(NamedTuple):
    """An identifier that an account shares. `label` is its token cut short; `last_at` and `payments` are the account's.

    `accounts` is how many others came with it, at most `READ`: behind an address there may be a whole city. `others`
    are at most `SHOWN` of them, the gravest first, then the latest.
    """

    kind: Shared
    label: str
    last_at: datetime
    payments: int
    accounts: int
    others: list[Sharer]


def sharing(token: UUID) -> list[Sharing]:
    """The identifiers that an account shared with others in 90 days: phones, then devices, then addresses."""
    since = clock.now() - timedelta(days=DAYS)
    own = AccountIdentifier.objects.filter(account=token, last_at__gte=since).order_by("kind", "-last_at", "identifier")
    found = [(row, _others(row, since)) for row in own[:IDENTIFIERS]]
    tiers = {account: answer.tier for account, answer in registry.tiers(_accounts(found)).items()}
    return [_sharing(row, others, tiers) for row, others in found if others]


def _others(own: AccountIdentifier, since: datetime) -> list[AccountIdentifier]:
    rows = AccountIdentifier.objects.filter(identifier=own.identifier, last_at__gte=since)
    return list(rows.exclude(account=own.account)[:READ])


def _accounts(found: list[tuple[AccountIdentifier, list[AccountIdentifier]]]) -> set[UUID]:
    return {row.account for _, others in found for row in others}


def _sharing(own: AccountIdentifier, others: list[AccountIdentifier], tiers: dict[UUID, Tier]) -> Sharing:
    rows = [Sharer(row.account, tiers.get(row.account, Tier.NONE), row.last_at, row.payments) for row in others]
    rows.sort(key=lambda row: (-row.tier, -row.last_at.timestamp(), row.account))
    return Sharing(Shared(own.kind), _label(own.identifier), own.last_at, own.payments, len(rows), rows[:SHOWN])


def _label(identifier: int) -> str:
    letters = identifier.to_bytes(8, "little", signed=True).hex()
    return f"{letters[:4]}…{letters[-4:]}"
