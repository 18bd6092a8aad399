"""The rules, one after the other: the schemes of the mission, as questions about a payment.

The order is the bit in a verdict's mask and is part of a rule book's version; add at the end of a group at will,
because every verdict remembers the version it was given under. Weights are read against the bands of `verdict.py`: warn
from 300, hold from 600, refuse from 900.
"""

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.rules.codes import Kind, Party, StepUp
from arasha.domains.payments.rules.features import F
from arasha.domains.payments.rules.language import (
    Rule,
    at_least,
    below,
    between,
    days,
    equals,
    hours,
    minutes,
    other_than,
    share_between,
    yes,
)
from arasha.kernel.languages import mark as _
from arasha.kernel.money import tenge
from arasha.kernel.tiers import Tier

FIRST_PAYMENT = equals(F.D_PAIR_AGE_S, -1)
TO_A_PERSON = other_than(F.KIND, Kind.MERCHANT)

LISTED = (
    Rule(
        code="CREDITOR_CONFIRMED",
        weight=1000,
        ceiling=Verdict.REFUSE,
        title=_("Receiver confirmed as fraudulent"),
        reason=_("The receiver stands in the register of confirmed fraudulent accounts."),
        when=(at_least(F.CREDITOR_TIER, Tier.VERY_HIGH),),
    ),
    Rule(
        code="CREDITOR_LISTED",
        weight=650,
        title=_("Receiver listed as suspect"),
        reason=_("The receiver stands in the register of suspects."),
        when=(equals(F.CREDITOR_TIER, Tier.HIGH),),
    ),
    Rule(
        code="CREDITOR_REPORTED",
        weight=350,
        title=_("Receiver reported"),
        reason=_("The receiver was reported and is being checked."),
        when=(equals(F.CREDITOR_TIER, Tier.MEDIUM),),
    ),
    Rule(
        code="DEBTOR_LISTED",
        weight=450,
        title=_("Payer listed as suspect"),
        reason=_("The paying account stands in the register of suspects."),
        when=(at_least(F.DEBTOR_TIER, Tier.HIGH),),
    ),
    Rule(
        code="DEVICE_LISTED",
        weight=450,
        title=_("Device or address listed"),
        reason=_("The device or network address was used in confirmed frauds."),
        when=(at_least(F.DEVICE_TIER, Tier.HIGH),),
    ),
)

TALKED_INTO = (
    Rule(
        code="NEW_PAYEE_DURING_CALL",
        weight=450,
        title=_("New receiver during a call"),
        reason=_("The payer is on the phone and pays this receiver for the first time."),
        when=(yes(F.ACTIVE_CALL), FIRST_PAYMENT, TO_A_PERSON, at_least(F.AMOUNT, tenge(50_000))),
    ),
    Rule(
        code="LARGE_DURING_CALL",
        weight=200,
        title=_("Large amount during a call"),
        reason=_("The payer is on the phone and the amount is large."),
        when=(yes(F.ACTIVE_CALL), TO_A_PERSON, at_least(F.AMOUNT, tenge(500_000))),
    ),
    Rule(
        code="REMOTE_ACCESS",
        weight=500,
        title=_("Remote control of the device"),
        reason=_("A remote access tool is running on the payer's device."),
        when=(yes(F.REMOTE_ACCESS), FIRST_PAYMENT),
    ),
    Rule(
        code="LOAN_SENT_ON",
        weight=350,
        title=_("Loan sent on"),
        reason=_("A loan that has just been paid out is sent on to a new receiver."),
        when=(
            at_least(F.D_LOAN_24H, tenge(50_000)),
            FIRST_PAYMENT,
            share_between(F.AMOUNT, 500, 1000, of=F.D_LOAN_24H),
        ),
    ),
    Rule(
        code="NIGHT_NEW_PAYEE",
        weight=120,
        title=_("Large payment to a new receiver at night"),
        reason=_("A large payment to a new receiver at night."),
        when=(at_least(F.AMOUNT, tenge(500_000)), yes(F.NIGHT), FIRST_PAYMENT, TO_A_PERSON),
    ),
)

