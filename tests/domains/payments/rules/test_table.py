"""Each rule on the scene it is meant for, and on the nearest scene it must leave alone."""

import pytest

from arasha.domains.payments.hot import layout
from arasha.domains.payments.rules.codes import Kind, Party, StepUp
from arasha.domains.payments.rules.language import Rule
from arasha.domains.payments.rules.table import CHAINS, GATHERING, NEWS, PASSING_ON, RULES, SCATTERING
from arasha.kernel.tiers import Tier
from tests.domains.payments.hot.stage import Stage
from tests.domains.payments.rules.rows import ROWS
from tests.domains.payments.rules.scenes import (
    DAY,
    HOUR,
    MINUTE,
    Scene,
    after_credit,
    after_loan,
    at_night,
    chain,
    crowd,
    disagreeing,
    filled,
    gathered,
    known_payee,
    knows,
    new_payees,
    passes_on,
    plain,
    receiver_sent,
    scattered,
    shared,
    slept,
    spends,
    wallet,
    watched,
    young,
    young_and_popular,
)

CALL, REMOTE, DEVICE = layout.ACTIVE_CALL, layout.REMOTE_ACCESS, layout.NEW_DEVICE
NIGHT = 11 * HOUR  # from noon to 23:00
CABINET = {"debtor_party": Party.ENTREPRENEUR, "flags": DEVICE, "amount": 10_000_000}
CRYPTO, CASH = {"kind": Kind.CRYPTO_PURCHASE}, {"kind": Kind.CASH_OUT}

# code: the scene on which the rule fires, and the nearest on which it does not.
SCENES: dict[str, tuple[Scene, Scene]] = {
    "CREDITOR_CONFIRMED": (plain(creditor_tier=Tier.VERY_HIGH), plain(creditor_tier=Tier.HIGH)),
    "CREDITOR_LISTED": (plain(creditor_tier=Tier.HIGH), plain(creditor_tier=Tier.VERY_HIGH)),
    "CREDITOR_REPORTED": (plain(creditor_tier=Tier.MEDIUM), plain(creditor_tier=Tier.LOW)),
    "DEBTOR_LISTED": (plain(debtor_tier=Tier.HIGH), plain(debtor_tier=Tier.MEDIUM)),
    "STOLEN_MONEY": (plain(stolen=1), plain()),
    "COERCED_VICTIM": (plain(flags=layout.COERCED), plain(flags=layout.WAS_VICTIM)),
    "DEVICE_LISTED": (plain(device_tier=Tier.HIGH), plain(device_tier=Tier.MEDIUM)),
    "SHARED_DEVICE_MANY": (shared(4, device=7), shared(3, device=7)),
    "DEVICE_WITH_MARKED": (shared(1, device=7, tier=Tier.HIGH), shared(1, device=7, tier=Tier.MEDIUM)),
    "PHONE_WITH_MARKED": (shared(1, debtor_phone=7, tier=Tier.HIGH), shared(1, device=7, tier=Tier.HIGH)),
    "NEW_PAYEE_DURING_CALL": (
        plain(amount=5_000_000, flags=CALL),
        known_payee(amount=5_000_000, flags=CALL),
    ),
    "LARGE_DURING_CALL": (plain(amount=50_000_000, flags=CALL), plain(amount=49_999_999, flags=CALL)),
    "REMOTE_ACCESS": (plain(flags=REMOTE), known_payee(flags=REMOTE)),
    "LOAN_SENT_ON": (after_loan(50_000), after_loan(49_000)),
    "NIGHT_NEW_PAYEE": (at_night(NIGHT), at_night(NIGHT - 1)),
    "SIM_SWAPPED": (plain(sim_swap_days=3), plain(sim_swap_days=4)),
    "CABINET_FROM_NEW_DEVICE": (plain(**CABINET), plain(**CABINET, step_up=StepUp.PASSED)),
    "NEW_DEVICE_NEW_PAYEES": (new_payees(2, flags=DEVICE), new_payees(1, flags=DEVICE)),
    "DORMANT_AWAKENED": (slept(60), slept(59)),
    "PAID_BY_SEVERAL": (gathered(2), gathered(2, days=6)),
    "PAID_BY_MANY": (gathered(4), gathered(4, kind=Kind.MERCHANT)),
    "PAID_BY_VERY_MANY": (gathered(6), gathered(5)),
    "PAID_BY_STRANGERS_ONLY": (gathered(2, regulars=2), gathered(2, regulars=3)),
    "PAID_BY_A_CROWD_OF_STRANGERS": (gathered(4, regulars=4), gathered(4, regulars=5)),
    "YOUNG_WITH_MANY_SENDERS": (young_and_popular(days=29), young_and_popular(days=30)),
    "YOUNG_PAYER": (young(payer_days=29, payee_days=-1), young(payer_days=29, payee_days=-1, history=59)),
    "YOUNG_TO_YOUNG": (young(payer_days=29, payee_days=29), young(payer_days=29, payee_days=30)),
    "LARGE_TO_UNKNOWN": (
        young(payer_days=40, payee_days=2, tenge=1_000_000),
        young(payer_days=40, payee_days=3, tenge=1_000_000),
    ),
    "PASSES_ON_FROM_SEVERAL": (passes_on(3), passes_on(2)),
    "PASSES_ON_FROM_MANY": (passes_on(6, 360_000), passes_on(6, 360_600)),
    "PASSES_ON_FROM_VERY_MANY": (passes_on(15), passes_on(14)),
    "PASSES_ON_TO_SEVERAL": (passes_on(3, before=2), passes_on(3, before=1)),
    "PASSES_ON_FROM_STRANGERS": (passes_on(2, wait=HOUR), passes_on(2, wait=DAY)),
    "KEEPS_A_TENTH": (passes_on(5, 270_000, wait=HOUR), passes_on(5, 269_400, wait=HOUR)),
    "PASSED_ON_AT_ONCE": (after_credit(30 * MINUTE), after_credit(30 * MINUTE + 1)),
    "GATHERER_TO_GATHERER": (chain(6, 2), chain(6, 1)),
    "RECEIVER_PASSES_ON": (receiver_sent(2, 2, 24_000), receiver_sent(2, 2, 23_400)),
    "RECEIVER_PAYS_MANY": (receiver_sent(3, 7, 100), receiver_sent(3, 6, 100)),
    "QUIET_ACCOUNT_SCATTERS": (scattered(3, before=5), scattered(3, before=6)),
    "SCATTERS_TO_GATHERERS": (scattered(2, gatherer=2), scattered(2, gatherer=1)),
    "SCATTERS": (scattered(5), scattered(5, known=True)),
    "BURST_TO_NEW_PAYEES": (scattered(5), scattered(4)),
    "CASH_AFTER_CREDIT": (after_credit(HOUR, **CASH), after_credit(HOUR + 1, **CASH)),
    "CRYPTO_AFTER_CREDIT": (after_credit(2 * HOUR, **CRYPTO), after_credit(2 * HOUR, 69_000, **CRYPTO)),
    "CASH_FROM_STRANGERS": (passes_on(3, wait=HOUR, **CASH), passes_on(2, wait=HOUR, **CASH)),
    "CRYPTO_DURING_CALL": (plain(flags=CALL, **CRYPTO), plain(flags=CALL)),
    "LOAN_TO_CRYPTO": (after_loan(30_000, **CRYPTO), after_loan(29_000, **CRYPTO)),
    "ONE_TIME_WALLET": (filled(days=3), filled(days=2)),
    "WALLET_EMPTIED": (wallet(known=6, flags=layout.DEBTOR_WALLET), wallet(known=7, flags=layout.DEBTOR_WALLET)),
    "ROUND_SUMS_FROM_MANY": (gathered(6), gathered(6, creditor_party=Party.COMPANY)),
    "SIDES_DISAGREE": (disagreeing(layout.SIDES_DISAGREE), disagreeing(0)),
    "KNOWN_PAYEE": (knows(30), knows(29)),
    "STEP_UP_PASSED": (plain(step_up=StepUp.PASSED), plain(step_up=StepUp.PASSED, flags=CALL)),
    "OWN_TRANSFER": (plain(kind=Kind.OWN_TRANSFER), plain(kind=Kind.OWN_TRANSFER, creditor_tier=Tier.MEDIUM)),
}


