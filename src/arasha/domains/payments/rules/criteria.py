"""Schemes and criteria of suspicion that need weeks of an account's life, its devices, or the pattern around a payment.

All are in shadow: they leave their bit and decide nothing until the reviewers' decisions have shown how often they are
right (docs/how-to/write-a-typology.md). `LAYERS` was live because 95 of 100 payments of AMLGentex on which it fires are
fraud; among people who have friends in common it fires on every tenth payment (docs/decisions/0042).
The criteria are those by which subjects of financial monitoring recognise suspicious operations: sums in parts under a
reporting bound, money that moves on at once, activity that does not fit the account's past, an account that wakes to
pass money on.
"""

from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.rules.codes import Kind, Party
from arasha.domains.payments.rules.features import F
from arasha.domains.payments.rules.language import (
    Rule,
    at_least,
    below,
    between,
    days,
    equals,
    other_than,
    share_between,
)
from arasha.kernel.languages import mark as _
from arasha.kernel.money import tenge

FIRST_PAYMENT = equals(F.D_PAIR_AGE_S, -1)
TO_A_PERSON = other_than(F.KIND, Kind.MERCHANT)
WATCHED_A_MONTH = at_least(F.HISTORY_S, days(28))
STRANGER = (FIRST_PAYMENT, TO_A_PERSON, WATCHED_A_MONTH)
PRIVATE_RECEIVER = below(F.CREDITOR_PARTY, Party.COMPANY)

# From this sum on operations with cash are told to financial monitoring.
REPORTED = tenge(10_000_000)
JUST_UNDER = tenge(9_000_000)

# Counts that fade are kept in hundredths.
ONE = 100

