"""The tables of payments."""

from arasha.domains.payments.models.learned import DropsModel, DropsModelStep
from arasha.domains.payments.models.patterns import PatternAccount, PaymentPattern
from arasha.domains.payments.models.shared import AccountIdentifier
from arasha.domains.payments.models.standing import AccountReview, AccountRisk, AccountRiskChange
from arasha.domains.payments.models.typologies import Typology, TypologyStep
from arasha.domains.payments.models.verdicts import (
    DrainPosition,
    Payment,
    ReportedOutcome,
    Review,
    RuleBook,
    Tally,
    VerdictGroup,
)

__all__ = [
    "AccountIdentifier",
    "AccountReview",
    "AccountRisk",
    "AccountRiskChange",
    "DrainPosition",
    "DropsModel",
    "DropsModelStep",
    "PatternAccount",
    "Payment",
    "PaymentPattern",
    "ReportedOutcome",
    "Review",
    "RuleBook",
    "Tally",
    "Typology",
    "TypologyStep",
    "VerdictGroup",
]
