"""Which columns of the feature row a model may learn from."""

from arasha.domains.payments.rules.features import F

# What a model must not see: its own answers; what people already said of the accounts, which it is to find by itself;
# how the question came; and how long the engine has watched, which is a date in disguise.
LEFT_OUT = frozenset(
    {
        F.DROP_SCORE, F.DROP_SCORE_CANDIDATE, F.DROP_LEVEL, F.UNUSUAL, F.CONTROL_SAMPLE, F.STOLEN_AMOUNT,
        F.DEBTOR_TIER, F.CREDITOR_TIER, F.DEVICE_TIER, F.DEVICE_MARKED, F.ADDRESS_MARKED, F.PHONE_MARKED,
        F.PAYER_COERCED, F.PAYER_WAS_VICTIM, F.INCOMING, F.LATE_S, F.SIDES_DISAGREE, F.HISTORY_S,
    }
)  # fmt: skip

LEARNED = tuple(feature for feature in F if feature not in LEFT_OUT)

# What isolation looks at: how the two accounts behave, and nothing of this payment but its amount.
BEHAVIOUR = tuple(feature for feature in LEARNED if feature.name.startswith(("D_", "C_")) or feature == F.AMOUNT)
