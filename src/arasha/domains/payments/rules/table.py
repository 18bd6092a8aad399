"""The rules, one after the other: the schemes of the mission, as questions about a payment.

The order is the bit in a verdict's mask and is part of a rule book's version; add at the end of a group at will,
because every verdict remembers the version it was given under. Weights are points on one scale: they add up, and the
sum is read against the bands of `verdict.py` (warn from 300, hold from 600, refuse from 900). What the payer's session
or the registry says weighs much by itself. What an account's behaviour says weighs less than a warning: much of it is
also seen at honest people, and only several signs together speak.

Rules on who is new to whom, and who pays many, are fitted to a generated set that nobody here wrote (AMLGentex), in
which people keep to a few counterparties: weights are, roughly, the logarithm of the odds there, then rounded. In a
country that pays by telephone new receivers are ordinary life, so these rules speak only where one is `NEWS`
(docs/decisions/0042). What that country itself has taught stands in `runs.py`.

New, young and never seen are said only by an engine that has watched long enough to know (`WATCHED`): otherwise a new
centre would take everybody for a stranger. Rules on the session need no such proof: for them a known receiver is an
excuse, and an unknown one no accusation.
"""

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.rules.codes import Kind, Party, StepUp
from arasha.domains.payments.rules.criteria import CRITERIA
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
from arasha.domains.payments.rules.runs import RUNS
from arasha.kernel.languages import mark as _
from arasha.kernel.money import tenge
from arasha.kernel.tiers import Tier

FIRST_PAYMENT = equals(F.D_PAIR_AGE_S, -1)
TO_A_PERSON = other_than(F.KIND, Kind.MERCHANT)
WATCHED = at_least(F.HISTORY_S, days(3))

# A receiver whom the payer has really not paid before. Ends a rule: most payments pass it.
STRANGER = (FIRST_PAYMENT, TO_A_PERSON, WATCHED)

# To whom a new receiver is news: people who pay by telephone meet new ones every day, with small sums. Who seldom
# does (so many hundredths in 28 fading days) and sends more than an everyday sum does what he usually does not; and
# a centre knows what is usual only when it has seen a working week and its weekend.
WATCHED_A_WEEK = at_least(F.HISTORY_S, days(7))
NEWS = (FIRST_PAYMENT, TO_A_PERSON, at_least(F.AMOUNT, tenge(30_000)), below(F.D_OUT_NEW_M, 800), WATCHED_A_WEEK)

# Young means something only where the engine would have seen the account before.
WATCHED_LONG = at_least(F.HISTORY_S, days(60))
YOUNG_RECEIVER = below(F.C_AGE_S, days(30))

# Of the people who paid the receiver in a week, so many per mille did so today for the first time: a shop has regulars.
NOT_ALL_REGULARS = share_between(F.C_NEW_SENDERS_24H, 100, 1000, of=F.C_SENDERS_7D)
MOSTLY_STRANGERS = share_between(F.C_NEW_SENDERS_24H, 500, 1000, of=F.C_SENDERS_7D)

# An account that is not in the habit of paying many.
PAYS_LITTLE = below(F.D_OUT_COUNT_7D, 9)

# What was sent in the week, this payment with it, is no more than what came in: the money is other people's.
OUT_OF_WHAT_CAME_IN = between(F.D_PASSED_ON_7D, 0, 1000)

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

# Somebody reported a theft, and the money was followed into the account that pays. Nothing excuses it: whatever else
# speaks for the payer, the money is not his (`hot/judge.py`), and only so much of it as is stolen is asked to be held.
FOLLOWED = (
    Rule(
        code="STOLEN_MONEY",
        weight=1000,
        title=_("Stolen money"),
        reason=_("The payment would carry away money that was reported stolen and followed into the paying account."),
        when=(at_least(F.STOLEN_AMOUNT, 1),),
    ),
)

