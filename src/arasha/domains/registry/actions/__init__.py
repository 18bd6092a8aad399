"""The verbs of the registry; one action is one transaction."""

from arasha.domains.registry.actions.contests import (
    decide_contest,
    file_contest,
    file_contest_of,
    mind_clocks,
    suspend_effect,
)
from arasha.domains.registry.actions.evidence import add_evidence, report, retract
from arasha.domains.registry.actions.expire import expire_due
from arasha.domains.registry.actions.files import publish_lists, write_snapshot
from arasha.domains.registry.actions.notices import HandedOver, hand_over
from arasha.domains.registry.actions.propose import LONGEST, Proposal, add_entry, add_token
from arasha.domains.registry.actions.protections import end_protections, lift_protection, protect
from arasha.domains.registry.actions.removals import confirm_removal, mark_overdue
from arasha.domains.registry.actions.settle import confirm_entry, reduce_entry, take_effect, withdraw_entry
from arasha.domains.registry.rules.contests import Ruling
from arasha.domains.registry.rules.evidence import CENTRE, Evidence, implied

__all__ = [
    "CENTRE", "LONGEST", "Evidence", "HandedOver", "Proposal", "Ruling", "add_entry", "add_evidence", "add_token",
    "confirm_entry", "confirm_removal", "decide_contest", "end_protections", "expire_due", "file_contest",
    "file_contest_of", "hand_over", "implied", "lift_protection", "mark_overdue", "mind_clocks", "protect",
    "publish_lists", "reduce_entry", "report", "retract", "suspend_effect", "take_effect", "withdraw_entry",
    "write_snapshot",
]  # fmt: skip
