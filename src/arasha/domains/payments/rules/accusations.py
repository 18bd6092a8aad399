"""Whom each rule accuses, and of what: a rule that fired speaks against the payer's account, the receiver's, or none.

A victim's payment is graver for the receiver than for the victim: rules on the payer's session speak against the
account that is paid and never against the one that pays. What the registry says raises nothing here: an entry that
followed from an account's risk must not raise that risk again.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from arasha.domains.payments.rules.account_risk import Sign
from arasha.domains.payments.rules.features import F
from arasha.kernel.tiers import Tier


class Accused(NamedTuple):
    """The sign that a rule is against each account; None: it says nothing of it."""

    debtor: Sign | None = None
    creditor: Sign | None = None


class Weights(NamedTuple):
    """What one payment says against its two accounts: points by sign."""

    debtor: dict[Sign, int]
    creditor: dict[Sign, int]


NOBODY = Accused()
_GATHERS = Accused(creditor=Sign.STRANGERS_PAY_IN)
_PRESSED = Accused(creditor=Sign.PRESSED_PEOPLE_PAY_IN)
_PASSES_ON = Accused(debtor=Sign.PASSES_ON)
_SCATTERS = Accused(debtor=Sign.SCATTERS)
_TAKES_OUT = Accused(debtor=Sign.TAKES_OUT)

ACCUSED: Mapping[str, Accused] = {
    "CREDITOR_CONFIRMED": NOBODY,
    "CREDITOR_LISTED": NOBODY,
    "CREDITOR_REPORTED": NOBODY,
    "DEBTOR_LISTED": NOBODY,
    "STOLEN_MONEY": NOBODY,  # a seller who was paid with it need not know; the hold has an appeal of its own
    "COERCED_VICTIM": NOBODY,  # nobody is suspected whose payments wait for his own sake; whom he pays is a guess
    "DEVICE_LISTED": Accused(debtor=Sign.SHARED_DEVICE),
    "SHARED_DEVICE_MANY": Accused(debtor=Sign.SHARED_DEVICE),
    "DEVICE_WITH_MARKED": NOBODY,  # or two accounts that share it would raise each other, entry by entry
    "PHONE_WITH_MARKED": NOBODY,
    "NEW_PAYEE_DURING_CALL": _PRESSED,
    "LARGE_DURING_CALL": _PRESSED,
    "REMOTE_ACCESS": _PRESSED,
    "LOAN_SENT_ON": _PRESSED,
    "NIGHT_NEW_PAYEE": NOBODY,
    "VICTIM_PAYS_STRANGER": NOBODY,  # it watches only
    "SIM_SWAPPED": _PRESSED,
    "CABINET_FROM_NEW_DEVICE": NOBODY,
    "NEW_DEVICE_NEW_PAYEES": _PRESSED,
    "DORMANT_AWAKENED": NOBODY,
    "PAID_BY_SEVERAL": _GATHERS,
    "PAID_BY_MANY": _GATHERS,
    "PAID_BY_VERY_MANY": _GATHERS,
    "PAID_BY_STRANGERS_ONLY": _GATHERS,
    "PAID_BY_A_CROWD_OF_STRANGERS": _GATHERS,
    "YOUNG_WITH_MANY_SENDERS": Accused(creditor=Sign.YOUNG),
    "YOUNG_PAYER": Accused(debtor=Sign.YOUNG),
    "YOUNG_TO_YOUNG": Accused(debtor=Sign.YOUNG, creditor=Sign.YOUNG),
    "LARGE_TO_UNKNOWN": Accused(creditor=Sign.YOUNG),
    "PASSES_ON_FROM_SEVERAL": _PASSES_ON,
    "PASSES_ON_FROM_MANY": _PASSES_ON,
    "PASSES_ON_FROM_VERY_MANY": _PASSES_ON,
    "PASSES_ON_TO_SEVERAL": _PASSES_ON,
    "PASSES_ON_FROM_STRANGERS": _PASSES_ON,
    "KEEPS_A_TENTH": _PASSES_ON,
    "PASSED_ON_AT_ONCE": _PASSES_ON,
    "GATHERER_TO_GATHERER": Accused(debtor=Sign.STRANGERS_PAY_IN, creditor=Sign.STRANGERS_PAY_IN),
    "RECEIVER_PASSES_ON": Accused(creditor=Sign.PASSES_ON),
    "RECEIVER_PAYS_MANY": Accused(creditor=Sign.SCATTERS),
    "QUIET_ACCOUNT_SCATTERS": _SCATTERS,
    "SCATTERS_TO_GATHERERS": Accused(debtor=Sign.SCATTERS, creditor=Sign.STRANGERS_PAY_IN),
    "SCATTERS": _SCATTERS,
    "BURST_TO_NEW_PAYEES": _SCATTERS,
    "SENT_ON_IN_A_RUN": _PASSES_ON,
    "SENT_ON_BY_THE_MINUTE": _PASSES_ON,
    "SENT_ON_FROM_SEVERAL": _PASSES_ON,
    "RECEIVER_IN_A_RUN": Accused(creditor=Sign.PASSES_ON),
    "RECEIVER_PAYS_ALL_DAY": Accused(creditor=Sign.SCATTERS),
    "RECEIVER_PAYS_ALL_WEEK": Accused(creditor=Sign.SCATTERS),
    "RECEIVER_EMPTIES_ITSELF": Accused(creditor=Sign.PASSES_ON),
    "SENDS_AGAIN_AT_ONCE": NOBODY,  # whoever sends in parts is told to: he is the victim
    "CASH_AFTER_CREDIT": _TAKES_OUT,
    "CRYPTO_AFTER_CREDIT": _TAKES_OUT,
    "CASH_FROM_STRANGERS": _TAKES_OUT,
    "CRYPTO_DURING_CALL": NOBODY,  # the payer is pressed, and the receiver is an exchange
    "LOAN_TO_CRYPTO": NOBODY,
    "ONE_TIME_WALLET": Accused(creditor=Sign.YOUNG),
    "WALLET_EMPTIED": _PASSES_ON,
    "ROUND_SUMS_FROM_MANY": _GATHERS,
    "CASH_IN_PARTS": _TAKES_OUT,
    "JUST_UNDER_THE_BOUND": NOBODY,
    "UNLIKE_ITS_PAST": NOBODY,  # it may be the victim who is robbed of his savings
    "WOKEN_TO_PASS_ON": _PASSES_ON,
    "LIVES_ON_STRANGERS": _PASSES_ON,
    "STRANGERS_MONEY_IN_CASH_FOR_WEEKS": _TAKES_OUT,
    "STRANGERS_MONEY_IN_CRYPTO_FOR_WEEKS": _TAKES_OUT,
    "LOANS_PASSED_ON_FOR_WEEKS": _PASSES_ON,
    "CABINET_HANDED_OVER": _PASSES_ON,
    "DEVICE_OF_MANY": Accused(debtor=Sign.SHARED_DEVICE),
    "EQUAL_CONTRIBUTIONS": _GATHERS,
    "TICKETS": _GATHERS,
    "PAYS_THOSE_WHO_PAID_IN": Accused(debtor=Sign.STRANGERS_PAY_IN),
    "LAYERS": Accused(debtor=Sign.SCATTERS, creditor=Sign.STRANGERS_PAY_IN),
    "SPREAD_AND_GATHERED": _GATHERS,
    "STACKED_LAYERS": _PASSES_ON,
    "SIDES_DISAGREE": Accused(creditor=Sign.CONTRADICTED),
    "KNOWN_PAYEE": NOBODY,
    "STEP_UP_PASSED": NOBODY,
    "OWN_TRANSFER": NOBODY,
    "DROP_LIKELY": NOBODY,  # the model speaks for itself, by its columns
    "DROP_VERY_LIKELY": NOBODY,
}

# What a payment that was stopped adds against the accounts that its reasons accuse, by its tier.
STOPPED = {Tier.HIGH: 100, Tier.VERY_HIGH: 200}

# What a finding says: a payment was fraud (of the account that was paid, and of a payer whom rules accuse), money was
# returned; and how much a bank's release of a held payment clears, beside a person's finding (`CLEARED`).
PAID_FOR_FRAUD: Mapping[Sign, int] = {Sign.FOUND_FRAUD: 2500}
TOOK_PART: Mapping[Sign, int] = {Sign.FOUND_FRAUD: 1500}
MONEY_RETURNED: Mapping[Sign, int] = {Sign.RETURNED: 150}
CLEARED_BY_RELEASE = 200

# The model's probability (parts per 10 000) and the rank of the unusual (per mille) as points.
DROP_SCORE_A_POINT = 20
UNUSUAL_FROM, UNUSUAL_WEIGHT = 990, 20


class Told(NamedTuple):
    """What a verdict tells: the weight of each live rule that fired, its tier, and the model's columns (-1: none)."""

    fired: Mapping[str, int]
    tier: Tier
    drop_level: int
    drop_score: int
    unusual: int


