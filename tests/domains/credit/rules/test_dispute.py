"""A bundle that was changed anywhere proves nothing, and says which step fails."""

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from arasha.domains.credit.queries.bundle import collect
from arasha.domains.credit.rules import dispute
from arasha.domains.credit.rules.dispute import Bundle
from arasha.kernel.errors import Malformed
from arasha.kernel.keyring import KEY_BYTES
from arasha.kernel.log import ledger
from arasha.kernel.log.note import Signer, WrongNote
from arasha.kernel.log.receipts import WrongReceipt
from tests.domains.credit import disputes
from tests.support.cast import ALDAR
from tests.support.credit import Counter, check, person_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def bundle(counter: Counter) -> Bundle:
    disputes.dispute(counter)
    ledger.sign_checkpoint()
    counter.ask(ALDAR, check("later"))
    return collect(disputes.whom())


def refused(bundle: Bundle) -> str:
    with pytest.raises((WrongReceipt, WrongNote)) as error:
        dispute.verify(bundle, ledger.signer().verifier)
    return error.value.detail


def test_it_is_read_back_as_it_was_written(bundle: Bundle) -> None:
    assert dispute.parse(bundle.encode()) == bundle


@pytest.mark.parametrize("data", [b"", b"{}", b"PK", b'{"format": "other"}', b"PK\x03\x04nothing"])
def test_what_is_no_bundle_is_refused(data: bytes) -> None:
    with pytest.raises(WrongReceipt):
        dispute.parse(data)


def test_an_answer_that_was_turned_round_is_found(bundle: Bundle) -> None:
    receipts = list(bundle.receipts)
    at = next(place for place, each in enumerate(receipts) if each.statement.get("answer") == "deny")
    turned = receipts[at].statement | {"answer": "allow"}
    receipts[at] = msgspec.structs.replace(receipts[at], statement=turned)
    assert "not in the group" in refused(msgspec.structs.replace(bundle, receipts=receipts))


def test_a_receipt_about_somebody_else_is_found(bundle: Bundle) -> None:
    other = msgspec.structs.replace(bundle, person=person_of("851212400038").hex)
    assert refused(other) == "a receipt is about somebody else"


def test_another_key_proves_nothing(bundle: Bundle) -> None:
    verifier = Signer(ledger.signer().verifier.name, bytes(KEY_BYTES)).verifier
    with pytest.raises(WrongNote):
        dispute.verify(bundle, verifier)


def test_a_checkpoint_that_is_not_joined_to_the_others_is_found(bundle: Bundle) -> None:
    broken = [msgspec.structs.replace(each, path=each.path[1:]) for each in bundle.earlier]
    assert "it was changed" in refused(msgspec.structs.replace(bundle, earlier=broken))


@settings(max_examples=60)
@given(choice=some.randoms())
def test_no_changed_value_in_what_is_proved_goes_unnoticed(bundle: Bundle, choice: Any) -> None:
    plain = msgspec.to_builtins(bundle)
    place = choice.choice([plain["receipts"], plain["earlier"], [plain]])
    found = choice.choice(place)
    where = found if place is not plain["receipts"] else choice.choice([found["statement"], found["log"], found])
    name = choice.choice([each for each in where if where is not plain or each in {"checkpoint", "person"}])
    before = where[name]
    where[name] = before + 1 if isinstance(before, int) else ([] if isinstance(before, list | dict) else f"{before}x")
    if where[name] == before:
        return
    with pytest.raises((Malformed, msgspec.ValidationError)):
        dispute.verify(msgspec.convert(plain, Bundle), ledger.signer().verifier)
