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
    ON_BEHALF = "on-behalf"  # a switch or a payment system asks for the institutions it serves


EVERYDAY = (Scope.SCREEN, Scope.OUTCOME, Scope.READ, Scope.REGISTRY, Scope.THEFTS, Scope.HANDLING)
