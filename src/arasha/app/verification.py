"""`arasha verify`: what a receipt proves, in words."""

import sys
from datetime import UTC
from pathlib import Path
from typing import Any

import msgspec

from arasha.client.schemas import Payment
from arasha.domains.payments.rules.statement import request_digest
from arasha.kernel import clock
from arasha.kernel.errors import ArashaError
from arasha.kernel.log import receipts
from arasha.kernel.log.note import Verifier
from arasha.kernel.log.receipts import Proved, WrongReceipt


def report(receipt: Path, key: str, request: Path | None) -> int:
    """Verify a receipt and print what it proves; returns the exit status, 0 when it is good."""
    try:
        proved = receipts.verify(receipts.parse(_receipt_in(receipt.read_bytes())), _verifier(key))
        if request is not None:
            _check_request(proved, request.read_bytes())
    except ArashaError as error:
        sys.stdout.write(f"NOT PROVED: {error.detail}\n")
        return 1
    sys.stdout.write("\n".join(_words(proved, with_request=request is not None)) + "\n")
    return 0


def _receipt_in(data: bytes) -> bytes:
    """The receipt itself, or the one inside a stored verdict as the gateway answers it."""
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
    """The payment as it was sent has the digest that the statement names; the gateway keeps its instant in UTC."""
    try:
        payment = msgspec.json.decode(request, type=Payment)
    except msgspec.MsgspecError as error:
        raise WrongReceipt(f"the request is not a payment as the gateway takes it: {error}") from None
    in_utc = msgspec.structs.replace(payment, time=payment.time.astimezone(UTC))
    if request_digest(in_utc).hex() != proved.statement.get("request_sha256"):
        raise WrongReceipt("the statement is about another request than this one")


def _words(proved: Proved, *, with_request: bool) -> list[str]:
    statement = proved.statement
    lines = ["PROVED"]
    if "verdict" in statement:
        lines.append(
            f"On {_instant(statement['decided_at'])} the centre answered {statement['institution']} about its payment "
            f"{statement['payment']}: {statement['verdict']}, score {statement['score']}, for {_reasons(statement)}."
        )
    else:
        lines.append(
            f"{statement['fact']['kind']} about {statement['subject']}, recorded {_instant(statement['recorded_at'])}."
        )
    if with_request:
        lines.append("The request that you gave is the one that was answered.")
    lines.append(
        f"It is leaf {proved.index} of the log {proved.checkpoint.origin}, whose {proved.checkpoint.size} leaves were "
        f"signed at {_instant(proved.checkpoint.at)}; nothing in it can have been changed since."
    )
    return lines


def _reasons(statement: dict[str, Any]) -> str:
    return ", ".join(statement["reasons"]) or "no reason"


def _instant(us: int) -> str:
    return clock.from_us(us).isoformat(timespec="seconds")
