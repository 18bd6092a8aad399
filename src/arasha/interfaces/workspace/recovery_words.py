"""What the closed lists of recovery are called on screen: states of incidents, holds, recalls, appeals; clocks."""

from django.utils.translation import pgettext_lazy

from arasha.domains.recovery.facts.handling import AnalysisState, Disagreement, HoldGround, HoldState, Refusal
from arasha.domains.recovery.facts.incidents import IncidentState
from arasha.domains.recovery.facts.protecting import ProtectionState
from arasha.domains.recovery.facts.returning import AppealState, RecallState, RefundState, Rejection
from arasha.domains.recovery.queries.trusting import Sign
from arasha.interfaces.ui.text import Text
from arasha.interfaces.ui.words import Word
from arasha.kernel.terms import Code

INCIDENTS: dict[IncidentState, Word] = {
    IncidentState.REPORTED: Word(pgettext_lazy("state of an incident", "Reported"), "flag"),
    IncidentState.TRIAGED: Word(pgettext_lazy("state of an incident", "A person looks first"), "eye"),
    IncidentState.TRACED: Word(pgettext_lazy("state of an incident", "Traced"), "route"),
    IncidentState.HOLDING: Word(pgettext_lazy("state of an incident", "Being held"), "hand-grab"),
    IncidentState.ANALYSING: Word(pgettext_lazy("state of an incident", "Analysed"), "search"),
    IncidentState.RECALLING: Word(pgettext_lazy("state of an incident", "Asked back"), "arrow-down-left"),
    IncidentState.REFUNDING: Word(pgettext_lazy("state of an incident", "Being returned"), "wallet"),
    IncidentState.MONITORING: Word(pgettext_lazy("state of an incident", "Watched"), "eye"),
    IncidentState.CLOSED: Word(pgettext_lazy("state of an incident", "Closed"), "circle-check"),
    IncidentState.CANCELLED: Word(pgettext_lazy("state of an incident", "Taken back"), "x"),
    IncidentState.UNFOUNDED: Word(pgettext_lazy("state of an incident", "Unfounded"), "ban"),
    IncidentState.TRANSFERRED: Word(pgettext_lazy("state of an incident", "Handed to the police"), "external-link"),
}

HOLDS: dict[HoldState, Word] = {
    HoldState.REQUESTED: Word(pgettext_lazy("state of a hold", "Requested"), "flag"),
    HoldState.RECEIVED: Word(pgettext_lazy("state of a hold", "Received"), "inbox"),
    HoldState.HELD_FULL: Word(pgettext_lazy("state of a hold", "Held in full"), "hand-stop"),
    HoldState.HELD_PARTIAL: Word(pgettext_lazy("state of a hold", "Held in part"), "hand-stop"),
    HoldState.NOTHING_LEFT: Word(pgettext_lazy("state of a hold", "Nothing left"), "circle"),
    HoldState.REFUSED: Word(pgettext_lazy("state of a hold", "Refused"), "ban"),
    HoldState.TIMED_OUT: Word(pgettext_lazy("state of a hold", "No answer in time"), "alert-triangle"),
    HoldState.CONFIRMED: Word(pgettext_lazy("state of a hold", "Confirmed by a document"), "lock"),
    HoldState.RELEASED: Word(pgettext_lazy("state of a hold", "Released"), "hand-off"),
    HoldState.RELEASED_EXPIRED: Word(pgettext_lazy("state of a hold", "Released: term over"), "clock"),
    HoldState.RELEASED_APPEAL: Word(pgettext_lazy("state of a hold", "Released on appeal"), "scale"),
    HoldState.CONVERTED: Word(pgettext_lazy("state of a hold", "Asked back"), "arrow-down-left"),
}

HOLD_BADGES: dict[HoldState, str] = {
    HoldState.REQUESTED: "warn",
    HoldState.RECEIVED: "warn",
    HoldState.HELD_FULL: "hold",
    HoldState.HELD_PARTIAL: "hold",
    HoldState.TIMED_OUT: "hold",
    HoldState.CONFIRMED: "hold",
    HoldState.CONVERTED: "accent",
}

GROUNDS: dict[HoldGround, Text] = {
    HoldGround.STOLEN_RECEIVED: pgettext_lazy("ground of a hold", "Stolen money came straight from the victim"),
    HoldGround.STOLEN_TRACED: pgettext_lazy("ground of a hold", "Stolen money came on from another account"),
}

REFUSALS: dict[Refusal, Text] = {
    Refusal.NOT_OURS: pgettext_lazy("why a hold is refused", "The account is not ours"),
    Refusal.ACCOUNT_CLOSED: pgettext_lazy("why a hold is refused", "The account is closed"),
    Refusal.SOCIAL_PAYMENTS: pgettext_lazy("why a hold is refused", "Only benefits and allowances lie there"),
    Refusal.LEGAL_BAR: pgettext_lazy("why a hold is refused", "The law forbids it"),
    Refusal.OTHER: pgettext_lazy("why a hold is refused", "Another reason"),
}

ANALYSES: dict[AnalysisState, Word] = {
    AnalysisState.NOT_DUE: Word(pgettext_lazy("analysis of a hold", "Not due yet"), "circle"),
    AnalysisState.WAITING: Word(pgettext_lazy("analysis of a hold", "The institution looks into it"), "search"),
    AnalysisState.AGREED: Word(pgettext_lazy("analysis of a hold", "Agreed: stolen"), "check"),
    AnalysisState.DISAGREED: Word(pgettext_lazy("analysis of a hold", "Disagreed"), "x"),
    AnalysisState.ESCALATED: Word(pgettext_lazy("analysis of a hold", "Silent: the centre decides"), "alert-triangle"),
}

