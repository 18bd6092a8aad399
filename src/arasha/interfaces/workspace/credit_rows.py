"""Claims, loans, checks, grounds and contradictions as rows of tables."""

from typing import Any

from arasha.domains.credit.facts.lending import (
    ClaimState,
    ConflictKind,
    Correction,
    DisputeReason,
    Finding,
    LoanSource,
    Settlement,
)
from arasha.domains.credit.queries import said as queries
from arasha.domains.credit.queries.bureaus import Conflict
from arasha.domains.credit.queries.checks import Check
from arasha.domains.credit.queries.claims import BureauRecord, Claim
from arasha.domains.credit.queries.loans import Loan
from arasha.interfaces.workspace import credit_words as words
from arasha.interfaces.workspace.people import in_reading, names_of
from arasha.kernel import clock
from arasha.kernel.facts import Fact, Recorded
from arasha.kernel.references import Letter, reference

ENDED = (ClaimState.CORRECTED, ClaimState.UNFOUNDED)


def claim_row(row: Claim) -> dict[str, Any]:
    """A claim."""
    state = ClaimState(row.state)
    return {
        "claim": row,
        "loan": row.loan,
        "reference": reference(Letter.CLAIM, row.id),
        "state": words.CLAIMS[state],
        "badge": words.CLAIM_BADGES.get(state, ""),
        "ground": words.FINDINGS[Finding(row.ground)],
        "source": words.SOURCES[LoanSource(row.source)],
        "dispute": words.DISPUTES[DisputeReason(row.dispute)] if row.dispute else "",
        "due": words.DUE.get(state, ""),
        "late": row.due_at is not None and row.due_at <= clock.now(),
        "ended": state in ENDED,
    }


def loan_row(row: Loan) -> dict[str, Any]:
    """A loan, with its claim if there is one."""
    claim = getattr(row, "claim", None)
    return {
        "loan": row,
        "finding": words.FINDINGS[Finding(row.finding)],
        "source": words.SOURCES[LoanSource(row.source)],
        "claim": claim_row(claim) if claim is not None else None,
    }


def check_row(row: Check) -> dict[str, Any]:
    """A question of a lender, and what it was told."""
    answer = queries.answer_of(row)
    return {
        "check": row,
        "answer": words.ANSWERS[answer],
        "badge": words.ANSWER_BADGES[answer],
        "reasons": [in_reading(each) for each in queries.reasons_of(row)],
    }


def record_row(row: BureauRecord) -> dict[str, Any]:
    """What a bureau does with the record of a loan."""
    return {
        "record": row,
        "said": words.CORRECTIONS[Correction(row.said)],
        "reference": reference(Letter.CLAIM, row.claim_id),
    }


def conflict_row(row: Conflict) -> dict[str, Any]:
    """A contradiction between registers."""
    return {
        "conflict": row,
        "kind": words.CONFLICTS[ConflictKind(row.kind)],
        "settlement": words.SETTLEMENTS[Settlement(row.settlement)] if row.settlement else None,
    }


def event_rows(facts: list[Recorded[Fact]]) -> list[dict[str, Any]]:
    """What has happened to a claim, in order."""
    names = names_of(fact.actor for fact in facts)
    return [
        {"fact": fact, "said": words.HAPPENED[fact.fact.kind()], "who": names[fact.actor]}
        for fact in facts
        if fact.fact.kind() in words.HAPPENED
    ]


def said(effect: int) -> dict[str, Any]:
    """What lenders are told of a person, in the reader's language."""
    told = queries.said(effect)
    return {
        "own": in_reading(told.own) if told.own else "",
        "bureaus": in_reading(told.bureaus) if told.bureaus else "",
        "caution": told.caution,
        "nothing": not any(told),
    }
