"""With whom an account shares its phones, devices and addresses, as the store has it."""

from datetime import timedelta
from uuid import UUID

import msgspec
import pytest

from arasha.client.schemas import Party
from arasha.domains.payments.facts import Verdict
from arasha.domains.payments.queries import shared_identifiers
from arasha.domains.payments.queries.shared_identifiers import Shared, sharing
from arasha.domains.registry import actions as registry
from arasha.kernel.tiers import Tier
from tests.domains.registry.entries import proposal
from tests.support.cast import AIGERIM, ALDAR, DANIYAR, DROP, NEIGHBOUR, PENSIONER, SHOP
from tests.support.recorded import given, token_of

pytestmark = [pytest.mark.store, pytest.mark.django_db]

DEVICE, ADDRESS, PHONE = "tablet-of-the-drop", "203.0.113.7", "+77015550199"


def told(debtor: Party, *, creditor: Party = SHOP, **changes: object) -> int:
    return given(Verdict.ALLOW, codes=(), debtor=debtor, creditor=creditor, **changes)  # type: ignore[arg-type]


def with_phone(party: Party, phone: str = PHONE) -> Party:
    return msgspec.structs.replace(party, phone=phone)


def others(party: Party) -> dict[Shared, list[UUID]]:
    return {shared.kind: [other.account for other in shared.others] for shared in sharing(token_of(party))}


def test_two_accounts_that_paid_from_one_device_share_it() -> None:
    told(DROP, device=DEVICE)
    told(DROP, device=DEVICE)
    told(NEIGHBOUR, device=DEVICE)
    (shared,) = sharing(token_of(DROP))
    assert (shared.kind, shared.payments, shared.accounts) == (Shared.DEVICE, 2, 1)
    (other,) = shared.others
    assert (other.account, other.tier, other.payments) == (token_of(NEIGHBOUR), Tier.NONE, 1)


def test_what_nobody_else_came_with_is_not_shared() -> None:
    told(DROP, device=DEVICE, ip=ADDRESS)
    told(NEIGHBOUR, device="another", ip="203.0.113.8")
    assert sharing(token_of(DROP)) == sharing(token_of(PENSIONER)) == []


def test_the_receiver_s_phone_is_the_receiver_s_and_one_with_the_payer_s() -> None:
    told(PENSIONER, creditor=with_phone(DROP))
    told(with_phone(NEIGHBOUR))
    assert others(DROP) == {Shared.PHONE: [token_of(NEIGHBOUR)]}
    assert others(PENSIONER) == {}


def test_phones_stand_before_devices_and_devices_before_addresses() -> None:
    for party in (DROP, NEIGHBOUR):
        told(with_phone(party), device=DEVICE, ip=ADDRESS)
    assert [shared.kind for shared in sharing(token_of(DROP))] == [Shared.PHONE, Shared.DEVICE, Shared.ADDRESS]


def test_a_payment_asked_about_by_both_sides_counts_once() -> None:
    first = told(DROP, device=DEVICE)
    told(DROP, device=DEVICE, first=first)
    told(NEIGHBOUR, device=DEVICE)
    assert sharing(token_of(DROP))[0].payments == 1


def test_who_is_listed_stands_first_then_who_came_last() -> None:
    entry = registry.add_token(token_of(PENSIONER).bytes, proposal(Tier.HIGH), AIGERIM)
    registry.confirm_entry(entry.id, DANIYAR)
    for party in (PENSIONER, SHOP, NEIGHBOUR, DROP):
        told(party, creditor=ALDAR.account(77), device=DEVICE)
    (shared,) = sharing(token_of(DROP))
    assert [other.account for other in shared.others] == [token_of(PENSIONER), token_of(NEIGHBOUR), token_of(SHOP)]
    assert shared.others[0].tier >= Tier.HIGH


def test_what_lies_more_than_ninety_days_back_is_not_told() -> None:
    told(NEIGHBOUR, device=DEVICE, ago=timedelta(days=91))
    told(DROP, device=DEVICE)
    assert sharing(token_of(DROP)) == []


def test_an_address_of_very_many_is_read_in_part(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shared_identifiers, "READ", 3)
    monkeypatch.setattr(shared_identifiers, "SHOWN", 2)
    for number in range(5):
        told(ALDAR.account(100 + number), ip=ADDRESS)
    (shared,) = sharing(token_of(ALDAR.account(100)))
    assert (shared.accounts, len(shared.others)) == (3, 2)


def test_nothing_readable_is_shown() -> None:
    for party in (DROP, NEIGHBOUR):
        told(party, device=DEVICE)
    (shared,) = sharing(token_of(DROP))
    assert len(shared.label) == 9
    assert DEVICE not in repr(shared)