TAKEN_OVER = (
    Rule(
        code="SIM_SWAPPED",
        weight=350,
        title=_("SIM card changed lately"),
        reason=_("The payer's SIM card was changed in the last three days and the receiver is new."),
        when=(between(F.SIM_SWAP_DAYS, 0, 3), FIRST_PAYMENT),
    ),
    Rule(
        code="CABINET_FROM_NEW_DEVICE",
        weight=350,
        title=_("Entrepreneur's cabinet on a new device"),
        reason=_("An entrepreneur's cabinet is used from a new device without further identification."),
        when=(
            equals(F.DEBTOR_PARTY, Party.ENTREPRENEUR),
            yes(F.NEW_DEVICE),
            other_than(F.STEP_UP, StepUp.PASSED),
            at_least(F.AMOUNT, tenge(100_000)),
        ),
    ),
    Rule(
        code="NEW_DEVICE_NEW_PAYEES",
        weight=300,
        title=_("New device, several new receivers"),
        reason=_("Several new receivers are paid from a new device within a day."),
        when=(yes(F.NEW_DEVICE), FIRST_PAYMENT, at_least(F.D_NEW_CREDITORS_24H, 2)),
    ),
    Rule(
        code="DORMANT_AWAKENED",
        weight=150,
        title=_("Sleeping account awakened"),
        reason=_("An account that had not paid for two months sends a large amount to a new receiver."),
        when=(at_least(F.D_SINCE_DEBIT_S, days(60)), FIRST_PAYMENT, at_least(F.AMOUNT, tenge(300_000))),
    ),
)

DROPS = (
    Rule(
        code="PASSED_ON_AT_ONCE",
        weight=300,
        title=_("Money passed on within minutes"),
        reason=_("Nearly all of an amount that has just come in is sent on within half an hour to a new receiver."),
        when=(
            between(F.D_SINCE_CREDIT_S, 0, minutes(30)),
            FIRST_PAYMENT,
            between(F.D_OF_LAST_CREDIT, 900, 1000),
            TO_A_PERSON,
            at_least(F.AMOUNT, tenge(20_000)),
        ),
    ),
    Rule(
        code="KEEPS_A_TENTH",
        weight=250,
        title=_("Keeps at most a tenth"),
        reason=_("The account received from several people in a day and now keeps at most a tenth of it."),
        when=(
            at_least(F.D_NEW_SENDERS_24H, 2),
            between(F.D_PASSED_ON_24H, 900, 1000),
            at_least(F.D_IN_COUNT_24H, 2),
            at_least(F.D_IN_SUM_24H, tenge(50_000)),
        ),
    ),
    Rule(
        code="SCATTERS",
        weight=200,
        title=_("Scatters what came in"),
        reason=_("The account sends what came in to many new receivers within a day."),
        when=(
            at_least(F.D_NEW_CREDITORS_24H, 3),
            FIRST_PAYMENT,
            between(F.D_PASSED_ON_24H, 500, 1100),
            at_least(F.D_IN_SUM_24H, tenge(50_000)),
        ),
    ),
    Rule(
        code="GATHERS",
        weight=200,
        title=_("Gathers from strangers"),
        reason=_("The receiver was paid by many new people within a day."),
        when=(at_least(F.C_NEW_SENDERS_24H, 4), equals(F.C_PAIR_AGE_S, -1), TO_A_PERSON),
    ),
    Rule(
        code="YOUNG_WITH_MANY_SENDERS",
        weight=250,
        title=_("Young account, many senders"),
        reason=_("Many people pay an account that has been known for less than a month."),
        when=(at_least(F.C_NEW_SENDERS_24H, 3), at_least(F.C_SENDERS_7D, 8), below(F.C_AGE_S, days(30)), TO_A_PERSON),
    ),
    Rule(
        code="RECEIVER_PASSES_ON",
        weight=200,
        title=_("Receiver passes everything on"),
        reason=_("The receiver has sent on nearly everything that it received in a week from several people."),
        when=(
            between(F.C_PASSED_ON_7D, 850, 1050),
            at_least(F.C_SENDERS_7D, 3),
            at_least(F.C_CREDITORS_7D, 2),
            TO_A_PERSON,
        ),
    ),
    Rule(
        code="LARGE_TO_UNKNOWN",
        weight=150,
        title=_("Large amount to an unknown account"),
        reason=_("A large amount goes to an account that has been known for less than three days."),
        when=(at_least(F.AMOUNT, tenge(1_000_000)), below(F.C_AGE_S, days(3)), FIRST_PAYMENT, TO_A_PERSON),
    ),
    Rule(
        code="BURST_TO_NEW_PAYEES",
        weight=200,
        title=_("Burst of payments to new receivers"),
        reason=_("Five or more new receivers are paid from one account within an hour."),
        when=(at_least(F.D_OUT_COUNT_1H, 5), at_least(F.D_NEW_CREDITORS_24H, 5), FIRST_PAYMENT),
    ),
)

