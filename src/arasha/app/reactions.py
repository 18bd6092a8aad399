"""The whole centre on one page: which fact leads to what.

Each reaction runs in the worker, in a transaction of its own, at least once: it must change nothing the second time.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from arasha.domains.payments.actions import review
from arasha.domains.payments.facts import AccountRiskChanged, Decision, ReviewDecided
from arasha.domains.registry import actions as registry
from arasha.domains.registry import queries as registered
from arasha.domains.registry.actions import Proposal
from arasha.domains.registry.facts import EntryConfirmed, Ground
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.outbox.append import By
from arasha.kernel.tiers import Tier

Reaction = Callable[[Recorded[Any]], None]

# How long an account that took part in a fraud stands in the registry, the first time.
TERM = timedelta(days=365)


def propose_creditor(recorded: Recorded[ReviewDecided]) -> None:
    """An analyst found a fraud: the account that was paid is proposed for the registry; a second person confirms it."""
    if recorded.fact.decision == Decision.FRAUD:
        proposal = Proposal(
            tier=Tier.VERY_HIGH,
            ground=Ground.CONFIRMED_FRAUD,
            expires_at=recorded.occurred_at + TERM,
            source=f"review of payment {recorded.fact.sequence}",
        )
        registry.add_token(bytes.fromhex(recorded.fact.creditor), proposal, By(recorded.actor, Purpose.REVIEW))


def propose_account(recorded: Recorded[AccountRiskChanged]) -> None:
    """An account came to stand as a very likely drop: it is proposed, once a year, unless the registry has it already.

    Until a second person confirms it the entry warns and no more; who brought the account there cannot confirm it.
    """
    fact = recorded.fact
    if fact.after == Tier.VERY_HIGH and not registered.tiers({UUID(fact.token)}):
        proposal = Proposal(
            tier=Tier.HIGH,
            ground=Ground.ANALYST_FINDING,
            expires_at=recorded.occurred_at + TERM,
            source=f"standing risk of account {fact.token} in {recorded.occurred_at.year}",
        )
        registry.add_token(bytes.fromhex(fact.token), proposal, By(recorded.actor, recorded.purpose))


def look_again(recorded: Recorded[EntryConfirmed]) -> None:
    """An identifier was confirmed as fraudulent: what it lately received is put up for review."""
    review.reopen_for_account(bytes.fromhex(recorded.fact.token))


REACTIONS: Mapping[type[Fact], Sequence[Reaction]] = {
    ReviewDecided: (propose_creditor,),
    AccountRiskChanged: (propose_account,),
    EntryConfirmed: (look_again,),
}


def react(recorded: Recorded[Fact]) -> None:
    """Do what follows from a fact."""
    for reaction in REACTIONS[type(recorded.fact)]:
        reaction(recorded)
