"""What each column of the feature row means, in what unit, and about whom: for people who ask why."""

from enum import StrEnum
from typing import NamedTuple

from arasha.domains.payments.rules import behaviour_catalogue
from arasha.domains.payments.rules.features import F
from arasha.domains.payments.rules.units import Unit
from arasha.kernel.languages import mark as _


class About(StrEnum):
    """Whom a figure is about."""

    PAYMENT = "payment"
    SESSION = "session"
    REGISTRY = "registry"
    DEBTOR = "debtor"
    CREDITOR = "creditor"


class Meaning(NamedTuple):
    """A column in words: `title` is a marked English text."""

    about: About
    unit: Unit
    title: str


_OF_THE_PAYMENT = {
    F.AMOUNT: Meaning(About.PAYMENT, Unit.MONEY, _("Amount")),
    F.KIND: Meaning(About.PAYMENT, Unit.KIND, _("Kind of payment")),
    F.CHANNEL: Meaning(About.PAYMENT, Unit.CHANNEL, _("Where the order was given")),
    F.INCOMING: Meaning(About.PAYMENT, Unit.FLAG, _("Asked by the receiver's institution")),
    F.FOREIGN_CURRENCY: Meaning(About.PAYMENT, Unit.FLAG, _("In a foreign currency")),
    F.HOUR: Meaning(About.PAYMENT, Unit.HOUR, _("Hour of the day in Almaty")),
    F.NIGHT: Meaning(About.PAYMENT, Unit.FLAG, _("At night")),
    F.ROUND_AMOUNT: Meaning(About.PAYMENT, Unit.FLAG, _("A round sum")),
    F.LATE_S: Meaning(About.PAYMENT, Unit.SECONDS, _("From the order to the question")),
    F.SAME_INSTITUTION: Meaning(About.PAYMENT, Unit.FLAG, _("Both accounts at one institution")),
    F.SIDES_DISAGREE: Meaning(About.PAYMENT, Unit.FLAG, _("The two institutions describe it differently")),
    F.DEBTOR_PARTY: Meaning(About.DEBTOR, Unit.PARTY, _("Holder of the account")),
    F.CREDITOR_PARTY: Meaning(About.CREDITOR, Unit.PARTY, _("Holder of the account")),
    F.DEBTOR_WALLET: Meaning(About.DEBTOR, Unit.FLAG, _("An electronic wallet")),
    F.CREDITOR_WALLET: Meaning(About.CREDITOR, Unit.FLAG, _("An electronic wallet")),
    F.HISTORY_S: Meaning(About.PAYMENT, Unit.SECONDS, _("The centre has been watching payments for")),
}

_OF_THE_SESSION = {
    F.ACTIVE_CALL: Meaning(About.SESSION, Unit.FLAG, _("On the phone while paying")),
    F.REMOTE_ACCESS: Meaning(About.SESSION, Unit.FLAG, _("A tool for remote control is running")),
    F.NEW_DEVICE: Meaning(About.SESSION, Unit.FLAG, _("A new device")),
    F.SIM_SWAP_DAYS: Meaning(About.SESSION, Unit.DAYS, _("Since the SIM card was changed")),
    F.STEP_UP: Meaning(About.SESSION, Unit.STEP_UP, _("Further identification")),
}

_OF_THE_REGISTRY = {
    F.DEBTOR_TIER: Meaning(About.REGISTRY, Unit.TIER, _("What is known against the payer")),
    F.CREDITOR_TIER: Meaning(About.REGISTRY, Unit.TIER, _("What is known against the receiver")),
    F.DEVICE_TIER: Meaning(About.REGISTRY, Unit.TIER, _("What is known against the device and the address")),
    F.PAYER_COERCED: Meaning(About.REGISTRY, Unit.FLAG, _("The payer is protected: he may pay under coercion")),
    F.PAYER_WAS_VICTIM: Meaning(About.REGISTRY, Unit.FLAG, _("Money was lately stolen from the payer")),
}

_OF_THE_MODEL = {
    F.DROP_SCORE: Meaning(About.PAYMENT, Unit.COUNT, _("The model takes it for a drop's, of 10 000 (-1: no model)")),
    F.DROP_SCORE_CANDIDATE: Meaning(About.PAYMENT, Unit.COUNT, _("The candidate model's word, of 10 000 (-1: none)")),
    F.DROP_LEVEL: Meaning(About.PAYMENT, Unit.COUNT, _("Over the model's thresholds: none, alert, very likely")),
    F.UNUSUAL: Meaning(About.PAYMENT, Unit.SHARE, _("Rarer than so many of the payments of its peers")),
    F.CONTROL_SAMPLE: Meaning(About.PAYMENT, Unit.FLAG, _("Drawn for the control sample")),
    F.STOLEN_AMOUNT: Meaning(About.PAYMENT, Unit.MONEY, _("Stolen money that would be carried away")),
}

