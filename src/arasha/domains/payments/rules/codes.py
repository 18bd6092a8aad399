"""The closed lists whose numbers stand in rows: kinds of payments, channels, parties, kinds of identifiers."""

from enum import IntEnum


class Kind(IntEnum):
    """What a payment is for; the engine counts cash, crypto and loans apart."""

    P2P = 0
    MERCHANT = 1
    CASH_OUT = 2
    TOP_UP = 3
    LOAN_DISBURSEMENT = 4
    CRYPTO_PURCHASE = 5
    OWN_TRANSFER = 6


class Channel(IntEnum):
    """Where the order was given."""

    UNKNOWN = 0
    MOBILE = 1
    WEB = 2
    BRANCH = 3
    ATM = 4
    POS = 5
    CALL_CENTRE = 6
    API = 7


class Party(IntEnum):
    """What sort of holder an account has."""

    UNKNOWN = 0
    PERSON = 1
    ENTREPRENEUR = 2
    COMPANY = 3
    STATE = 4


class StepUp(IntEnum):
    """Did the payer pass a further identification (biometrics) for this payment?"""

    UNKNOWN = -1
    NOT_PASSED = 0
    PASSED = 1


class Shared(IntEnum):
    """What accounts may share; the lower the number, the more it says when they do."""

    PHONE = 0
    DEVICE = 1
    ADDRESS = 2
