"""Where the stolen money of an incident lies: what came into each account less what went on from it."""

from typing import NamedTuple
from uuid import UUID

from arasha.domains.recovery.models import Claim, Move


class Lying(NamedTuple):
    """An account with stolen money in it: whose, how far from the theft, tiyn of each claim."""

    institution: str
    hop: int
    claims: dict[int, int]

    @property
    def amount(self) -> int:
        """All claims together."""
        return sum(self.claims.values())


def lying(incident: int) -> dict[UUID, Lying]:
    """The accounts in which money of an incident lies; a victim's own account is where it came from, not where it lies.

    What is held is in it: holding moves nothing.
    """
    sources = dict(Claim.objects.filter(incident=incident, payment__isnull=False).values_list("id", "payment"))
    found: dict[UUID, Lying] = {}
    for move in Move.objects.filter(claim__incident=incident).order_by("at", "payment"):
        _add(found, move.creditor, move, move.amount)
        if sources.get(move.claim_id) != move.payment:
            _add(found, move.debtor, move, -move.amount)
    return {account: each for account, each in found.items() if each.amount}


def _add(found: dict[UUID, Lying], account: UUID, move: Move, amount: int) -> None:
    standing = found.get(account) or Lying(move.creditor_institution, move.hop, {})
    left = standing.claims.get(move.claim_id, 0) + amount
    claims = {claim: part for claim, part in (standing.claims | {move.claim_id: left}).items() if part}
    found[account] = standing._replace(claims=claims, hop=min(standing.hop, move.hop))
