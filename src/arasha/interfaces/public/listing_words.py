"""What an entry of the registry is called for the one whom it concerns."""

from django.utils.translation import pgettext_lazy

from arasha.domains.registry.facts import ContestState, EntryState, EvidenceKind, Ground
from arasha.interfaces.public.words import Said
from arasha.interfaces.ui.text import Text

_FULL = pgettext_lazy("meaning of an entry", "Payments to it may be held or refused, at any bank.")
_SOFT = pgettext_lazy("meaning of an entry", "Whoever pays to it is warned, and no more.")
_NONE = pgettext_lazy("meaning of an entry", "It has no effect.")

STATES: dict[EntryState, Said] = {
    EntryState.PROPOSED: Said(pgettext_lazy("state of an entry", "Proposed"), _NONE, "flag"),
    EntryState.PROVISIONAL: Said(pgettext_lazy("state of an entry", "Provisional"), _SOFT, "clock"),
    EntryState.CONFIRMED: Said(pgettext_lazy("state of an entry", "Confirmed"), _FULL, "shield-check"),
    EntryState.REDUCED: Said(pgettext_lazy("state of an entry", "Reduced"), _SOFT, "arrow-down-left"),
    EntryState.WITHDRAWN: Said(pgettext_lazy("state of an entry", "Withdrawn"), _NONE, "x"),
    EntryState.EXPIRED: Said(pgettext_lazy("state of an entry", "Term over"), _NONE, "clock"),
}

GROUNDS: dict[Ground, Text] = {
    Ground.REPORT: pgettext_lazy("ground", "Report"),
    Ground.ANALYST_FINDING: pgettext_lazy("ground", "Finding of an analyst"),
    Ground.CONFIRMED_FRAUD: pgettext_lazy("ground", "Confirmed fraud"),
    Ground.POLICE_ACT: pgettext_lazy("ground", "Act of the police"),
    Ground.COURT_DECISION: pgettext_lazy("ground", "Decision of a court"),
}

EVIDENCE: dict[EvidenceKind, Text] = {
    EvidenceKind.VICTIM_REPORT: pgettext_lazy("kind of evidence", "Report of a victim"),
    EvidenceKind.INSTITUTION_REPORT: pgettext_lazy("kind of evidence", "Report of an institution"),
    EvidenceKind.ANALYST_FINDING: pgettext_lazy("kind of evidence", "Finding of an analyst"),
    EvidenceKind.ENGINE_FINDING: pgettext_lazy("kind of evidence", "Finding of the engine"),
    EvidenceKind.REVIEWED_FRAUD: pgettext_lazy("kind of evidence", "Payment reviewed as a fraud"),
    EvidenceKind.POLICE_ACT: pgettext_lazy("kind of evidence", "Act of the police"),
    EvidenceKind.COURT_DECISION: pgettext_lazy("kind of evidence", "Decision of a court"),
}

CONTESTS: dict[ContestState, Text] = {
    ContestState.FILED: pgettext_lazy("state of a contest", "Waits for a decision"),
    ContestState.UPHELD: pgettext_lazy("state of a contest", "The entry stands"),
    ContestState.CORRECTED: pgettext_lazy("state of a contest", "The entry was corrected"),
    ContestState.REMOVED: pgettext_lazy("state of a contest", "The entry was removed"),
}
