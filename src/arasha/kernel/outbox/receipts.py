"""The receipt of a fact: the fact is itself the leaf that the signed log proves."""

from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.log import ledger
from arasha.kernel.log.receipts import FORMAT, Receipt


def receipt_of(recorded: Recorded[Fact]) -> Receipt:
    """The receipt of a recorded fact; signs a checkpoint when none covers it yet."""
    checkpoint = ledger.checkpoint_over(recorded.sequence)
    return Receipt(
        format=FORMAT,
        statement=recorded.plain(),
        leaf=recorded.plain(),
        log=ledger.inclusion(recorded.sequence, checkpoint.size),
        checkpoint=checkpoint.note,
    )
