"""What the closed lists of credit are called on screen: claims, grounds, disputes, contradictions between registers."""

from django.utils.translation import pgettext_lazy

from arasha.domains.credit.facts.lending import (
    ClaimCorrected,
    ClaimDecided,
    ClaimDisputed,
    ClaimOpened,
    ClaimOverdue,
    ClaimState,
    ConflictKind,
    Correction,
    DisputeReason,
    Finding,
    LoanSource,
    LoanWrittenOff,
    RecordCorrected,
    Settlement,
)
from arasha.domains.credit.queries.said import Answer
from arasha.interfaces.ui.text import Text
from arasha.interfaces.ui.words import Word

CLAIMS: dict[ClaimState, Word] = {
    ClaimState.OPEN: Word(pgettext_lazy("state of a claim", "Waits for the lender"), "clock"),
    ClaimState.DISPUTED: Word(pgettext_lazy("state of a claim", "Disputed: a supervisor decides"), "gavel"),
    ClaimState.UPHELD: Word(pgettext_lazy("state of a claim", "Upheld: to be written off"), "scale"),
    ClaimState.WRITTEN_OFF: Word(pgettext_lazy("state of a claim", "Written off: bureaus correct"), "refresh"),
    ClaimState.CORRECTED: Word(pgettext_lazy("state of a claim", "Written off and corrected"), "circle-check"),
    ClaimState.UNFOUNDED: Word(pgettext_lazy("state of a claim", "Unfounded"), "ban"),
}
CLAIM_BADGES: dict[ClaimState, str] = {
    ClaimState.OPEN: "warn",
    ClaimState.DISPUTED: "accent",
    ClaimState.UPHELD: "hold",
    ClaimState.CORRECTED: "allow",
}

# What is to be done until a claim's term is over.
DUE: dict[ClaimState, Text] = {
    ClaimState.OPEN: pgettext_lazy("clock of a claim", "Lender answers"),
    ClaimState.DISPUTED: pgettext_lazy("clock of a claim", "Supervisor decides"),
    ClaimState.UPHELD: pgettext_lazy("clock of a claim", "Lender writes off"),
    ClaimState.WRITTEN_OFF: pgettext_lazy("clock of a claim", "Bureaus correct"),
}

FINDINGS: dict[Finding, Text] = {
    Finding.WAITING: pgettext_lazy("finding about a loan", "Looked for"),
    Finding.ASKED: pgettext_lazy("finding about a loan", "Asked and allowed"),
    Finding.WITHOUT_RECEIPT: pgettext_lazy("finding about a loan", "Lent without asking"),
    Finding.AGAINST_DENY: pgettext_lazy("finding about a loan", "Lent although told to refuse"),
    Finding.AGAINST_HOLD: pgettext_lazy("finding about a loan", "Did not wait as told"),
    Finding.ASKED_ANOTHER: pgettext_lazy("finding about a loan", "Asked about another person or a smaller sum"),
}

SOURCES: dict[LoanSource, Text] = {
    LoanSource.LENDER: pgettext_lazy("who tells of a loan", "The lender itself"),
    LoanSource.BUREAU: pgettext_lazy("who tells of a loan", "A credit bureau"),
    LoanSource.PERSON: pgettext_lazy("who tells of a loan", "The person"),
}

DISPUTES: dict[DisputeReason, Text] = {
    DisputeReason.ASKED: pgettext_lazy("why a lender disputes", "We asked and were allowed: here is the application"),
    DisputeReason.NOT_LENT: pgettext_lazy("why a lender disputes", "There is no such loan"),
    DisputeReason.NOT_REFUSED: pgettext_lazy("why a lender disputes", "Nothing was refused when we lent"),
    DisputeReason.NO_CREDIT: pgettext_lazy("why a lender disputes", "The refusal does not cover it"),
    DisputeReason.OTHER: pgettext_lazy("why a lender disputes", "Another reason"),
}

CORRECTIONS: dict[Correction, Word] = {
    Correction.ASKED: Word(pgettext_lazy("record of a bureau", "Asked to strike it"), "clock"),
    Correction.CORRECTED: Word(pgettext_lazy("record of a bureau", "Struck"), "check"),
    Correction.NOT_HELD: Word(pgettext_lazy("record of a bureau", "Never had it"), "circle"),
}

CONFLICTS: dict[ConflictKind, Text] = {
    ConflictKind.LIFTED_HERE: pgettext_lazy(
        "contradiction of registers", "The bureau says refused, the person has lifted it here"
    ),
    ConflictKind.BUREAUS_DISAGREE: pgettext_lazy(
        "contradiction of registers", "This bureau says refused, another says lifted later"
    ),
}

SETTLEMENTS: dict[Settlement, Word] = {
    Settlement.AGREED: Word(pgettext_lazy("end of a contradiction", "They agree again"), "check"),
    Settlement.OVERRULED: Word(pgettext_lazy("end of a contradiction", "The mark counts no more"), "x"),
    Settlement.STANDS: Word(pgettext_lazy("end of a contradiction", "The mark stands"), "lock"),
}

HAPPENED: dict[str, Word] = {
    ClaimOpened.kind(): Word(pgettext_lazy("what happened to a claim", "Opened"), "flag"),
    ClaimDisputed.kind(): Word(pgettext_lazy("what happened to a claim", "The lender disputes it"), "scale"),
    ClaimDecided.kind(): Word(pgettext_lazy("what happened to a claim", "A supervisor decided"), "gavel"),
    LoanWrittenOff.kind(): Word(pgettext_lazy("what happened to a claim", "The lender wrote the loan off"), "check"),
    RecordCorrected.kind(): Word(pgettext_lazy("what happened to a claim", "A bureau answered"), "building-bank"),
    ClaimCorrected.kind(): Word(
        pgettext_lazy("what happened to a claim", "Nothing is left of the loan"), "circle-check"
    ),
    ClaimOverdue.kind(): Word(pgettext_lazy("what happened to a claim", "A term ran out"), "alert-triangle"),
}

ANSWERS: dict[Answer, Word] = {
    Answer.ALLOW: Word(pgettext_lazy("answer to a lender", "May lend"), "check"),
    Answer.CONFIRM: Word(pgettext_lazy("answer to a lender", "Ask the person first"), "phone"),
    Answer.HOLD: Word(pgettext_lazy("answer to a lender", "Wait"), "clock"),
    Answer.DENY: Word(pgettext_lazy("answer to a lender", "Do not lend"), "hand-stop"),
}
ANSWER_BADGES: dict[Answer, str] = {
    Answer.ALLOW: "allow",
    Answer.CONFIRM: "warn",
    Answer.HOLD: "hold",
    Answer.DENY: "refuse",
}

GROUNDS: dict[str, Text] = {
    "person": pgettext_lazy("why lenders are told so", "The person refuses credit"),
    "bureau": pgettext_lazy("why lenders are told so", "A bureau's register"),
    "caution": pgettext_lazy("why lenders are told so", "Money was stolen from the person"),
}
