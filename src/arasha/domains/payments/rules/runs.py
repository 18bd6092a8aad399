"""Money that does not rest: an account empties itself in a run of payments, and whom a victim pays while it does.

Found in simulated countries whose truth is known (docs/decisions/0042). Drops send on within minutes, in many payments
like anybody's: to the next account, in shops, in cash. People hardly ever do: a wage rests for a day, a friend's money
for hours. So these rules ask how soon and how fast, not who is new to whom, which in a country that pays by telephone
is nearly everybody. Each weight has its ground there: what supports a warning alone was right in at least nine of ten
cases where there was thirty times the crime; what is right in about half of them needs a second sign. Firms are left
out: they are paid all day and pay wages at one stroke.
"""

from arasha.domains.payments.rules.codes import Kind, Party
from arasha.domains.payments.rules.features import F
from arasha.domains.payments.rules.language import Rule, at_least, below, between, equals, minutes, other_than
from arasha.kernel.languages import mark as _
from arasha.kernel.money import tenge

PRIVATE_PAYER = below(F.DEBTOR_PARTY, Party.COMPANY)
TO_PRIVATE_PERSON = (other_than(F.KIND, Kind.MERCHANT), below(F.CREDITOR_PARTY, Party.COMPANY))
NOT_SMALL = at_least(F.AMOUNT, tenge(10_000))

RUNS = (
    Rule(
        code="SENT_ON_IN_A_RUN",
        weight=300,
        title=_("Sent on in a run of payments"),
        reason=_(
            "Money came in within the last quarter of an hour, and two or more payments have left within the hour."
        ),
        when=(between(F.D_SINCE_CREDIT_S, 0, minutes(15)), at_least(F.D_OUT_COUNT_1H, 2), PRIVATE_PAYER),
    ),
    Rule(
        code="SENT_ON_BY_THE_MINUTE",
        weight=300,
        title=_("Sent on minute by minute"),
        reason=_("Money came in within half an hour, and payments leave the account less than a minute apart."),
        when=(
            between(F.D_SINCE_CREDIT_S, 0, minutes(30)),
            between(F.D_SINCE_DEBIT_S, 0, minutes(1)),
            at_least(F.D_IN_COUNT_1H, 1),
            PRIVATE_PAYER,
        ),
    ),
    Rule(
        code="SENT_ON_FROM_SEVERAL",
        weight=300,
        title=_("Several credits sent on at once"),
        reason=_("Three or more payments came in within an hour, and the money is already leaving."),
        when=(between(F.D_SINCE_CREDIT_S, 0, minutes(30)), at_least(F.D_IN_COUNT_1H, 3), PRIVATE_PAYER),
    ),
    Rule(
        code="RECEIVER_IN_A_RUN",
        weight=300,
        title=_("Receiver is sending money on"),
        reason=_("Within the last hour the receiver has itself made three or more payments."),
        when=(at_least(F.C_OUT_COUNT_1H, 3), *TO_PRIVATE_PERSON),
    ),
    Rule(
        code="RECEIVER_PAYS_ALL_DAY",
        weight=150,
        title=_("Receiver pays all day"),
        reason=_("The receiver, a private account, has made twelve or more payments within a day."),
        when=(at_least(F.C_OUT_COUNT_24H, 12), NOT_SMALL, *TO_PRIVATE_PERSON),
    ),
    Rule(
        code="RECEIVER_PAYS_ALL_WEEK",
        weight=150,
        title=_("Receiver pays all week"),
        reason=_("The receiver, a private account, has made twenty-five or more payments within a week."),
        when=(at_least(F.C_OUT_COUNT_7D, 25), NOT_SMALL, *TO_PRIVATE_PERSON),
    ),
    Rule(
        code="RECEIVER_EMPTIES_ITSELF",
        weight=150,
        title=_("Receiver empties itself"),
        reason=_("Within a day the receiver has sent on, in several payments, much of what it received."),
        when=(
            between(F.C_PASSED_ON_24H, 400, 1050),
            at_least(F.C_OUT_COUNT_24H, 5),
            NOT_SMALL,
            *TO_PRIVATE_PERSON,
        ),
    ),
    Rule(
        code="SENDS_AGAIN_AT_ONCE",
        weight=150,
        title=_("Sends again at once"),
        reason=_("A transfer follows another within five minutes, as when somebody is told to send in parts."),
        when=(
            equals(F.KIND, Kind.P2P),
            between(F.D_SINCE_DEBIT_S, 0, minutes(5)),
            at_least(F.D_LAST_DEBIT, tenge(10_000)),
            NOT_SMALL,
            PRIVATE_PAYER,
        ),
    ),
)
