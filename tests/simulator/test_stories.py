"""Stories of fraud are told the same way every time, with other people."""

from datetime import UTC, datetime

import msgspec
import pytest

from arasha.client.schemas import Payment
from arasha.kernel.identifiers import Kind, read
from arasha.simulator.stories import STORIES, Told, tell

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
NUMBERS = range(2 * len(STORIES))


@pytest.fixture(scope="module", params=NUMBERS)
def told(request: pytest.FixtureRequest) -> Told:
    return tell(request.param, NOW)


def test_each_payment_is_one_that_the_gateway_takes(told: Told) -> None:
    for payment in told.payments:
        assert msgspec.json.decode(msgspec.json.encode(payment), type=Payment) == payment


def test_payments_follow_each_other_within_the_last_minute(told: Told) -> None:
    instants = [payment.time for payment in told.payments]
    assert instants == sorted(instants)
    assert instants[-1] <= NOW
    assert (NOW - instants[0]).total_seconds() < 60


def test_accounts_are_readable_and_nobody_pays_himself(told: Told) -> None:
    for payment in told.payments:
        assert payment.debtor.account != payment.creditor.account
        for party in (payment.debtor, payment.creditor):
            assert party.scheme == "wallet" or read(Kind.IBAN, party.account).readable


def test_a_story_told_again_is_the_same_to_the_letter() -> None:
    for number in NUMBERS:
        assert tell(number, NOW) == tell(number, NOW)


def test_stories_come_in_turn_each_time_with_other_people_and_ids() -> None:
    told = [tell(number, NOW) for number in NUMBERS]
    titles = [story.title for story in told]
    assert titles == 2 * [story.__name__ for story in STORIES]
    ids = [payment.id for story in told for payment in story.payments]
    assert len(ids) == len(set(ids))
    accounts = [{payment.debtor.account for payment in story.payments} for story in told]
    for first, second in zip(accounts[: len(STORIES)], accounts[len(STORIES) :], strict=True):
        assert not first & second


SIGNS = {
    "talked_through_on_the_phone": lambda payments: (
        payments[0].kind == "loan_disbursement"
        and payments[1].debtor == payments[0].creditor
        and payments[1].session.active_call
        and payments[2].kind == "crypto_purchase"
    ),
    "remote_hands": lambda payments: all(payment.session.remote_access for payment in payments),
    "a_drop_at_work": lambda payments: (
        len({payment.debtor.account for payment in payments[:3]}) == 3
        and sum(payment.amount for payment in payments[3:]) / sum(payment.amount for payment in payments[:3]) > 0.9
    ),
    "the_handed_over_cabinet": lambda payments: (
        payments[0].debtor.party == "entrepreneur" and all(payment.session.new_device for payment in payments)
    ),
    "the_one_time_wallet": lambda payments: [payment.kind for payment in payments] == ["top_up", "cash_out"],
    "the_swapped_sim": lambda payments: all(payment.session.sim_swap_days == 0 for payment in payments),
}


@pytest.mark.parametrize("number", range(len(STORIES)))
def test_a_story_shows_the_signs_of_its_scheme(number: int) -> None:
    told = tell(number, NOW)
    assert SIGNS[told.title](told.payments)  # type: ignore[no-untyped-call]
