"""What people may do, by role: one table."""

from enum import StrEnum


class Role(StrEnum):
    """A person's job at the centre."""

    ANALYST = "analyst"
    SUPERVISOR = "supervisor"
    ADMINISTRATOR = "administrator"
    PROSECUTOR = "prosecutor"


class Right(StrEnum):
    """One thing that a person may do in the workspace."""

    SEE_PAYMENTS = "see payments"
    DECIDE_REVIEW = "decide a review"
    REVEAL = "reveal an identifier"
    SEE_REGISTRY = "see the registry"
    PROPOSE_ENTRY = "propose an entry"
    CONFIRM_ENTRY = "confirm an entry"
    WITHDRAW_ENTRY = "withdraw an entry"
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


_SEES = {
    Right.SEE_PAYMENTS,
    Right.SEE_REGISTRY,
    Right.SEE_INSTITUTIONS,
    Right.SEE_DETECTION,
    Right.SEE_REPORTS,
}
_WORKS = {
    Right.DECIDE_REVIEW,
    Right.REVEAL,
    Right.PROPOSE_ENTRY,
    Right.WRITE_TYPOLOGY,
    Right.STEER_MODEL,
    Right.TAKE_REPORT,
}

RIGHTS: dict[Role, frozenset[Right]] = {
    Role.ANALYST: frozenset(_SEES | _WORKS),
    Role.SUPERVISOR: frozenset(
        _SEES
        | _WORKS
        | {
            Right.CONFIRM_ENTRY,
            Right.WITHDRAW_ENTRY,
            Right.SEE_AUDIT,
            Right.APPROVE_TYPOLOGY,
            Right.APPROVE_MODEL,
        }
    ),
    Role.ADMINISTRATOR: frozenset({Right.SEE_INSTITUTIONS, Right.MANAGE_INSTITUTIONS}),
    # A prosecutor reads everything relevant and changes nothing.
    Role.PROSECUTOR: frozenset(_SEES | {Right.REVEAL, Right.SEE_AUDIT}),
}
