"""Thefts are told the same way every time, with other people; the pensioner's money goes where the story says."""

from datetime import UTC, datetime

import msgspec
import pytest

from arasha.client.handling import TheftReport
from arasha.client.schemas import Payment
from arasha.kernel.identifiers import Kind, read
from arasha.simulator.thefts import ALDAR, AT_WORK, OPENING, TOSTIK, Fate, Theft, commit, fate_of, staged

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
TENGE = 100
NUMBERS = range(len(OPENING))


@pytest.fixture(scope="module", params=NUMBERS)
def theft(request: pytest.FixtureRequest) -> Theft:
    return commit(request.param, NOW)


@pytest.fixture
def pensioner_s() -> Theft:
    return commit(2, NOW)


def test_the_gateway_takes_each_payment_and_the_api_the_report(theft: Theft) -> None:
    for payment in (*theft.payments, *theft.onward):
        assert msgspec.json.decode(msgspec.json.encode(payment), type=Payment) == payment
    assert msgspec.json.decode(msgspec.json.encode(theft.report()), type=TheftReport) == theft.report()
    assert theft.payments[-1].time <= NOW


def test_the_victim_s_bank_reports_payments_of_its_own(theft: Theft) -> None:
    paid = {payment.id: payment for payment in theft.payments}
    stolen = [paid[told.payment_id or ""] for told in theft.report().payments]
    assert {payment.debtor.institution for payment in stolen} == {theft.bank}
    assert len({payment.debtor.account for payment in stolen}) == 1


def test_accounts_are_readable_and_only_banks_at_work_keep_them(theft: Theft) -> None:
    for payment in (*theft.payments, *theft.onward):
        assert payment.debtor.account != payment.creditor.account
        for party in (payment.debtor, payment.creditor):
            assert party.institution in AT_WORK
            assert party.scheme == "other" or read(Kind.IBAN, party.account).readable


def test_thefts_told_again_are_the_same_and_others_are_of_other_people() -> None:
    assert [commit(number, NOW) for number in NUMBERS] == [commit(number, NOW) for number in NUMBERS]
    victims = [commit(number, NOW).payments[0].debtor.account for number in NUMBERS]
    assert len(set(victims)) == len(victims)


def test_the_pensioner_s_money_splits_over_three_banks_twelve_drops_and_a_shop(pensioner_s: Theft) -> None:
    first, *split = pensioner_s.payments
    collector = first.creditor
    onward = [payment for payment in split if payment.debtor == collector]
    drops = {collector.account} | {payment.creditor.account for payment in onward if payment.kind == "p2p"}
    assert len(drops) == 12
    assert {payment.creditor.institution for payment in onward} == set(AT_WORK)
    (shop,) = [payment.creditor for payment in onward if payment.kind == "merchant"]
    assert (shop.institution, fate_of(shop.account)) == (TOSTIK, Fate.SHOP)
    assert (first.debtor.institution, first.amount) == (ALDAR, 900_000 * TENGE)
    assert first.amount - sum(payment.amount for payment in onward) == 80_000 * TENGE


def test_two_drops_are_at_the_cash_machine_in_time_and_one_goes_on_afterwards(pensioner_s: Theft) -> None:
    cash = [payment for payment in pensioner_s.payments if payment.kind == "cash_out"]
    (onward,) = pensioner_s.onward
    runaways = [*(payment.debtor.account for payment in cash), onward.debtor.account]
    assert [fate_of(account) for account in runaways] == [Fate.GONE] * 3
    assert onward.debtor.institution != onward.creditor.institution


def test_every_fate_is_met_in_the_opening() -> None:
    met = {
        fate_of(payment.creditor.account)
        for number in range(len(OPENING))
        for payment in commit(number, NOW).payments
        if payment.kind != "cash_out"
    }
    assert met == set(Fate)


FATES = {"KZ379920000000000003": Fate.SHOP, "KZ379920000000000009": Fate.WHOLE, "W-X": Fate.WHOLE}


@pytest.mark.parametrize("account", FATES)
def test_the_fate_of_an_account_is_its_last_digit(account: str) -> None:
    assert fate_of(account) is FATES[account]


def test_what_banks_will_find_is_staged_for_every_account_that_is_paid(pensioner_s: Theft) -> None:
    accounts = staged()
    for payment in (*pensioner_s.payments, *pensioner_s.onward):
        if payment.kind != "cash_out":
            found, fate = accounts[payment.creditor.account], fate_of(payment.creditor.account)
            assert (found.innocent, found.by_hand) == (fate is Fate.SHOP, fate is Fate.BY_HAND)
            assert (found.balance == 0) == (fate is Fate.GONE)