# A victim who is talked through a fraud talks his bank into paying. So nothing that he says or does excuses it either:
# everything out of his account waits until a second person has spoken with him (recovery's protection of the coerced).
SHELTERED = (
    Rule(
        code="COERCED_VICTIM",
        weight=1000,
        title=_("Payer under pressure"),
        reason=_(
            "The payer may be acting under somebody's pressure: his payments wait until a second person has agreed or "
            "the term is over."
        ),
        when=(yes(F.PAYER_COERCED),),
    ),
)

# A family shares a tablet, and everybody shares the address of a telephone's network: few accounts on one device say
# nothing, and an address never does by itself.
SHARED = (
    Rule(
        code="SHARED_DEVICE_MANY",
        weight=150,
        ceiling=Verdict.WARN,
        title=_("Five accounts or more on one device"),
        reason=_("Many different accounts pay from this device."),
        when=(at_least(F.DEVICE_ACCOUNTS_30D, 5), TO_A_PERSON),
    ),
    Rule(
        code="DEVICE_WITH_MARKED",
        weight=200,
        title=_("The device of a suspect account"),
        reason=_("An account from the register of suspects pays from the same device."),
        when=(yes(F.DEVICE_MARKED), TO_A_PERSON),
    ),
    Rule(
        code="PHONE_WITH_MARKED",
        weight=200,
        title=_("The phone of a suspect account"),
        reason=_("A phone number of this payment also goes with an account from the register of suspects."),
        when=(yes(F.PHONE_MARKED), TO_A_PERSON),
    ),
)

TALKED_INTO = (
    Rule(
        code="NEW_PAYEE_DURING_CALL",
        weight=450,
        title=_("New receiver during a call"),
        reason=_("The payer is on the phone and is not known to have paid this receiver before."),
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
        when=(yes(F.REMOTE_ACCESS), FIRST_PAYMENT, TO_A_PERSON, at_least(F.AMOUNT, tenge(10_000))),
    ),
    Rule(
        code="LOAN_SENT_ON",
        weight=350,
        title=_("Loan sent on"),
        reason=_(
            "A loan that has just been paid out is sent on to a receiver who is not known to have been paid before."
        ),
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
        when=(at_least(F.AMOUNT, tenge(500_000)), yes(F.NIGHT), *STRANGER),
    ),
    # Who was robbed once is tried again, often by the same people as "helpers". How often this catches them, and how
    # often a victim who merely pays, nobody has measured: it watches until reviewers have said.
    Rule(
        code="VICTIM_PAYS_STRANGER",
        weight=200,
        ceiling=Verdict.WARN,
        shadow=True,
        title=_("A recent victim pays a stranger"),
        reason=_("Money was lately stolen from the payer, who now sends a large sum to a new receiver."),
        when=(yes(F.PAYER_WAS_VICTIM), at_least(F.AMOUNT, tenge(100_000)), *STRANGER),
    ),
)

TAKEN_OVER = (
    Rule(
        code="SIM_SWAPPED",
        weight=350,
        title=_("SIM card changed lately"),
        reason=_("The payer's SIM card was changed in the last three days; the receiver is not known as paid before."),
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
        when=(
            yes(F.NEW_DEVICE),
            at_least(F.D_NEW_CREDITORS_24H, 2),
            at_least(F.AMOUNT, tenge(10_000)),
            *STRANGER,
        ),
    ),
    Rule(
        code="DORMANT_AWAKENED",
        weight=150,
        title=_("Sleeping account awakened"),
        reason=_("An account that had not paid for two months sends a large amount to a new receiver."),
        when=(at_least(F.D_SINCE_DEBIT_S, days(60)), FIRST_PAYMENT, at_least(F.AMOUNT, tenge(300_000))),
    ),
)