# Each count is with the account in question; 0 where the payment names no such identifier.
_OF_WHAT_IS_SHARED = {
    F.DEVICE_ACCOUNTS_30D: Meaning(About.SESSION, Unit.COUNT, _("Accounts that paid from this device in 30 days")),
    F.ADDRESS_ACCOUNTS_30D: Meaning(About.SESSION, Unit.COUNT, _("Accounts that paid from this address in 30 days")),
    F.DEVICE_MARKED: Meaning(About.SESSION, Unit.FLAG, _("A suspect account paid from this device")),
    F.ADDRESS_MARKED: Meaning(About.SESSION, Unit.FLAG, _("A suspect account paid from this address")),
    F.PHONE_MARKED: Meaning(About.PAYMENT, Unit.FLAG, _("A suspect account goes with the payer's or receiver's phone")),
}

# The columns that both accounts have, by what follows `D_` or `C_`.
_OF_AN_ACCOUNT: dict[str, tuple[Unit, str]] = {
    "AGE_S": (Unit.SECONDS, _("Since it was first seen")),
    "OUT_COUNT_1H": (Unit.COUNT, _("Payments sent in an hour")),
    "OUT_COUNT_24H": (Unit.COUNT, _("Payments sent in 24 hours")),
    "OUT_COUNT_7D": (Unit.COUNT, _("Payments sent in 7 days")),
    "OUT_SUM_1H": (Unit.MONEY, _("Sent in an hour")),
    "OUT_SUM_24H": (Unit.MONEY, _("Sent in 24 hours")),
    "OUT_SUM_7D": (Unit.MONEY, _("Sent in 7 days")),
    "IN_COUNT_1H": (Unit.COUNT, _("Payments received in an hour")),
    "IN_COUNT_24H": (Unit.COUNT, _("Payments received in 24 hours")),
    "IN_COUNT_7D": (Unit.COUNT, _("Payments received in 7 days")),
    "IN_SUM_1H": (Unit.MONEY, _("Received in an hour")),
    "IN_SUM_24H": (Unit.MONEY, _("Received in 24 hours")),
    "IN_SUM_7D": (Unit.MONEY, _("Received in 7 days")),
    "CREDITORS_7D": (Unit.COUNT, _("Different receivers in 7 days")),
    "SENDERS_7D": (Unit.COUNT, _("Different senders in 7 days")),
    "NEW_CREDITORS_24H": (Unit.COUNT, _("New receivers in 24 hours")),
    "NEW_SENDERS_24H": (Unit.COUNT, _("New senders in 24 hours")),
    "NIGHT_SHARE_7D": (Unit.SHARE, _("Payments at night, of those of 7 days")),
    "SINCE_CREDIT_S": (Unit.SECONDS, _("Since money last came in")),
    "SINCE_DEBIT_S": (Unit.SECONDS, _("Since money last went out")),
    "LAST_CREDIT": (Unit.MONEY, _("The last amount that came in")),
    "CASH_24H": (Unit.MONEY, _("Taken out in cash in 24 hours")),
    "LOAN_24H": (Unit.MONEY, _("Loans paid out in 24 hours")),
    "PASSED_ON_24H": (Unit.SHARE, _("Passed on, of what came in within 24 hours")),
    "PASSED_ON_7D": (Unit.SHARE, _("Passed on, of what came in within 7 days")),
    "OF_LAST_CREDIT": (Unit.SHARE, _("This amount, of the last that came in")),
    "PAIR_COUNT_7D": (Unit.COUNT, _("Payments between these two in 7 days")),
    "PAIR_AGE_S": (Unit.SECONDS, _("Since the first payment between these two")),
    "PHONE_ACCOUNTS_30D": (Unit.COUNT, _("Accounts named with its phone in 30 days")),
    "DEVICES_30D": (Unit.COUNT, _("Different devices in 30 days")),
}

_OF_AN_ACCOUNT |= behaviour_catalogue.OF_AN_ACCOUNT

_SIDES = {"D_": About.DEBTOR, "C_": About.CREDITOR}

CATALOGUE: dict[F, Meaning] = {
    **_OF_THE_PAYMENT,
    **_OF_THE_SESSION,
    **_OF_THE_REGISTRY,
    **_OF_WHAT_IS_SHARED,
    **_OF_THE_MODEL,
    **{F[name]: Meaning(About.PAYMENT, *meaning) for name, meaning in behaviour_catalogue.BETWEEN.items()},
    **{
        feature: Meaning(_SIDES[feature.name[:2]], *_OF_AN_ACCOUNT[feature.name[2:]])
        for feature in F
        if feature.name[:2] in _SIDES
    },
}