def accused_by(code: str, looked_at: Iterable[str]) -> Accused:
    """Whom a rule accuses; a typology from outside the table accuses the accounts whose behaviour it looks at.

    `looked_at` are the names of its features; how well the two accounts know each other accuses nobody.
    """
    if code in ACCUSED:
        return ACCUSED[code]
    sides = {name[:2] for name in looked_at if name not in _ACQUAINTANCE}
    return Accused(*(Sign.OTHER_BEHAVIOUR if side in sides else None for side in ("D_", "C_")))


def weights_of(told: Told, accused: Mapping[str, Accused]) -> Weights:
    """What a payment says against its two accounts.

    Of several rules that are one sign the heaviest counts. The model speaks against the accounts that a rule accuses;
    where none does, against the receiver: who pays a drop is more often its victim. That a payment was stopped, or is
    unusual, only adds to what is said of an account already.
    """
    weights = Weights({}, {})
    for code, weight in told.fired.items():
        for side, sign in zip(weights, accused[code], strict=True):
            if sign is not None and weight > 0:
                side[sign] = max(side.get(sign, 0), weight)
    sides = [side for side in weights if side]
    if told.drop_level > 0:
        sides = sides or [weights.creditor]
    for side in sides:
        side.update(_general(told))
    return weights


def _general(told: Told) -> Iterable[tuple[Sign, int]]:
    """What a verdict says as a whole."""
    if told.tier in STOPPED:
        yield Sign.STOPPED, STOPPED[told.tier]
    if told.drop_level > 0:
        yield Sign.MODEL, told.drop_score // DROP_SCORE_A_POINT
    if told.unusual >= UNUSUAL_FROM:
        yield Sign.UNUSUAL, UNUSUAL_WEIGHT


_ACQUAINTANCE = frozenset(feature.name for feature in F if "_PAIR_" in feature.name)
