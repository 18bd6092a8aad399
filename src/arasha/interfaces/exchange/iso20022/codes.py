"""Codes of ISO 20022's external code sets, and what they mean to the centre: tables both ways.

A code that is not in a table is not lost: the message keeps it as it came, its meaning is *other*.
"""

from enum import StrEnum

from arasha.domains.recovery.facts.handling import Refusal
from arasha.domains.recovery.facts.returning import Rejection

FRAUD = "FRAD"  # ExternalCancellationReason1Code: whatever the centre asks for, it asks because of fraud
INFORMATION = "RQFI"  # ExternalInvestigationType1Code: request for information
ANALYSIS = "FRAUD-ANALYSIS"  # our own reason of an investigation: is the money that is held stolen?


class Outcome(StrEnum):
    """What an institution answers to a request to hold or to send back."""

    ACCEPTED = "accepted"
    ACCEPTED_PART = "accepted_part"
    REJECTED = "rejected"
    PENDING = "pending"


class Ground(StrEnum):
    """Why money comes back."""

    REQUESTED = "requested"
    FRAUD = "fraud"
    OTHER = "other"


# CancellationIndividualStatus1Code of a payment; ExternalInvestigationExecutionConfirmation1Code of a whole message.
OUTCOME: dict[str, Outcome] = {
    "ACCR": Outcome.ACCEPTED,
    "RJCR": Outcome.REJECTED,
    "PDCR": Outcome.PENDING,
    "CNCL": Outcome.ACCEPTED,
    "PECR": Outcome.ACCEPTED_PART,
}

# ExternalPaymentCancellationRejection1Code as an answer to a request to hold; without a balance nothing is left.
NO_BALANCE = "AM04"
HOLD_REFUSAL: dict[str, Refusal] = {
    "NOOR": Refusal.NOT_OURS,
    "AC03": Refusal.NOT_OURS,
    "AC04": Refusal.ACCOUNT_CLOSED,
    "LEGL": Refusal.LEGAL_BAR,
}

# The same codes as an answer to a recall. Returned already (ARDT), the customer's no (CUST) or silence (NOAS): other.
RECALL_REJECTION: dict[str, Rejection] = {
    NO_BALANCE: Rejection.NO_BALANCE,
    "AC04": Rejection.ACCOUNT_CLOSED,
    "LEGL": Rejection.LEGAL_BAR,
}

# ExternalReturnReason1Code: following a cancellation request; fraudulent origin.
GROUND: dict[str, Ground] = {"FOCR": Ground.REQUESTED, "FRAD": Ground.FRAUD, "FR01": Ground.FRAUD}

# A verdict as ExternalPaymentTransactionStatus1Code, and as ExternalStatusReason1Code where it is not plain consent.
STATUS: dict[str, str] = {"allow": "ACCP", "warn": "ACCP", "hold": "PDNG", "refuse": "RJCT"}
STATUS_REASON: dict[str, str] = {"allow": "", "warn": "FR01", "hold": "FR01", "refuse": "FR01"}
