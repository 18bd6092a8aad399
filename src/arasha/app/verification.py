"""`arasha verify`: what a receipt, a signed answer or a bundle for a dispute proves, in words."""

import sys
from datetime import UTC
from pathlib import Path
from typing import Any

import msgspec

from arasha.app import verification_credit as credit
from arasha.client.schemas import Payment
from arasha.domains.payments.rules.statement import request_digest
from arasha.kernel import clock
from arasha.kernel.errors import ArashaError
from arasha.kernel.log import receipts
from arasha.kernel.log.note import Verifier
from arasha.kernel.log.receipts import Proved, WrongReceipt


def report(receipt: Path, key: str, request: Path | None) -> int:
    """Verify a file and print what it proves; returns the exit status, 0 when it is good."""
    try:
        asked = request.read_bytes() if request else None
        lines = _proved(receipt.read_bytes(), key, asked)
    except ArashaError as error:
        sys.stdout.write(f"NOT PROVED: {error.detail}\n")
        return 1
    sys.stdout.write("\n".join(["PROVED", *lines]) + "\n")
    return 0


def _proved(data: bytes, key: str, request: bytes | None) -> list[str]:
    """What a file proves, whichever of the three it is."""
    if credit.is_bundle(data):
        return credit.bundle(data, _verifier(key))
    inside = _receipt_in(data)
    if credit.is_answer(inside):
        return credit.answer(inside, _verifier(key), request)
    proved = receipts.verify(receipts.parse(inside), _verifier(key))
    words = [_words(proved)]
    if request is not None:
        _check_request(proved, request)
        words.append("The request that you gave is the one that was answered.")
    return [*words, _place(proved)]


def _receipt_in(data: bytes) -> bytes:
    """The receipt itself, or the one inside an answer as the gateway gave it or gives it out again."""
    try:
        whole = msgspec.json.decode(data)
    except msgspec.DecodeError:
        return data
    return msgspec.json.encode(whole["receipt"]) if isinstance(whole, dict) and whole.get("receipt") else data


def _verifier(key: str) -> Verifier:
    """The log's key: as text, from a file, or this centre's own."""
    if not key:
        from arasha.app.ready import ready
        from arasha.kernel.log import ledger

        ready()
        return ledger.signer().verifier
    path = Path(key)
    return Verifier.parse(path.read_text() if path.exists() else key)


def _check_request(proved: Proved, request: bytes) -> None:
    """What was sent is what the statement is about."""
    if credit.is_check(proved.statement):
        return credit.check_request(proved.statement, request)
    return _check_payment(proved, request)


def _check_payment(proved: Proved, request: bytes) -> None:
    """The payment as it was sent has the digest that the statement names; the gateway keeps its instant in UTC."""
    try:
        payment = msgspec.json.decode(request, type=Payment)
    except msgspec.MsgspecError as error:
        raise WrongReceipt(f"the request is not a payment as the gateway takes it: {error}") from None
    in_utc = msgspec.structs.replace(payment, time=payment.time.astimezone(UTC))
    if request_digest(in_utc).hex() != proved.statement.get("request_sha256"):
        raise WrongReceipt("the statement is about another request than this one")


def _words(proved: Proved) -> str:
    statement = proved.statement
    if credit.is_row(statement):
        return credit.words(statement)
    if "verdict" in statement:
        return (
            f"On {_instant(statement['decided_at'])} the centre answered {statement['institution']} about its payment "
            f"{statement['payment']}: {statement['verdict']}, score {statement['score']}, for {_reasons(statement)}."
        )
    return f"{statement['fact']['kind']} about {statement['subject']}, recorded {_instant(statement['recorded_at'])}."


def _place(proved: Proved) -> str:
    return (
        f"It is leaf {proved.index} of the log {proved.checkpoint.origin}, whose {proved.checkpoint.size} leaves were "
        f"signed at {_instant(proved.checkpoint.at)}; nothing in it can have been changed since."
    )


def _reasons(statement: dict[str, Any]) -> str:
    return ", ".join(statement["reasons"]) or "no reason"


def _instant(us: int) -> str:
    return clock.from_us(us).isoformat(timespec="seconds")