GATHERING = (
    Rule(
        code="PAID_BY_SEVERAL",
        weight=75,
        title=_("Receiver paid by several strangers"),
        reason=_("The receiver was paid by two or three new people within a day."),
        when=(between(F.C_NEW_SENDERS_24H, 2, 3), NOT_ALL_REGULARS, *NEWS),
    ),
    Rule(
        code="PAID_BY_MANY",
        weight=125,
        title=_("Receiver paid by many strangers"),
        reason=_("The receiver was paid by four or five new people within a day."),
        when=(between(F.C_NEW_SENDERS_24H, 4, 5), NOT_ALL_REGULARS, *NEWS),
    ),
    Rule(
        code="PAID_BY_VERY_MANY",
        weight=150,
        title=_("Receiver paid by very many strangers"),
        reason=_("The receiver was paid by six or more new people within a day."),
        when=(at_least(F.C_NEW_SENDERS_24H, 6), NOT_ALL_REGULARS, *NEWS),
    ),
    Rule(
        code="PAID_BY_STRANGERS_ONLY",
        weight=100,
        title=_("Receiver paid mostly by strangers"),
        reason=_("At least half of the people who paid the receiver in a week did so for the first time today."),
        when=(between(F.C_NEW_SENDERS_24H, 2, 3), MOSTLY_STRANGERS, *NEWS),
    ),
    Rule(
        code="PAID_BY_A_CROWD_OF_STRANGERS",
        weight=200,
        title=_("Receiver suddenly paid by a crowd of strangers"),
        reason=_("Four or more people paid the receiver for the first time today, and hardly anybody before."),
        when=(at_least(F.C_NEW_SENDERS_24H, 4), MOSTLY_STRANGERS, *NEWS),
    ),
)

YOUNG = (
    Rule(
        code="YOUNG_WITH_MANY_SENDERS",
        weight=150,
        title=_("Young account, many senders"),
        reason=_("Many people pay an account that has been known for less than a month."),
        when=(
            at_least(F.C_NEW_SENDERS_24H, 3),
            at_least(F.C_SENDERS_7D, 8),
            YOUNG_RECEIVER,
            WATCHED_LONG,
            TO_A_PERSON,
        ),
    ),
    Rule(
        code="YOUNG_PAYER",
        weight=125,
        title=_("Young account sends to a new receiver"),
        reason=_("An account that has been known for less than a month pays a new receiver."),
        when=(below(F.D_AGE_S, days(30)), WATCHED_LONG, *STRANGER),
    ),
    Rule(
        code="YOUNG_TO_YOUNG",
        weight=175,
        title=_("From one young account to another"),
        reason=_("Both accounts have been known for less than a month, and one pays the other for the first time."),
        when=(below(F.D_AGE_S, days(30)), YOUNG_RECEIVER, WATCHED_LONG, *STRANGER),
    ),
    Rule(
        code="LARGE_TO_UNKNOWN",
        weight=150,
        title=_("Large amount to an unknown account"),
        reason=_("A large amount goes to an account that has been known for less than three days."),
        when=(at_least(F.AMOUNT, tenge(1_000_000)), below(F.C_AGE_S, days(3)), WATCHED_LONG, *STRANGER),
    ),
)

