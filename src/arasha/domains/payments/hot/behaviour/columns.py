"""In which order the columns of behaviour stand in a feature row: blocks that the same code fills for either side.

`arasha.domains.payments.rules.features.F` names them in this order; a test holds the two together.
"""

from typing import Final

# What an account's own payments show, once for those it sends and once for those it receives.
FLOW: Final = ("COUNT", "SUM", "NEW", "NEW_SHARE", "MEAN", "SPREAD", "SIGNS")

# What an account's own payments show, both ways taken together.
OWN: Final = (
    "PASSED_ON", "KEPT", "DWELL_S", "GAP_S", "GAP_SPREAD", "ROUND_SHARE", "CASH_SHARE", "CRYPTO_SHARE", "LOAN_SHARE",
    "SLEPT_S", "LAST_DEBIT", "AMOUNT_ENTROPY", "PAYEE_ENTROPY_7D", "PAYER_ENTROPY_7D",
)  # fmt: skip

# What those show whom it met lately, once for its payees and once for its payers.
MET: Final = (
    "MET_7D", "MET_28D", "MET_56D", "NEAREST_AMOUNT", "EQUAL_AMOUNTS", "OUT_NEW_MEAN", "OUT_NEW_MOST", "IN_NEW_MEAN",
    "IN_NEW_MOST", "BOTH_NEW_MEAN", "BOTH_NEW_MOST", "SIGNS_SUM", "SIGNS_MOST", "PASSED_ON_MEAN", "PASSED_ON_MOST",
    "STRANGE_SHARE",
)  # fmt: skip

# What two accounts' circles show together.
BETWEEN: Final = (
    "PAIR_SINCE_S", "BACK_SINCE_S", "SQUARES", "SQUARE_PAYERS", "TWO_STEPS", "COMMON_SOURCES", "COMMON_SOURCE_PAYERS",
    "CYCLES", "CYCLE_LENGTH", "GATHER_SCATTER", "STACKED", "ROUND_CUT",
)  # fmt: skip

OUT_AT, IN_AT = 0, len(FLOW)
OWN_AT = 2 * len(FLOW)
PAYEES_AT = OWN_AT + len(OWN)
PAYERS_AT = PAYEES_AT + len(MET)
SIDE_WIDTH = PAYERS_AT + len(MET)


def names_of_a_side() -> tuple[str, ...]:
    """The columns of one account, without the letter of its side."""
    return (
        *(f"OUT_{name}_M" for name in FLOW),
        *(f"IN_{name}_M" for name in FLOW),
        *(name if name.endswith(("_S", "_7D", "_DEBIT")) else f"{name}_M" for name in OWN),
        *(f"PAYEES_{name}" for name in MET),
        *(f"PAYERS_{name}" for name in MET),
    )


def names() -> tuple[str, ...]:
    """All columns of behaviour, in their order."""
    return (
        *(f"D_{name}" for name in names_of_a_side()),
        *(f"C_{name}" for name in names_of_a_side()),
        *BETWEEN,
    )
