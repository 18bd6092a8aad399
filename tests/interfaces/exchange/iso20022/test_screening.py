"""A payment of a pacs.008 is the same question as a bank's JSON, and a verdict is a status that a bank understands."""

from datetime import UTC, datetime

import msgspec
import pytest

from arasha.client.schemas import Answer, Reason, Text, Verdict
from arasha.interfaces.exchange.iso20022 import documents
from arasha.interfaces.exchange.iso20022.messages import Account, Agent, CreditTransfer, Party, Statuses
from arasha.interfaces.exchange.iso20022.screening import kind_of, question, report
from arasha.kernel.errors import Malformed
from tests.interfaces.exchange.iso20022.letters import AMOUNT, SPOKEN_OF, TRANSFER, TRANSFERS, UETR
from tests.support.cast import ALDAR, DROP, NOON, PENSIONER, TOSTIK

LATER = datetime(2026, 11, 20, 8, tzinfo=UTC)
ANY = Text(kk="", ru="", en="")


def changed(**changes: object) -> CreditTransfer:
    item: CreditTransfer = msgspec.structs.replace(TRANSFER, **changes)
    return item


def verdict(word: Verdict) -> Answer:
    reasons = [Reason(code="REMOTE_ACCESS", weight=500, text=ANY), Reason(code="OLD_PAIR", weight=-100, text=ANY)]
    return Answer(id="P-1", verdict=word, tier="high", score=500, reasons=reasons, expires_at=NOON, receipt="p-0")


def test_a_payment_is_asked_about_with_all_that_its_message_says() -> None:
    asked = question(TRANSFER, TRANSFERS)
    assert (asked.id, asked.time, asked.amount, asked.end_to_end_id) == ("P-1", NOON, AMOUNT, "E-1")
    assert (asked.debtor.account, asked.debtor.institution) == (PENSIONER.account, ALDAR.code)
    assert (asked.debtor.scheme, asked.debtor.party, asked.debtor.phone) == ("iban", "person", "+7-7015550011")
    assert (asked.creditor.account, asked.creditor.institution) == (DROP.account, TOSTIK.code)
    assert (asked.kind, asked.side, asked.currency) == ("p2p", "outgoing", "KZT")
    assert asked.purpose == "for the \u201csafe account\u201d thanks"


def test_the_receiver_s_bank_asks_about_what_comes_in() -> None:
    assert question(TRANSFER, TRANSFERS, "incoming").side == "incoming"


@pytest.mark.parametrize(
    ("changes", "id_"),
    [({"transaction_id": ""}, UETR), ({"transaction_id": "", "uetr": ""}, "E-1")],
)
def test_a_payment_without_a_txid_is_named_by_its_uetr_or_end_to_end_id(changes: dict[str, object], id_: str) -> None:
    assert question(changed(**changes), TRANSFERS).id == id_


def test_an_end_to_end_id_that_says_that_there_is_none_joins_nothing() -> None:
    assert question(changed(end_to_end_id="NOTPROVIDED"), TRANSFERS).end_to_end_id is None


def test_a_payment_without_a_time_of_acceptance_has_the_time_of_its_message() -> None:
    assert question(changed(accepted=None), msgspec.structs.replace(TRANSFERS, created=LATER)).time == LATER


@pytest.mark.parametrize(
    ("changes", "kind"),
    [
        ({"purpose": "LOAN"}, "loan_disbursement"),
        ({"purpose": "", "category": "CASH"}, "cash_out"),
        ({"purpose": "XXXX", "category": ""}, "p2p"),
        ({"purpose": "", "category": "", "creditor": Party(organisation="1")}, "merchant"),
        ({"purpose": "", "category": "", "creditor": Party(person="500101300004")}, "own_transfer"),
        ({"purpose": "", "category": "", "debtor": Party(), "creditor": Party()}, "p2p"),
    ],
)
def test_the_kind_of_a_payment_is_told_by_its_purpose_or_by_who_is_paid(changes: dict[str, object], kind: str) -> None:
    assert kind_of(changed(**changes)) == kind


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"debtor_account": Account()}, "DbtrAcct"),
        ({"creditor_account": Account()}, "CdtrAcct"),
        ({"creditor_agent": Agent()}, "CdtrAgt"),
    ],
)
def test_a_payment_without_an_account_or_a_bank_cannot_be_asked_about(changes: dict[str, object], field: str) -> None:
    with pytest.raises(Malformed, match="missing: say") as caught:
        question(changed(**changes), TRANSFERS)
    assert caught.value.field == field


def test_a_payment_of_nothing_cannot_be_asked_about() -> None:
    with pytest.raises(Malformed, match="field `amount`"):
        question(changed(amount=0), TRANSFERS)


@pytest.mark.parametrize(
    ("word", "status", "reason", "lines"),
    [
        ("allow", "ACCP", "", []),
        ("warn", "ACCP", "FR01", ["/VER/warn", "/RSN/REMOTE_ACCESS"]),
        ("hold", "PDNG", "FR01", ["/VER/hold", "/RSN/REMOTE_ACCESS"]),
        ("refuse", "RJCT", "FR01", ["/VER/refuse", "/RSN/REMOTE_ACCESS"]),
    ],
)
def test_a_verdict_is_a_status_with_the_rules_that_spoke_against_the_payment(
    word: Verdict, status: str, reason: str, lines: list[str]
) -> None:
    told = report(TRANSFER, TRANSFERS, "pacs.008.001.08", verdict(word))
    assert (told.status, told.reason, told.information) == (status, reason, lines)
    assert (told.original, told.id) == (SPOKEN_OF, "p-0")
    assert documents.read(documents.write(Statuses(id="S-1", created=NOON), [told])).items() == [told]
