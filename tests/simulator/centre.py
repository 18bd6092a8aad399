"""A centre for the simulator's tests: it says the messages it was given, takes every answer, and shows pages."""

import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from http import HTTPStatus
from typing import Any

import msgspec

from arasha.client import Client, FraudDesk
from arasha.client.handling import Hold, Messages, NumberedMessage, Recall, Refund, Removal, TheftTaken
from arasha.simulator.live.stage import Bank
from tests.client.gateway import Asked, Handler, MisbehavingGateway
from tests.simulator.gateway import DOORS

NOW = datetime(2026, 11, 20, 7, 0, tzinfo=UTC)
FORM = b'<form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="t0ken"></form>'


@dataclass
class Centre:
    """What it says and how it answers; `refuses` gives the status of what it does not take, by a part of the path."""

    says: list[tuple[str, dict[str, Any]]] = field(default_factory=list)
    amount: int = 7_000_000
    refuses: dict[str, HTTPStatus] = field(default_factory=dict)

    def __call__(self, handler: Handler) -> None:
        """Answer a request."""
        path = handler.asked.path.partition("?")[0]
        status = next((status for part, status in self.refuses.items() if part in path), None)
        if status is not None:
            handler.answer(status, b"", retry_after="0")
        elif path in DOORS:
            handler.answer(200, msgspec.json.encode(DOORS[path](handler.asked.body)))
        elif path.startswith("/kk/help/"):
            handler.answer(200, FORM)
        else:
            handler.answer(200, msgspec.json.encode(self._said(handler.asked, path)))

    def _said(self, asked: Asked, path: str) -> object:
        kind, _, reference = path.removeprefix("/api/v1/").partition("/")
        reference = reference.partition("/")[0]
        match kind:
            case "messages":
                return self._messages(int(re.findall(r"after=(\d+)", asked.path)[0]))
            case "holds":
                return Hold(
                    reference=reference, incident="I-000001-2", account="0" * 32, ground="stolen_received", hop=1,
                    state="requested", amount=self.amount, held=0, analysis="not_due", requested_at=NOW, due={},
                )  # fmt: skip
            case "recalls":
                return Recall(
                    reference=reference, hold="H-1", state="accepted_full", amount=1, accepted=1, opened_at=NOW
                )
            case "refunds":
                return Refund(reference=reference, recall="R-1", state="paid", amount=1, wanted_at=NOW)
            case "registry":
                return Removal(reference=reference, asked_at=NOW, due_at=NOW)
            case _:
                return TheftTaken(id="1", reference="C-000001-8", state="received", code="AAAAA-BBBBB")

    def _messages(self, after: int) -> Messages:
        numbered = [
            NumberedMessage(id=f"m{place}", type=type_, timestamp=NOW, data=data, sequence=place)
            for place, (type_, data) in enumerate(self.says, start=1)
        ]
        return Messages(messages=numbered[after:], next=len(numbered), more=False)


def bank(running: MisbehavingGateway, code: str = "TOSTIKZA") -> Bank:
    """A bank that is connected to it."""
    return Bank(code, Client(running.url, "key", deadline_s=5.0), FraudDesk(running.url, "key", patience_s=0.5))


def close(opened: Bank) -> None:
    """Close a bank's connections."""
    opened.gateway.close()
    opened.api.close()


def sent(running: MisbehavingGateway, path: str) -> list[Any]:
    """The bodies that were sent to an address."""
    found = [one for one in running.asked if one.method == "POST" and re.fullmatch(path, one.path)]
    return [msgspec.json.decode(one.body) for one in found]
