"""What people may do, by role: one table."""

from enum import StrEnum


class Role(StrEnum):
    """A person's job at the centre."""

    ANALYST = "analyst"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    PROSECUTOR = "prosecutor"
    INSTITUTION_OFFICER = "officer"
    TRAINER = "trainer"


class Right(StrEnum):
    """One thing that a person may do in the workspace."""

    SEE_PAYMENTS = "see payments"
    DECIDE_REVIEW = "decide a review"
    REVEAL = "reveal an identifier"
    SEE_REGISTRY = "see the registry"
    PROPOSE_ENTRY = "propose an entry"
    CONFIRM_ENTRY = "confirm an entry"
    WITHDRAW_ENTRY = "withdraw an entry"
    DECIDE_CONTEST = "decide a contest"
    SEE_INSTITUTIONS = "see institutions"
    MANAGE_INSTITUTIONS = "manage institutions"
    SEE_AUDIT = "see the audit"
    SEE_DETECTION = "see typologies and models"
    WRITE_TYPOLOGY = "write a typology"
    APPROVE_TYPOLOGY = "make a typology live"
    STEER_MODEL = "try and take back a model"
    APPROVE_MODEL = "make a model live"
    SEE_REPORTS = "see reports of theft"
    TAKE_REPORT = "take a report of theft"
    SEE_HOLDS = "see incidents and holds"
    HANDLE_HOLD = "handle a hold"
    DECIDE_APPEAL = "decide an appeal"
    SANCTION_RECALL = "sanction a recall"
    PROTECT_VICTIM = "protect a coerced victim"
    ANSWER_OWN_HOLDS = "answer the holds of one's institution"
    SEE_CREDIT = "see refusals of credit and claims"
    DECIDE_CLAIM = "decide a claim that a loan is void"
    SETTLE_BUREAUS = "settle what bureaus disagree on"
    CONFIRM_GUARDIAN = "confirm a guardian"
    ANSWER_OWN_CLAIMS = "answer the claims against one's institution"
    TAKE_EXERCISE = "take part in exercises"
    SEE_EXERCISES = "see how everybody does in exercises"


_SEES = {
    Right.SEE_PAYMENTS,
    Right.SEE_REGISTRY,
    Right.SEE_INSTITUTIONS,
    Right.SEE_DETECTION,
    Right.SEE_REPORTS,
    Right.SEE_HOLDS,
    Right.SEE_CREDIT,
}
_WORKS = {
    Right.DECIDE_REVIEW,
    Right.REVEAL,
    Right.PROPOSE_ENTRY,
    Right.WRITE_TYPOLOGY,
    Right.STEER_MODEL,
    Right.TAKE_REPORT,
    Right.HANDLE_HOLD,
    Right.DECIDE_APPEAL,
    Right.PROTECT_VICTIM,
    Right.CONFIRM_GUARDIAN,
    Right.TAKE_EXERCISE,
}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.ANALYST: frozenset(_SEES | _WORKS),
    Role.SUPERVISOR: frozenset(
        _SEES
        | _WORKS
        | {
            Right.CONFIRM_ENTRY,
            Right.WITHDRAW_ENTRY,
            Right.DECIDE_CONTEST,
            Right.SEE_AUDIT,
            Right.APPROVE_TYPOLOGY,
            Right.APPROVE_MODEL,
            Right.DECIDE_CLAIM,
            Right.SETTLE_BUREAUS,
        }
    ),
    Role.ADMINISTRATOR: frozenset({Right.SEE_INSTITUTIONS, Right.MANAGE_INSTITUTIONS}),
    # A prosecutor reads everything relevant and changes nothing silently: his sanction is an act of its own.
    Role.PROSECUTOR: frozenset(_SEES | {Right.REVEAL, Right.SEE_AUDIT, Right.SANCTION_RECALL}),
    # Somebody of an institution sees what is asked of that institution, and nothing else.
    Role.INSTITUTION_OFFICER: frozenset({Right.ANSWER_OWN_HOLDS, Right.PROTECT_VICTIM, Right.ANSWER_OWN_CLAIMS}),
    # A trainer sees exercises in a sandbox, and nobody's data anywhere.
    Role.TRAINER: frozenset({Right.SEE_EXERCISES}),
}