DISAGREEMENTS: dict[Disagreement, Text] = {
    Disagreement.HONEST_TRADE: pgettext_lazy("why an institution disagrees", "Paid for goods or a service"),
    Disagreement.WAGES_OR_BENEFITS: pgettext_lazy("why an institution disagrees", "Wages, a pension or a benefit"),
    Disagreement.OWN_MONEY: pgettext_lazy("why an institution disagrees", "The holder's own money"),
    Disagreement.RETURNED_ALREADY: pgettext_lazy("why an institution disagrees", "Returned already"),
    Disagreement.OTHER: pgettext_lazy("why an institution disagrees", "Another reason"),
}

RECALLS: dict[RecallState, Word] = {
    RecallState.OPEN: Word(pgettext_lazy("state of a recall", "Waits for a second person"), "user-plus"),
    RecallState.PROSECUTOR_PENDING: Word(pgettext_lazy("state of a recall", "Before the prosecutor"), "gavel"),
    RecallState.SANCTIONED: Word(pgettext_lazy("state of a recall", "Sanctioned: the institution answers"), "gavel"),
    RecallState.DECLINED: Word(pgettext_lazy("state of a recall", "Sanction refused"), "ban"),
    RecallState.ACCEPTED_FULL: Word(pgettext_lazy("state of a recall", "All is returned"), "check"),
    RecallState.ACCEPTED_PART: Word(pgettext_lazy("state of a recall", "A part is returned"), "check"),
    RecallState.REJECTED: Word(pgettext_lazy("state of a recall", "Nothing is returned"), "x"),
    RecallState.CANCELLED: Word(pgettext_lazy("state of a recall", "Taken back"), "x"),
}

REJECTIONS: dict[Rejection, Text] = {
    Rejection.NO_BALANCE: pgettext_lazy("why nothing is returned", "No money on the account"),
    Rejection.ACCOUNT_CLOSED: pgettext_lazy("why nothing is returned", "The account is closed"),
    Rejection.LEGAL_BAR: pgettext_lazy("why nothing is returned", "The law forbids it"),
    Rejection.OTHER: pgettext_lazy("why nothing is returned", "Another reason"),
}

REFUNDS: dict[RefundState, Word] = {
    RefundState.WANTED: Word(pgettext_lazy("state of a refund", "To be paid"), "wallet"),
    RefundState.PAID: Word(pgettext_lazy("state of a refund", "Paid"), "check"),
    RefundState.CLOSED: Word(pgettext_lazy("state of a refund", "The victim has it"), "circle-check"),
    RefundState.CANCELLED: Word(pgettext_lazy("state of a refund", "Taken back"), "x"),
}

APPEALS: dict[AppealState, Word] = {
    AppealState.FILED: Word(pgettext_lazy("state of an appeal", "Waits for a decision"), "clock"),
    AppealState.SECOND_LOOK: Word(pgettext_lazy("state of an appeal", "Waits for a second person"), "user-plus"),
    AppealState.UPHELD: Word(pgettext_lazy("state of an appeal", "Upheld: the money is free"), "check"),
    AppealState.REJECTED: Word(pgettext_lazy("state of an appeal", "Rejected"), "x"),
    AppealState.WITHDRAWN: Word(pgettext_lazy("state of an appeal", "Withdrawn"), "hand-off"),
}

PROTECTIONS: dict[ProtectionState, Text] = {
    ProtectionState.ACTIVE: pgettext_lazy("state of a protection", "Payments wait"),
    ProtectionState.RENEWED: pgettext_lazy("state of a protection", "Payments wait, renewed"),
    ProtectionState.ENDED_TRUSTED: pgettext_lazy("state of a protection", "Ended on the trusted person's word"),
    ProtectionState.ENDED_LIFTED: pgettext_lazy("state of a protection", "Lifted by a supervisor"),
    ProtectionState.ENDED_EXPIRED: pgettext_lazy("state of a protection", "Term over"),
}

CLOCKS: dict[Code, Text] = {
    Code.HOLD_ANSWER: pgettext_lazy("clock", "Answer to the request"),
    Code.HOLD: pgettext_lazy("clock", "Released by itself"),
    Code.HOLD_CONFIRMATION: pgettext_lazy("clock", "Document behind the hold"),
    Code.ANALYSIS: pgettext_lazy("clock", "Analysis by the institution"),
    Code.RECALL_OPENING: pgettext_lazy("clock", "Asking the money back"),
    Code.SANCTION: pgettext_lazy("clock", "Prosecutor's sanction"),
    Code.RECALL_ANSWER: pgettext_lazy("clock", "Answer to the recall"),
    Code.REFUND: pgettext_lazy("clock", "Payment to the victim"),
    Code.APPEAL: pgettext_lazy("clock", "Decision of the appeal"),
    Code.COERCION: pgettext_lazy("clock", "Protection of the victim"),
}

SIGNS: dict[Sign, Text] = {
    Sign.MANY_REPORTS: pgettext_lazy("what speaks against a report", "The same person has reported often lately"),
    Sign.UNFOUNDED_BEFORE: pgettext_lazy("what speaks against a report", "An earlier report of his was unfounded"),
    Sign.HOLDERS_CLEARED: pgettext_lazy("what speaks against a report", "Holders whom he accused were cleared"),
    Sign.SENT_BACK: pgettext_lazy(
        "what speaks against a report", "The money went back to him, or to somebody whom he deals with"
    ),
    Sign.SMALL_SUM_TO_SHOP: pgettext_lazy("what speaks against a report", "A small sum to an account that many pay"),
    Sign.MANY_SMALL_REPORTS: pgettext_lazy(
        "what speaks against a report", "Several reports of small sums to the same account: its release may be for sale"
    ),
}