def test_every_rule_has_its_scenes() -> None:
    assert SCENES.keys() == {rule.code for rule in RULES} - ROWS.keys()


@pytest.mark.parametrize("code", SCENES)
def test_a_rule_fires_on_its_scene_and_not_on_the_nearest_other(code: str) -> None:
    meant, nearest = SCENES[code]
    assert code in meant(Stage()).reasons
    assert code not in nearest(Stage()).reasons


def test_there_are_at_least_twenty_rules() -> None:
    assert len(RULES) >= 20


@pytest.mark.parametrize("group", [GATHERING, CHAINS, SCATTERING, PASSING_ON[:5]])
def test_who_is_new_to_whom_speaks_only_where_that_is_news(group: tuple[Rule, ...]) -> None:
    """To people who pay by telephone a new receiver is nothing new."""
    for rule in group:
        assert set(NEWS) <= set(rule.when), rule.code


def test_behaviour_alone_never_refuses() -> None:
    """Only the register of confirmed accounts supports a refusal: everything else can be a misunderstanding."""
    assert {rule.code for rule in RULES if rule.ceiling.word == "refuse"} == {"CREDITOR_CONFIRMED"}


def test_a_new_centre_takes_nobody_for_a_stranger() -> None:
    """On its first days nothing is said of an account that rests on what was never seen."""
    stage = Stage()
    for number in range(12):
        seen = crowd(stage, "popular", 1).pay("popular", f"receiver {number}", 5_000)
        stage.wait(HOUR)
        assert seen.reasons == set()


def test_a_chain_of_drops_is_held() -> None:
    stage = watched(Stage())
    crowd(stage, "drop", 15)
    crowd(stage, "the next", 4)
    seen = spends(stage, "drop", 2).pay("drop", "the next", 100_000)
    assert seen.verdict.word == "hold", (seen.reasons, seen.score)
