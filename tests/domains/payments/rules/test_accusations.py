"""Whom rules accuse: never a victim, and never anybody because the registry says so."""

import pytest

from arasha.domains.payments.rules.account_risk import Sign
from arasha.domains.payments.rules.accusations import ACCUSED, NOBODY, Accused, Told, accused_by, weights_of
from arasha.domains.payments.rules.features import F
from arasha.domains.payments.rules.table import RULES, TALKED_INTO
from arasha.kernel.tiers import Tier


def told(fired: dict[str, int], tier: Tier = Tier.LOW, **model: int) -> Told:
    """What a verdict tells; the model is silent unless something is given."""
    return Told(fired, tier, **({"drop_level": 0, "drop_score": -1, "unusual": -1} | model))


def test_the_table_speaks_of_every_rule_and_of_no_other() -> None:
    assert ACCUSED.keys() == {rule.code for rule in RULES}


def test_who_is_talked_into_a_payment_is_not_accused() -> None:
    assert {ACCUSED[rule.code].debtor for rule in TALKED_INTO} == {None}


def test_a_rule_that_looks_at_the_registry_accuses_nobody() -> None:
    """Else an account that was proposed because of its risk would rise because it was proposed."""
    listed = {F.CREDITOR_TIER, F.DEBTOR_TIER}
    for rule in RULES:
        if rule.weight > 0 and listed & {condition.feature for condition in rule.when}:
            assert ACCUSED[rule.code] == NOBODY, rule.code


@pytest.mark.parametrize(
    ("looked_at", "accused"),
    [
        ({"AMOUNT", "D_IN_SUM_7D", "D_PAIR_AGE_S"}, Accused(debtor=Sign.OTHER_BEHAVIOUR)),
        ({"C_SENDERS_7D", "D_PAIR_AGE_S"}, Accused(creditor=Sign.OTHER_BEHAVIOUR)),
        ({"C_SENDERS_7D", "D_SENDERS_7D"}, Accused(Sign.OTHER_BEHAVIOUR, Sign.OTHER_BEHAVIOUR)),
        ({"AMOUNT", "NIGHT", "D_PAIR_AGE_S", "HISTORY_S"}, NOBODY),
    ],
)
def test_a_typology_accuses_the_account_whose_behaviour_it_looks_at(looked_at: set[str], accused: Accused) -> None:
    assert accused_by("A_TYPOLOGY", looked_at) == accused


def test_of_several_rules_that_are_one_sign_the_heaviest_counts() -> None:
    weights = weights_of(told({"PAID_BY_SEVERAL": 75, "PAID_BY_STRANGERS_ONLY": 100}), ACCUSED)
    assert weights == ({}, {Sign.STRANGERS_PAY_IN: 100})


def test_a_stop_adds_only_to_an_account_that_a_rule_accuses() -> None:
    assert weights_of(told({"CREDITOR_LISTED": 650}, Tier.HIGH), ACCUSED) == ({}, {})
    assert weights_of(told({"PASSED_ON_AT_ONCE": 200, "CREDITOR_LISTED": 650}, Tier.HIGH), ACCUSED) == (
        {Sign.PASSES_ON: 200, Sign.STOPPED: 100}, {},
    )  # fmt: skip


def test_the_model_speaks_against_whom_the_rules_accuse_else_against_the_receiver() -> None:
    passed, listed = (
        told({code: 200}, drop_level=1, drop_score=6_000) for code in ("PASSED_ON_AT_ONCE", "CREDITOR_LISTED")
    )
    assert weights_of(passed, ACCUSED).debtor[Sign.MODEL] == 300
    assert weights_of(listed, ACCUSED) == ({}, {Sign.MODEL: 300})


def test_a_score_below_the_model_s_threshold_says_nothing() -> None:
    assert weights_of(told({}, drop_level=0, drop_score=4_000), ACCUSED) == ({}, {})


def test_what_is_unusual_only_adds_a_little_to_what_is_said_already() -> None:
    assert weights_of(told({}, unusual=1000), ACCUSED) == ({}, {})
    assert weights_of(told({"SCATTERS": 125}, unusual=1000), ACCUSED).debtor == {Sign.SCATTERS: 125, Sign.UNUSUAL: 20}


def test_what_speaks_for_a_payment_accuses_nobody() -> None:
    assert weights_of(told({"KNOWN_PAYEE": -150}), ACCUSED) == ({}, {})