PASSING_ON = (
    Rule(
        code="PASSES_ON_FROM_SEVERAL",
        weight=150,
        title=_("Passes on money of several people"),
        reason=_("The payer received from three to five people in a week and sends their money on to a new receiver."),
        when=(between(F.D_SENDERS_7D, 3, 5), OUT_OF_WHAT_CAME_IN, *NEWS),
    ),
    Rule(
        code="PASSES_ON_FROM_MANY",
        weight=150,
        title=_("Passes on money of many people"),
        reason=_("The payer received from six or more people in a week and sends their money on to a new receiver."),
        when=(between(F.D_SENDERS_7D, 6, 14), OUT_OF_WHAT_CAME_IN, *NEWS),
    ),
    Rule(
        code="PASSES_ON_FROM_VERY_MANY",
        weight=200,
        title=_("Passes on money of very many people"),
        reason=_(
            "The payer received from fifteen or more people in a week and sends their money on to a new receiver."
        ),
        when=(at_least(F.D_SENDERS_7D, 15), OUT_OF_WHAT_CAME_IN, *NEWS),
    ),
    Rule(
        code="PASSES_ON_TO_SEVERAL",
        weight=25,
        title=_("Passes on to several"),
        reason=_("Other receivers had a part of the same week's money already."),
        when=(at_least(F.D_SENDERS_7D, 3), at_least(F.D_CREDITORS_7D, 2), OUT_OF_WHAT_CAME_IN, *NEWS),
    ),
    Rule(
        code="PASSES_ON_FROM_STRANGERS",
        weight=50,
        title=_("Passes on money of strangers"),
        reason=_("New people paid the payer within a day, and their money is sent on to a new receiver."),
        when=(at_least(F.D_NEW_SENDERS_24H, 2), OUT_OF_WHAT_CAME_IN, *NEWS),
    ),
    Rule(
        code="KEEPS_A_TENTH",
        weight=150,
        title=_("Keeps at most a tenth"),
        reason=_("The account received from several people in a day and now keeps at most a tenth of it."),
        when=(
            at_least(F.D_NEW_SENDERS_24H, 2),
            between(F.D_PASSED_ON_24H, 900, 1000),
            at_least(F.D_IN_SUM_24H, tenge(50_000)),
            WATCHED,
        ),
    ),
    Rule(
        code="PASSED_ON_AT_ONCE",
        weight=200,
        title=_("Money passed on within minutes"),
        reason=_("Nearly all of an amount that has just come in is sent on within half an hour to a new receiver."),
        when=(
            between(F.D_SINCE_CREDIT_S, 0, minutes(30)),
            between(F.D_OF_LAST_CREDIT, 900, 1000),
            at_least(F.AMOUNT, tenge(20_000)),
            *STRANGER,
        ),
    ),
)

CHAINS = (
    Rule(
        code="GATHERER_TO_GATHERER",
        weight=150,
        title=_("From one gathering account to the next"),
        reason=_(
            "The payer was paid by many people in a week, and the receiver, new to the payer, by several as well."
        ),
        when=(at_least(F.D_SENDERS_7D, 6), between(F.C_SENDERS_7D, 2, 40), *NEWS),
    ),
    Rule(
        code="RECEIVER_PASSES_ON",
        weight=75,
        title=_("Receiver passes on what it gets"),
        reason=_("The receiver has sent on to others much of what it received in a week from several people."),
        when=(
            between(F.C_PASSED_ON_7D, 400, 1050),
            at_least(F.C_CREDITORS_7D, 2),
            at_least(F.C_SENDERS_7D, 2),
            *NEWS,
        ),
    ),
    Rule(
        code="RECEIVER_PAYS_MANY",
        weight=100,
        title=_("Receiver pays many"),
        reason=_("The receiver is paid by several people and itself paid seven or more within a week."),
        when=(at_least(F.C_CREDITORS_7D, 7), at_least(F.C_SENDERS_7D, 3), *NEWS),
    ),
)

