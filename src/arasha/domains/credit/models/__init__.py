"""The tables of the register."""

from arasha.domains.credit.models.bureaus import Comparison, Conflict, Listed, ListVersion, Mark, MarkImport
from arasha.domains.credit.models.checks import Check, CheckGroup, Position
from arasha.domains.credit.models.claims import BureauRecord, Claim, Loan, Outcome
from arasha.domains.credit.models.refusals import Guardianship, Refusal, RefusalEvent
from arasha.domains.credit.models.register import Change, Ground, Standing

__all__ = [
    "BureauRecord", "Change", "Check", "CheckGroup", "Claim", "Comparison", "Conflict", "Ground", "Guardianship",
    "ListVersion", "Listed", "Loan", "Mark", "MarkImport", "Outcome", "Position", "Refusal", "RefusalEvent",
    "Standing",
]  # fmt: skip
