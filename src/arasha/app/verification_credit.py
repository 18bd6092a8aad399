"""What answers of the register of people who refuse credit prove, and bundles for a dispute, in words."""

from typing import Any

import msgspec

from arasha.client.credit import CreditCheck
from arasha.domains.credit.hot.statement import CHANGE, CHECK
from arasha.domains.credit.rules import dispute
from arasha.domains.credit.rules.dispute import Piece, Shown
from arasha.kernel import clock, money
from arasha.kernel.log import answers
from arasha.kernel.log.note import Verifier
from arasha.kernel.log.receipts import WrongReceipt
from arasha.kernel.tokens import HEX

Statement = dict[str, Any]
ARCHIVE = b"PK"


def is_bundle(data: bytes) -> bool:
    """Is it a bundle, as its JSON or as the archive?"""
    return data.startswith(ARCHIVE) or _format(data) == dispute.FORMAT


def is_answer(data: bytes) -> bool:
    """Is it an answer that was signed at once?"""
    return _format(data) == answers.FORMAT


def is_row(statement: Statement) -> bool:
    """Is it an answer to a lender, or a change of what lenders are told?"""
    return statement.get("statement") in {CHECK, CHANGE}


def is_check(statement: Statement) -> bool:
    """Is it an answer to a lender?"""
    return statement.get("statement") == CHECK


def answer(data: bytes, verifier: Verifier, request: bytes | None) -> list[str]:
    """What a signed answer proves; `WrongReceipt` or `WrongNote` when it does not."""
    signed = answers.parse(data)
    head = answers.verify(signed, verifier)
    lines = [words(signed.statement)]
    if request is not None:
        check_request(signed.statement, request)
        lines.append("The question that you gave is the one that was answered.")
    lines.append(
        f"The centre {head.origin} signed it at once, at {_instant(head.at)}. Its log must hold it at this very place "
        "from a moment later on; ask the centre for the receipt of the log, or show this answer if there is none."
    )
    return lines


def bundle(data: bytes, verifier: Verifier) -> list[str]:
    """What a bundle proves, piece by piece; `WrongReceipt` or `WrongNote` when any piece does not."""
    found = dispute.parse(data)
    shown = dispute.verify(found, verifier)
    grown = (
        f"All stand in the log {shown.checkpoint.origin}, whose {shown.checkpoint.size} leaves were signed at "
        f"{_instant(shown.checkpoint.at)}; it has only grown since the {len(found.earlier)} earlier signatures here."
    )
    return [
        f"A bundle about one person, {found.person} in the record, with {len(shown.pieces)} pieces:",
        *(f"  {_piece(piece)}" for piece in shown.pieces),
        *_order(shown),
        grown,
        "Not proved: whose mark this is (the centre says so), and the loans as they were reported.",
        *([] if found.whole else ["The bundle leaves out what is older: there is more in the record."]),
    ]


def words(statement: Statement) -> str:
    """What a statement of the register says."""
    at, place = _instant(statement["at"]), statement["sequence"]
    if is_check(statement):
        sum_ = f" of {money.display(statement['amount'])}" if statement.get("amount") else ""
        return (
            f"On {at}, at place {place}, the register answered {statement['lender']} about its application "
            f"{statement['application']} for a {statement['product']}{sum_} ({statement['channel']}) in the name of "
            f"{statement['person']}: {statement['answer']}{_reasons(statement)}."
        )
    said = _told(statement["effect"])
    return (
        f"From {at}, place {place}, lenders were told of {statement['person']}: {said} (ordered by fact "
        f"{statement['fact']})."
    )


def check_request(statement: Statement, request: bytes) -> None:
    """The question as it was sent is the one of the statement; an IIN cannot be compared with a mark offline."""
    try:
        asked = msgspec.json.decode(request, type=CreditCheck)
    except msgspec.MsgspecError as error:
        raise WrongReceipt(f"the request is not a question as the gateway takes it: {error}") from None
    same = {"application": asked.id, "channel": asked.channel, "product": asked.product, "amount": asked.amount or 0}
    if HEX.fullmatch(asked.person):
        same["person"] = asked.person
    if any(statement.get(name, 0) != value for name, value in same.items()):
        raise WrongReceipt("the statement is about another question than this one")


def _piece(piece: Piece) -> str:
    by = f"on record by {_instant(piece.recorded_by)}"
    if is_row(piece.statement):
        return f"{words(piece.statement)} [{by}]"
    fact = piece.statement["fact"]
    return f"{fact['kind']}, recorded {_instant(piece.statement['recorded_at'])} [{by}]"


def _order(shown: Shown) -> list[str]:
    """Of every answer, what was in force when it was given: the change with the greatest smaller place."""
    rows = sorted(
        (piece.statement for piece in shown.pieces if is_row(piece.statement)), key=lambda row: row["sequence"]
    )
    lines, standing = [], "nothing"
    for row in rows:
        if is_check(row):
            lines.append(
                f"Place {row['sequence']}: {row['lender']} was told {row['answer']}; in force then: {standing}."
            )
        else:
            standing = f"{_told(row['effect'])}, since place {row['sequence']}"
    return ["In their one order:", *(f"  {line}" for line in lines)] if lines else []


def _told(effect: Statement) -> str:
    parts = [
        f"{whose} refuse{_above(effect[f'{name}_scopes'], effect[f'{name}_above'])}"
        for whose, name in (("the person says", "own"), ("bureaus say", "bureau")) if effect[f"{name}_scopes"]
    ]  # fmt: skip
    return "; ".join([*parts, *(["ask by another channel first"] if effect["caution"] else [])]) or "nothing"


def _above(scopes: list[str], above: int) -> str:
    return " " + ", ".join(f"{scope} {money.display(above)}" if scope == "above" else scope for scope in scopes)


def _reasons(statement: Statement) -> str:
    return f", for {', '.join(statement['reasons'])}" if statement["reasons"] else ""


def _format(data: bytes) -> str:
    try:
        whole = msgspec.json.decode(data)
    except msgspec.DecodeError:
        return ""
    return str(whole.get("format", "")) if isinstance(whole, dict) else ""


def _instant(us: int) -> str:
    return clock.from_us(us).isoformat(timespec="milliseconds")
