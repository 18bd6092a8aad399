"""On what an entry may be confirmed: two independent reporters, or one act of the police or decision of a court."""

from collections.abc import Collection
from datetime import timedelta
from typing import NamedTuple

from arasha.domains.registry.facts import EvidenceKind, Ground
from arasha.kernel.errors import Conflict

CENTRE = "centre"
REPORTERS = 2

# One of these is enough by itself: an authority has decided on the matter by a procedure of its own.
ACTS = frozenset({EvidenceKind.POLICE_ACT, EvidenceKind.COURT_DECISION})

# For so long what was reported speaks for an identifier, though the entry that it was reported for has expired.
FRESH = timedelta(days=180)


class Evidence(NamedTuple):
    """One piece of evidence: its kind, the house that reported it, and the number of a document where there is one.

    A house is `institution:CODE`, `citizen:TOKEN` (32 hex digits) or `centre`, which is one house however many of its
    people and processes found something.
    """

    kind: EvidenceKind
    reporter: str
    document: str = ""


OF_GROUND: dict[Ground, EvidenceKind] = {
    Ground.REPORT: EvidenceKind.INSTITUTION_REPORT,
    Ground.ANALYST_FINDING: EvidenceKind.ANALYST_FINDING,
    Ground.CONFIRMED_FRAUD: EvidenceKind.REVIEWED_FRAUD,
    Ground.POLICE_ACT: EvidenceKind.POLICE_ACT,
    Ground.COURT_DECISION: EvidenceKind.COURT_DECISION,
}


def house_of(actor: str) -> str:
    """The house for which an actor of facts speaks."""
    return actor if actor.startswith(("institution:", "citizen:")) else CENTRE


def implied(ground: Ground, actor: str) -> Evidence:
    """What a proposal without evidence of its own rests on: its ground, as said by the proposer's house.

    A finding of a process is one of the engine.
    """
    kind = OF_GROUND[ground]
    if kind is EvidenceKind.ANALYST_FINDING and actor.startswith("process:"):
        kind = EvidenceKind.ENGINE_FINDING
    return Evidence(kind, house_of(actor))


def lacking(evidence: Collection[Evidence]) -> int:
    """How many independent reporters are missing; 0 when there is enough."""
    if any(piece.kind in ACTS for piece in evidence):
        return 0
    return max(0, REPORTERS - len({piece.reporter for piece in evidence}))


def check_enough(evidence: Collection[Evidence]) -> None:
    """The entry rule: `Conflict` when an entry may not be confirmed on this."""
    if lacking(evidence):
        raise Conflict("an entry is confirmed on two independent reporters, an act of the police or a court's decision")
