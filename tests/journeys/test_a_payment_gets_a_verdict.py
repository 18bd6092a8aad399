"""The first journey: a bank asks, gets a verdict with reasons, asks again, and proves afterwards what it was told."""

import time

import msgspec

from arasha.client.schemas import Session
from arasha.kernel.log import ledger, receipts
from tests.support.cast import ALDAR, payment
from tests.support.centre import Centre


def test_a_bank_asks_and_can_prove_what_it_was_told(centre: Centre) -> None:
    question = payment(session=Session(active_call=True, remote_access=True))
    with centre.client() as bank:
        answer = bank.screen(question)
        assert answer.verdict == "hold"
        assert {reason.code for reason in answer.reasons} >= {"REMOTE_ACCESS", "NEW_PAYEE_DURING_CALL"}
        assert bank.screen(question) == answer

        deadline = time.monotonic() + 20
        while (stored := bank.stored(ALDAR.code, question.id)).receipt is None:
            assert time.monotonic() < deadline, centre.log("keeper")
            time.sleep(0.1)
    assert stored.answer == answer
    proved = receipts.verify(receipts.parse(msgspec.json.encode(stored.receipt)), ledger.signer().verifier)
    assert proved.statement["verdict"] == "hold"
