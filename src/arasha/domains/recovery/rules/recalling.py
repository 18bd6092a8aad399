"""When held money may be asked back, what the answer means, and who gets what of it."""

from collections.abc import Mapping
from typing import NamedTuple
from uuid import UUID

from arasha.domains.recovery.facts.handling import AnalysisState
from arasha.domains.recovery.facts.returning import RecallState, Rejection
from arasha.domains.recovery.rules.asking import split
from arasha.domains.recovery.rules.parties import Party
from arasha.kernel.errors import Conflict, Forbidden, Malformed

READY = (AnalysisState.AGREED, AnalysisState.DISAGREED, AnalysisState.ESCALATED)


class Receiver(NamedTuple):
    """The account from which a claim's money was stolen (a token), and its institution."""

    account: UUID
    institution: str


class Share(NamedTuple):
    """What of returned money goes to one account, and for which claims."""

    amount: int
    claims: dict[str, int]


def check_analysis(analysis: AnalysisState, party: Party) -> None:
    """`Conflict` before the institution's analysis; `Forbidden` but to a supervisor when it has not agreed."""
    if analysis not in READY:
        raise Conflict("the institution analyses the hold first")
    if analysis is not AnalysisState.AGREED and party is not Party.SUPERVISOR:
        raise Forbidden("the institution has not agreed: a supervisor decides")


def state_of(asked: int, accepted: int, rejection: Rejection | None) -> RecallState:
    """What an answer says; `Malformed` when it cannot be."""
    if not 0 <= accepted <= asked:
        raise Malformed("return at most what is asked", field="accepted")
    if (accepted == 0) != (rejection is not None):
        raise Malformed("give a reason when nothing is returned, and only then", field="rejection")
    if rejection is not None:
        return RecallState.REJECTED
    return RecallState.ACCEPTED_FULL if accepted == asked else RecallState.ACCEPTED_PART


def table(accepted: int, held: Mapping[str, int], receivers: Mapping[str, Receiver]) -> dict[Receiver, Share]:
    """Who gets what of returned money: pro rata to what each claim has in the hold, the sum exact to the tiyn."""
    found: dict[Receiver, Share] = {}
    for claim, amount in split(accepted, held).items():
        receiver = receivers[claim]
        share = found.get(receiver, Share(0, {}))
        found[receiver] = Share(share.amount + amount, share.claims | {claim: amount})
    return found
