"""What a key of an institution may be used for."""

from enum import StrEnum


class Scope(StrEnum):
    """One right of a key."""

    SCREEN = "payments:screen"
    OUTCOME = "payments:outcome"
    READ = "payments:read"
    REGISTRY = "registry:check"
    THEFTS = "thefts:report"
    HANDLING = "holds:answer"
    CREDIT_CHECK = "credit:check"  # ask before lending, say what became of it, answer claims
    CREDIT_PORTAL = "credit:portal"  # the state's portal: people refuse and lift through it
    CREDIT_BUREAU = "credit:bureau"  # a credit bureau keeps the same register
    ON_BEHALF = "on-behalf"  # a switch or a payment system asks for the institutions it serves


EVERYDAY = (Scope.SCREEN, Scope.OUTCOME, Scope.READ, Scope.REGISTRY, Scope.THEFTS, Scope.HANDLING, Scope.CREDIT_CHECK)
