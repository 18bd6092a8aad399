"""What keeps a payment out of the control sample: anything firmer than behaviour."""

from arasha.domains.payments.rules.control_sample import is_firm
from arasha.domains.payments.rules.table import (
    CHAINS,
    GATHERING,
    IN_FAVOUR,
    LISTED,
    PASSING_ON,
    RULES,
    SCATTERING,
    YOUNG,
)

FIRM = {rule.code for rule in RULES if is_firm(rule)}


def test_what_the_registry_the_session_and_the_institutions_say_is_firm() -> None:
    session = {"NEW_PAYEE_DURING_CALL", "LARGE_DURING_CALL", "REMOTE_ACCESS", "SIM_SWAPPED", "CRYPTO_DURING_CALL"}
    assert {rule.code for rule in LISTED} | session | {"SIDES_DISAGREE"} <= FIRM


def test_behaviour_is_not_firm() -> None:
    behaviour = (*GATHERING, *YOUNG, *PASSING_ON, *CHAINS, *SCATTERING)
    assert FIRM.isdisjoint(rule.code for rule in behaviour)


def test_what_speaks_for_a_payment_keeps_nothing_out() -> None:
    assert FIRM.isdisjoint(rule.code for rule in IN_FAVOUR)