IN_PARTS = (
    Rule(
        code="CASH_IN_PARTS",
        weight=200,
        ceiling=Verdict.WARN,
        shadow=True,
        title=_("Cash in parts under the reporting bound"),
        reason=_("Within a day large sums are taken out in parts, each below the sum from which cash is reported."),
        when=(
            equals(F.KIND, Kind.CASH_OUT),
            between(F.AMOUNT, REPORTED // 2, REPORTED - 1),
            between(F.D_CASH_24H, REPORTED // 2, REPORTED - 1),
        ),
    ),
    Rule(
        code="JUST_UNDER_THE_BOUND",
        weight=100,
        ceiling=Verdict.WARN,
        shadow=True,
        title=_("Again just under the reporting bound"),
        reason=_("Two sums just below the one from which operations are reported leave the account within a week."),
        when=(
            between(F.AMOUNT, JUST_UNDER, REPORTED - 1),
            between(F.D_LAST_DEBIT, JUST_UNDER, REPORTED - 1),
            between(F.D_SINCE_DEBIT_S, 0, days(7)),
        ),
    ),
)

UNLIKE_ITS_PAST = (
    Rule(
        code="UNLIKE_ITS_PAST",
        weight=100,
        ceiling=Verdict.WARN,
        shadow=True,
        title=_("Ten times the usual amount"),
        reason=_("A new receiver is paid at least ten times what this account usually sends."),
        when=(
            at_least(F.AMOUNT, tenge(300_000)),
            at_least(F.D_OUT_COUNT_M, 5 * ONE),
            share_between(F.D_OUT_MEAN_M, 1, 100, of=F.AMOUNT),
            *STRANGER,
        ),
    ),
    Rule(
        code="WOKEN_TO_PASS_ON",
        weight=175,
        ceiling=Verdict.HOLD,
        shadow=True,
        title=_("Sleeping account woken to pass money on"),
        reason=_("An account that slept for two months woke this week and sends on what has just come in."),
        when=(
            at_least(F.D_SLEPT_S, days(60)),
            between(F.D_PASSED_ON_7D, 800, 1000),
            at_least(F.D_IN_SUM_7D, tenge(50_000)),
            *STRANGER,
        ),
    ),
)

DROPS_OVER_WEEKS = (
    Rule(
        code="LIVES_ON_STRANGERS",
        weight=175,
        ceiling=Verdict.HOLD,
        shadow=True,
        title=_("Lives on strangers' money for weeks"),
        reason=_("For weeks new people have been paying this account, and nearly all of it is sent on to others."),
        when=(
            between(F.D_PASSED_ON_M, 850, 1050),
            at_least(F.D_IN_NEW_M, 5 * ONE),
            at_least(F.D_IN_NEW_SHARE_M, 800),
            *STRANGER,
        ),
    ),
    Rule(
        code="STRANGERS_MONEY_IN_CASH_FOR_WEEKS",
        weight=200,
        ceiling=Verdict.HOLD,
        shadow=True,
        title=_("Strangers' money leaves as cash for weeks"),
        reason=_(
            "For weeks new people have been paying this account, and most of what leaves it is taken out in cash."
        ),
        when=(
            equals(F.KIND, Kind.CASH_OUT),
            at_least(F.D_CASH_SHARE_M, 700),
            at_least(F.D_IN_NEW_M, 3 * ONE),
            at_least(F.D_IN_NEW_SHARE_M, 600),
            WATCHED_A_MONTH,
        ),
    ),
    Rule(
        code="STRANGERS_MONEY_IN_CRYPTO_FOR_WEEKS",
        weight=250,
        ceiling=Verdict.HOLD,
        shadow=True,
        title=_("Strangers' money leaves as crypto for weeks"),
        reason=_("For weeks new people have been paying this account, and most of what leaves it buys crypto assets."),
        when=(
            equals(F.KIND, Kind.CRYPTO_PURCHASE),
            at_least(F.D_CRYPTO_SHARE_M, 500),
            at_least(F.D_IN_NEW_M, 3 * ONE),
            at_least(F.D_IN_NEW_SHARE_M, 600),
            WATCHED_A_MONTH,
        ),
    ),
    Rule(
        code="LOANS_PASSED_ON_FOR_WEEKS",
        weight=200,
        ceiling=Verdict.HOLD,
        shadow=True,
        title=_("Lives on loans and passes them on"),
        reason=_("Most of what came to this account in weeks were loans, and it is sent on to a new receiver."),
        when=(
            at_least(F.D_LOAN_SHARE_M, 500),
            between(F.D_PASSED_ON_M, 700, 1100),
            at_least(F.D_IN_SUM_M, tenge(100_000)),
            *STRANGER,
        ),
    ),
    Rule(
        code="CABINET_HANDED_OVER",
        weight=250,
        ceiling=Verdict.HOLD,
        shadow=True,
        title=_("Entrepreneur's cabinet in other hands"),
        reason=_("An entrepreneur's account is used from several devices and passes on money of strangers."),
        when=(
            equals(F.DEBTOR_PARTY, Party.ENTREPRENEUR),
            at_least(F.D_DEVICES_30D, 3),
            at_least(F.D_NEW_SENDERS_24H, 2),
            between(F.D_PASSED_ON_7D, 700, 1000),
            *STRANGER,
        ),
    ),
    Rule(
        code="DEVICE_OF_MANY",
        weight=200,
        ceiling=Verdict.HOLD,
        shadow=True,
        title=_("Many people's accounts on one device"),
        reason=_("The device from which this payment is made has served several accounts within a month."),
        when=(at_least(F.DEVICE_ACCOUNTS_30D, 4), *STRANGER),
    ),
)

CONTRIBUTIONS = (
    Rule(
        code="EQUAL_CONTRIBUTIONS",
        weight=200,
        ceiling=Verdict.HOLD,
        shadow=True,
        title=_("Equal contributions from many"),
        reason=_("Several new people have paid exactly this sum to one private account, as into a pyramid."),
        when=(
            at_least(F.C_PAYERS_EQUAL_AMOUNTS, 4),
            at_least(F.AMOUNT, tenge(20_000)),
            PRIVATE_RECEIVER,
            *STRANGER,
        ),
    ),
    Rule(
        code="TICKETS",
        weight=125,
        ceiling=Verdict.WARN,
        shadow=True,
        title=_("Equal small sums from many"),
        reason=_("Many new people have paid exactly this small sum to one private account, as for lottery tickets."),
        when=(
            at_least(F.C_PAYERS_EQUAL_AMOUNTS, 6),
            below(F.AMOUNT, tenge(20_000)),
            at_least(F.C_NEW_SENDERS_24H, 3),
            PRIVATE_RECEIVER,
            *STRANGER,
        ),
    ),
    Rule(
        code="PAYS_THOSE_WHO_PAID_IN",
        weight=150,
        ceiling=Verdict.WARN,
        shadow=True,
        title=_("Pays those who paid in earlier"),
        reason=_("Somebody who paid in earlier is paid out, while new people go on paying in."),
        when=(
            at_least(F.BACK_SINCE_S, days(3)),
            at_least(F.D_IN_NEW_M, 20 * ONE),
            at_least(F.D_IN_NEW_SHARE_M, 700),
            at_least(F.D_NEW_SENDERS_24H, 3),
            WATCHED_A_MONTH,
        ),
    ),
)

PATTERNS = (
    Rule(
        code="LAYERS",
        weight=200,
        ceiling=Verdict.HOLD,
        shadow=True,
        title=_("The same accounts, layer upon layer"),
        reason=_("Several accounts pay the same several others, which is how money is spread over layers."),
        when=(at_least(F.SQUARES, 3), *STRANGER),
    ),
    Rule(
        code="SPREAD_AND_GATHERED",
        weight=75,
        ceiling=Verdict.HOLD,
        shadow=True,
        title=_("Spread and gathered again"),
        reason=_("Money of one source reaches one receiver through several accounts."),
        when=(at_least(F.COMMON_SOURCE_PAYERS, 2), *STRANGER),
    ),
    Rule(
        code="STACKED_LAYERS",
        weight=100,
        ceiling=Verdict.HOLD,
        shadow=True,
        title=_("A further layer"),
        reason=_("The payer was itself paid through layers of accounts that pay one another."),
        when=(at_least(F.STACKED, 3), *STRANGER),
    ),
)

CRITERIA = (*IN_PARTS, *UNLIKE_ITS_PAST, *DROPS_OVER_WEEKS, *CONTRIBUTIONS, *PATTERNS)