WAYS_OUT = (
    Rule(
        code="CASH_AFTER_CREDIT",
        weight=250,
        title=_("Cash right after a credit"),
        reason=_("Most of an amount that came in within the hour is taken out in cash."),
        when=(
            equals(F.KIND, Kind.CASH_OUT),
            between(F.D_SINCE_CREDIT_S, 0, hours(1)),
            at_least(F.D_OF_LAST_CREDIT, 800),
            at_least(F.AMOUNT, tenge(50_000)),
        ),
    ),
    Rule(
        code="CRYPTO_AFTER_CREDIT",
        weight=350,
        title=_("Crypto right after a credit"),
        reason=_("Most of an amount that came in within two hours is turned into crypto."),
        when=(
            equals(F.KIND, Kind.CRYPTO_PURCHASE),
            between(F.D_SINCE_CREDIT_S, 0, hours(2)),
            at_least(F.D_OF_LAST_CREDIT, 700),
            at_least(F.AMOUNT, tenge(20_000)),
        ),
    ),
    Rule(
        code="ONE_TIME_WALLET",
        weight=250,
        title=_("One-time wallet"),
        reason=_("A wallet that has just appeared is filled with a large amount."),
        when=(yes(F.CREDITOR_WALLET), below(F.C_AGE_S, days(1)), at_least(F.AMOUNT, tenge(100_000))),
    ),
    Rule(
        code="WALLET_EMPTIED",
        weight=250,
        title=_("Young wallet emptied"),
        reason=_("A wallet that is less than a week old is emptied within a day of being filled."),
        when=(yes(F.DEBTOR_WALLET), below(F.D_AGE_S, days(7)), between(F.D_PASSED_ON_24H, 900, 1000)),
    ),
)

PYRAMIDS = (
    Rule(
        code="ROUND_SUMS_FROM_MANY",
        weight=200,
        title=_("Round sums from many people"),
        reason=_("Many new people pay round sums to one private account within a day."),
        when=(at_least(F.C_NEW_SENDERS_24H, 6), yes(F.ROUND_AMOUNT), TO_A_PERSON),
    ),
)

CONSISTENCY = (
    Rule(
        code="SIDES_DISAGREE",
        weight=300,
        title=_("The two sides disagree"),
        reason=_("The payer's and the receiver's institutions describe this payment differently."),
        when=(yes(F.SIDES_DISAGREE),),
    ),
)

IN_FAVOUR = (
    Rule(
        code="KNOWN_PAYEE",
        weight=-150,
        title=_("Known receiver"),
        reason=_("The payer has paid this receiver for more than a month."),
        when=(at_least(F.D_PAIR_AGE_S, days(30)),),
    ),
    Rule(
        code="STEP_UP_PASSED",
        weight=-100,
        title=_("Further identification passed"),
        reason=_("The payer has passed a further identification for this payment."),
        when=(equals(F.STEP_UP, StepUp.PASSED), equals(F.REMOTE_ACCESS, 0), equals(F.ACTIVE_CALL, 0)),
    ),
    Rule(
        code="OWN_TRANSFER",
        weight=-300,
        title=_("Transfer between own accounts"),
        reason=_("The institution says that both accounts belong to one person."),
        when=(equals(F.KIND, Kind.OWN_TRANSFER), below(F.CREDITOR_TIER, Tier.MEDIUM), equals(F.REMOTE_ACCESS, 0)),
    ),
)

RULES: tuple[Rule, ...] = (*LISTED, *TALKED_INTO, *TAKEN_OVER, *DROPS, *WAYS_OUT, *PYRAMIDS, *CONSISTENCY, *IN_FAVOUR)