SCATTERING = (
    Rule(
        code="QUIET_ACCOUNT_SCATTERS",
        weight=175,
        title=_("Quiet account scatters"),
        reason=_("An account that otherwise pays little pays its fourth or a further new receiver within a day."),
        when=(at_least(F.D_NEW_CREDITORS_24H, 3), PAYS_LITTLE, *NEWS),
    ),
    Rule(
        code="SCATTERS_TO_GATHERERS",
        weight=150,
        title=_("Scatters to gathering accounts"),
        reason=_("An account that otherwise pays little pays several new receivers, whom other strangers pay as well."),
        when=(at_least(F.D_NEW_CREDITORS_24H, 2), PAYS_LITTLE, at_least(F.C_NEW_SENDERS_24H, 2), *NEWS),
    ),
    Rule(
        code="SCATTERS",
        weight=125,
        title=_("Scatters to many"),
        reason=_("Five or more new receivers were paid from one account within a day."),
        when=(at_least(F.D_NEW_CREDITORS_24H, 5), *NEWS),
    ),
    Rule(
        code="BURST_TO_NEW_PAYEES",
        weight=150,
        title=_("Burst of payments to new receivers"),
        reason=_("Five or more payments have left one account within an hour, and new receivers are paid."),
        when=(at_least(F.D_OUT_COUNT_1H, 5), at_least(F.D_NEW_CREDITORS_24H, 5), *NEWS),
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
        code="CASH_FROM_STRANGERS",
        weight=250,
        title=_("Strangers' money taken in cash"),
        reason=_("Several new people paid this account within a day, and now cash is taken out."),
        when=(
            equals(F.KIND, Kind.CASH_OUT),
            at_least(F.D_NEW_SENDERS_24H, 3),
            WATCHED,
        ),
    ),
    Rule(
        code="CRYPTO_DURING_CALL",
        weight=400,
        title=_("Crypto bought during a call"),
        reason=_("The payer is on the phone and buys crypto."),
        when=(equals(F.KIND, Kind.CRYPTO_PURCHASE), yes(F.ACTIVE_CALL)),
    ),
    Rule(
        code="LOAN_TO_CRYPTO",
        weight=350,
        title=_("Loan turned into crypto"),
        reason=_("A loan that has just been paid out is turned into crypto."),
        when=(
            equals(F.KIND, Kind.CRYPTO_PURCHASE),
            at_least(F.D_LOAN_24H, tenge(50_000)),
            share_between(F.AMOUNT, 300, 1000, of=F.D_LOAN_24H),
        ),
    ),
    Rule(
        code="ONE_TIME_WALLET",
        weight=250,
        title=_("One-time wallet"),
        reason=_("A wallet that has just appeared is filled with a large amount."),
        when=(yes(F.CREDITOR_WALLET), below(F.C_AGE_S, days(1)), at_least(F.AMOUNT, tenge(100_000)), WATCHED),
    ),
    Rule(
        code="WALLET_EMPTIED",
        weight=250,
        title=_("Young wallet emptied"),
        reason=_("A wallet that is less than a week old is emptied within a day of being filled."),
        when=(
            yes(F.DEBTOR_WALLET),
            between(F.D_PASSED_ON_24H, 900, 1000),
            below(F.D_AGE_S, days(7)),
            at_least(F.HISTORY_S, days(14)),
        ),
    ),
)

PYRAMIDS = (
    Rule(
        code="ROUND_SUMS_FROM_MANY",
        weight=200,
        title=_("Round sums from many people"),
        reason=_("Many new people pay round sums to one private account within a day."),
        when=(
            at_least(F.C_NEW_SENDERS_24H, 6),
            yes(F.ROUND_AMOUNT),
            below(F.CREDITOR_PARTY, Party.COMPANY),
            TO_A_PERSON,
            WATCHED,
        ),
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

# What the model says, in two steps that exclude each other. Its ceiling is a warning: a hold needs another reason, one
# that a person can read without a model.
MODEL = (
    Rule(
        code="DROP_LIKELY",
        weight=200,
        ceiling=Verdict.WARN,
        title=_("Probably a drop"),
        reason=_("The payment resembles those that pass through accounts of drops."),
        when=(equals(F.DROP_LEVEL, 1),),
    ),
    Rule(
        code="DROP_VERY_LIKELY",
        weight=320,
        ceiling=Verdict.WARN,
        title=_("Very probably a drop"),
        reason=_("The payment very much resembles those that pass through accounts of drops."),
        when=(at_least(F.DROP_LEVEL, 2),),
    ),
)

RULES: tuple[Rule, ...] = (
    *LISTED,
    *FOLLOWED,
    *SHELTERED,
    *SHARED,
    *TALKED_INTO,
    *TAKEN_OVER,
    *GATHERING,
    *YOUNG,
    *PASSING_ON,
    *CHAINS,
    *SCATTERING,
    *RUNS,
    *WAYS_OUT,
    *PYRAMIDS,
    *CRITERIA,
    *CONSISTENCY,
    *IN_FAVOUR,
    *MODEL,
)
