"""Counters beside a tier: out of the store, coarse, of the identifier and its owner; without the store it is said."""

import pytest
from django.db import OperationalError

from arasha.client.schemas import Identifier, RegistryCheck, Standing, Windows
from arasha.domains.payments.facts import Verdict
from arasha.domains.registry import actions
from arasha.domains.registry.hot import Registry
from arasha.interfaces.gateway.callers import Budget
from arasha.interfaces.gateway.lookups import MOST_WITH_COUNTERS, Lookups
from arasha.interfaces.gateway.metrics import Metrics
from arasha.kernel.errors import TooLarge, Unavailable
from arasha.kernel.keyring import Purpose, keyring
from arasha.kernel.tokens import Tokens
from tests.domains.registry.entries import TOKEN, proposal, propose
from tests.support.cast import AIGERIM, DANIYAR, DROP
from tests.support.recorded import given

BANK = 1
NOTHING, ONE, UP_TO_FIVE = (Windows(days_3=n, days_30=n, days_180=n) for n in (0, 1, 5))


@pytest.fixture
def lookups(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Lookups:
    # A thread of the gateway's own has its own connection; here the test's must stay open.
    monkeypatch.setattr("arasha.interfaces.gateway.lookups.close_old_connections", lambda: None)
    registry = Registry(tmp_path_factory.mktemp("registry") / "none.map")
    return Lookups(registry, Tokens(keyring().key(Purpose.TOKEN)), Metrics(), Budget(10_000, 1))


def asked(count: int = 1) -> RegistryCheck:
    return RegistryCheck(identifiers=[Identifier(kind="iban", value=DROP.account)] * count, counters=True)


def told(lookups: Lookups) -> Standing:
    (standing,) = lookups.with_counters(lookups.check(asked(), BANK)).answers
    return standing


def test_of_what_nobody_reported_all_counts_are_nothing(db: None, lookups: Lookups) -> None:
    found = told(lookups).counters
    assert found is not None
    assert (found.reports, found.confirmed, found.rejected, found.settlements) == (NOTHING, NOTHING, NOTHING, None)


def test_reports_and_confirmations_are_counted_coarsely(db: None, lookups: Lookups) -> None:
    actions.confirm_entry(propose().id, DANIYAR)
    found = told(lookups).counters
    assert found is not None
    assert (found.reports, found.confirmed, found.rejected) == (UP_TO_FIVE, ONE, NOTHING)


def test_an_account_that_is_paid_at_all_says_how_often(db: None, lookups: Lookups) -> None:
    given(Verdict.ALLOW)
    given(Verdict.HOLD)
    found = told(lookups).counters
    assert found is not None
    assert found.settlements is not None
    assert found.settlements.days_180 == 1, "what was held is no settlement"


def test_the_owner_s_other_identifiers_count_where_he_is_known(db: None, lookups: Lookups) -> None:
    owner = actions.add_token(bytes(range(16)), proposal(), AIGERIM).token
    actions.add_token(TOKEN, proposal()._replace(person=owner), AIGERIM)
    other = actions.add_token(bytes(range(1, 17)), proposal()._replace(person=owner), AIGERIM)
    actions.withdraw_entry(other.id, "a namesake", DANIYAR)
    found = told(lookups).owner_counters
    assert found is not None
    assert found.rejected == ONE


def test_they_are_given_for_a_hundred_at_once(lookups: Lookups) -> None:
    with pytest.raises(TooLarge, match="at most 100"):
        lookups.check(asked(MOST_WITH_COUNTERS + 1), BANK)


def test_without_the_store_the_answer_is_to_ask_again_without(
    lookups: Lookups, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away() -> None:
        raise OperationalError

    monkeypatch.setattr("arasha.interfaces.gateway.lookups.close_old_connections", away)
    known = lookups.check(asked(), BANK)
    assert known.answer.answers[0].tier == "none", "memory answers all the same"
    with pytest.raises(Unavailable, match="without counters"):
        lookups.with_counters(known)
