"""What lenders and bureaus are told of claims; messages are sealed at rest (`kernel.deliveries`)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from arasha.domains.credit.facts.lending import ClaimState
from arasha.domains.credit.models import BureauRecord, Claim
from arasha.kernel.deliveries import actions as deliveries
from arasha.kernel.references import Letter, reference
from arasha.kernel.store import vault


class Message(NamedTuple):
    """One message; `to` is the institution's number, none when it is not connected and a person has to call it."""

    to: int | None
    kind: str
    about: str
    body: dict[str, Any]


def send(messages: Iterable[Message]) -> None:
    """Put messages into mailboxes, in the caller's transaction, after all its rows."""
    deliveries.send_all([
        deliveries.Letter(message.to, message.kind, message.body, message.about)
        for message in messages
        if message.to is not None
    ])  # fmt: skip


def about(claim: Claim) -> dict[str, Any]:
    """What every message about a claim says. The lender knows the person by its own contract and application."""
    loan = claim.loan
    return {
        "reference": reference(Letter.CLAIM, claim.id),
        "person_token": claim.person.hex,
        "contract": loan.contract,
        "application": loan.application,
        "amount": loan.amount,
        "lent_at": loan.lent_at.isoformat(),
        "ground": str(claim.ground),
        "state": str(claim.state),
        "due": _written(claim.due_at),
    }


def opened(claim: Claim) -> Message:
    """A loan of yours is held to be void: write it off, or say why not."""
    return Message(claim.lender_id, "credit.claim.opened", str(claim), about(claim))


def decided(claim: Claim) -> Message:
    """A supervisor has decided on what you said."""
    return Message(claim.lender_id, "credit.claim.decided", str(claim), about(claim))


def ended(claim: Claim) -> Message:
    """Every bureau has corrected its record."""
    return Message(claim.lender_id, "credit.claim.corrected", str(claim), about(claim))


def warned(claim: Claim) -> list[Message]:
    """There is little time left: to the lender, or to the bureaus that have not corrected their records yet."""
    if claim.state == ClaimState.WRITTEN_OFF:
        waiting = claim.records.filter(answered_at=None)
        return [Message(row.bureau_id, "clock.warning", str(claim), _clock(claim)) for row in waiting]
    return [Message(claim.lender_id, "clock.warning", str(claim), _clock(claim))]


def corrections(rows: Iterable[BureauRecord], readable: dict[UUID, str]) -> list[Message]:
    """Strike this loan from the person's record."""
    return [
        Message(row.bureau_id, "credit.correction", str(row.claim), correction(row, readable.get(row.claim.person, "")))
        for row in rows
    ]


def correction(row: BureauRecord, iin: str) -> dict[str, Any]:
    """What a bureau is told of a loan: whose, by whom, and under which contract."""
    claim = row.claim
    return {
        "reference": reference(Letter.CLAIM, claim.id),
        "person": iin,
        "person_token": claim.person.hex,
        "lender": claim.lender_code,
        "contract": claim.loan.contract,
        "amount": claim.loan.amount,
        "lent_at": claim.loan.lent_at.isoformat(),
        "due": _written(claim.due_at),
    }


def readable(people: Iterable[UUID]) -> dict[UUID, str]:
    """The numbers of people, as far as they are known: a bureau keeps its records by them."""
    opened_values = vault.open_values(people)
    return {token: value.canonical for token, value in opened_values.items() if value.readable}


def _clock(claim: Claim) -> dict[str, Any]:
    return {"reference": reference(Letter.CLAIM, claim.id), "clock": str(claim.state), "due": _written(claim.due_at)}


def _written(at: datetime | None) -> str | None:
    return at.isoformat() if at else None
