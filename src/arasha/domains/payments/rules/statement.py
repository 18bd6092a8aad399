"""What the receipt of a verdict states: what was asked, by a digest, and what was answered, in words."""

import hashlib
from collections.abc import Sequence
from typing import Any, NamedTuple

from arasha.domains.payments.facts import Verdict
from arasha.kernel.facts import canonical_json
from arasha.kernel.tiers import Tier

FORMAT = "arasha.payment-verdict/1"


class Stated(NamedTuple):
    """The columns that a statement is made of; instants in µs, `reasons` are codes."""

    sequence: int
    institution: str
    payment_id: str
    request_sha256: bytes
    verdict: Verdict
    tier: Tier
    score: int
    reasons: Sequence[str]
    book: int
    decided_at: int
    expires_at: int
    held_amount: int = 0


def statement(stated: Stated) -> dict[str, Any]:
    """The statement as it is hashed and shown; `held_amount` stands in it where not the whole payment is meant."""
    plain = {
        "statement": FORMAT,
        "sequence": stated.sequence,
        "institution": stated.institution,
        "payment": stated.payment_id,
        "request_sha256": stated.request_sha256.hex(),
        "verdict": stated.verdict.word,
        "tier": stated.tier.word,
        "score": stated.score,
        "reasons": sorted(stated.reasons),
        "book": stated.book,
        "decided_at": stated.decided_at,
        "expires_at": stated.expires_at,
    }
    return plain | {"held_amount": stated.held_amount} if stated.held_amount else plain


def request_digest(request: object) -> bytes:
    """SHA-256 of a question's canonical JSON: the institution can make it too, from what it sent."""
    return hashlib.sha256(canonical_json(request)).digest()
