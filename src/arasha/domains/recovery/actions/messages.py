"""What institutions are told of holds, recalls and refunds; messages are sealed at rest (`kernel.deliveries`)."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from arasha.domains.recovery.models import Hold, Recall, Refund
from arasha.kernel.deliveries import actions as deliveries
from arasha.kernel.references import Letter, reference
from arasha.kernel.store import vault


class Message(NamedTuple):
    """One message to an institution; `to` is its number, none when it is not connected and a person has to call it."""

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


def accounts(tokens: Iterable[UUID]) -> dict[UUID, str]:
    """The readable accounts behind tokens: an institution is told of its own by the name that it knows."""
    opened = vault.open_values(tokens)
    return {token: value.canonical if value.readable else value.raw for token, value in opened.items()}


def about_hold(hold: Hold) -> dict[str, Any]:
    """What every message about a hold says. Amounts are tiyn."""
    return {
        "reference": reference(Letter.HOLD, hold.id),
        "incident": reference(Letter.INCIDENT, hold.incident_id),
        "account_token": hold.account.hex,
        "amount": hold.amount,
        "held": hold.held,
        "state": str(hold.state),
    }


def requested(hold: Hold, *, code: str, account: str, due: datetime | None) -> Message:
    """Hold this. The institution hands reference and code to the holder; without a code more is asked than before."""
    told = {
        "account": account,
        "ground": str(hold.ground),
        "situation": hold.incident.situation,
        "hop": hold.hop,
        "code": code,
        "more": not code,
        "answer_due": due.isoformat() if due else None,
    }
    return Message(hold.institution_id, "hold.requested", str(hold), about_hold(hold) | told)


def released(hold: Hold, freed: int, why: str) -> Message:
    """Let the holder have so much again; a request that was not answered yet is taken back."""
    kind = "hold.released" if hold.held else "hold.withdrawn"
    return Message(hold.institution_id, kind, str(hold), about_hold(hold) | {"freed": freed, "why": why})


def about_recall(recall: Recall) -> dict[str, Any]:
    """What every message about a recall says."""
    return {
        "reference": reference(Letter.RECALL, recall.id),
        "hold": reference(Letter.HOLD, recall.hold_id),
        "account_token": recall.hold.account.hex,
        "amount": recall.amount,
        "state": str(recall.state),
    }


def recalled(recall: Recall, due: datetime) -> Message:
    """The prosecutor has sanctioned it: return this."""
    body = about_recall(recall) | {"answer_due": due.isoformat()}
    return Message(recall.hold.institution_id, "recall.opened", str(recall), body)


def recall_cancelled(recall: Recall) -> Message:
    """Return nothing: the recall is taken back."""
    return Message(recall.hold.institution_id, "recall.cancelled", str(recall), about_recall(recall))


def refund_wanted(refund: Refund, account: str, due: datetime) -> Message:
    """Pay this to the victim, and tell us the payment's name."""
    body = {
        "reference": reference(Letter.REFUND, refund.id),
        "recall": reference(Letter.RECALL, refund.recall_id),
        "amount": refund.amount,
        "to_account": account,
        "to_account_token": refund.account.hex,
        "to_institution": refund.institution_code,
        "due": due.isoformat(),
    }
    return Message(refund.recall.hold.institution_id, "refund.wanted", str(refund), body)
