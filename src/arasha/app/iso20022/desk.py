"""A fraud desk that speaks ISO 20022: requests of the centre become files, files become answers and reports.

This is the institution's side of the wall: it uses the client that every institution may use, and a folder in which
requests lie until they are answered.
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from arasha.client import FraudDesk
from arasha.client.handling import Language, NumberedMessage, Situation, TheftReport, TheftTaken
from arasha.interfaces.exchange.iso20022 import documents, handling
from arasha.interfaces.exchange.iso20022.codes import Outcome
from arasha.interfaces.exchange.iso20022.codewords import Word, words
from arasha.interfaces.exchange.iso20022.handling import ACTIONS, Answer
from arasha.interfaces.exchange.iso20022.messages import (
    Agent,
    Cancellation,
    Cancellations,
    CreditTransfer,
    Finding,
    Resolutions,
    Returns,
)
from arasha.interfaces.exchange.iso20022.values import tiyn
from arasha.kernel import clock
from arasha.kernel.errors import Malformed, NotFound

NEXT = "next"  # the file in a folder that says which message comes next
MOST_PAYMENTS = 50  # in one report


class Ends(NamedTuple):
    """Who writes to whom: the centre and the institution, as they are named in messages."""

    centre: Agent
    institution: Agent


def collect(desk: FraudDesk, folder: Path, ends: Ends, version: str = "") -> Iterator[Path]:
    """Fetch what the centre has said since the last time; messages are kept, requests also as camt.056 and camt.110.

    Only when all of it lies in the folder is the centre told so, by the next question.
    """
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / NEXT
    after = int(place.read_text()) if place.is_file() else 0
    more = True
    while more:
        told = desk.messages(after)
        for message in told.messages:
            yield from _kept(message, folder, ends, version)
        after, more = told.next, told.more
        _laid(place, str(after).encode())


def answer(desk: FraudDesk, file: Path, folder: Path) -> Iterator[dict[str, Any]]:
    """Send what a camt.029 or camt.111 answers, say what a pacs.004 has paid; yields how each stands then."""
    document = documents.read(file)
    group, items = document.group, document.items()
    if isinstance(group, Resolutions):
        answers = [handling.answer_of(group, item) for item in items] or [handling.answer_of(group)]
        yield from (_answered(desk, each, group.id, folder) for each in answers)
    elif isinstance(group, Finding):
        yield msgspec.to_builtins(desk.analyse_hold(*handling.analysis_of(group)))
    elif isinstance(group, Returns):
        for item in items:
            reference, paid = handling.refund_of(handling.payment_of(item), group.id)
            yield msgspec.to_builtins(desk.refund_paid(reference, paid))
    else:
        raise Malformed(
            f"answers are camt.029, camt.111 and pacs.004, and this is {document.version}", field="/Document"
        )


def report(desk: FraudDesk, file: Path, situation: Situation, language: Language) -> TheftTaken:
    """Report the payments of a pacs.008 or camt.056 as stolen; the message's id is the report's."""
    document = documents.read(file)
    items = document.items()
    if not isinstance(document.group, Cancellations) and not all(isinstance(item, CreditTransfer) for item in items):
        raise Malformed(f"reports are pacs.008 and camt.056, and this is {document.version}", field="/Document")
    if len(items) > MOST_PAYMENTS:
        raise Malformed(f"a report speaks of at most {MOST_PAYMENTS} payments: one theft, one file", field="/Document")
    sent = document.group.created or clock.now()
    stolen = [handling.stolen_of(item, sent) for item in items]
    return desk.report_theft(TheftReport(id=document.group.id, situation=situation, payments=stolen, language=language))


def _kept(message: NumberedMessage, folder: Path, ends: Ends, version: str) -> Iterator[Path]:
    """Lay a message into the folder."""
    yield _laid(
        folder / f"{message.sequence:08}-{message.type.replace(os.sep, '_')}.json", msgspec.json.encode(message)
    )
    if message.type not in ACTIONS:
        return
    asked = handling.asked_of(message.type, message.data)
    incident = message.data.get("incident", "")
    group = Cancellations(
        id=f"ARASHA-{message.sequence:08}",
        created=message.timestamp,
        sender=ends.centre,
        receiver=ends.institution,
        case=incident,
        case_by=ends.centre if incident else Agent(),
    )
    data = documents.write(*handling.request_of([asked], group), version)
    yield _laid(_request(folder, asked.reference), data)
    if asked.account:
        inquiry = documents.write(handling.inquiry_of(asked, group))
        yield _laid(folder / f"{asked.reference}-analysis.xml", inquiry)


def _laid(path: Path, data: bytes) -> Path:
    """Write a file that is there after a power cut, and that only its owner reads: messages name accounts."""
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
    return path


def _answered(desk: FraudDesk, said: Answer, message: str, folder: Path) -> dict[str, Any]:
    """Send one answer; one that says *later* is not sent."""
    if said.outcome is Outcome.PENDING:
        return {"reference": said.reference, "pending": True}
    asked = _asked(folder, said.reference)
    if said.reference.startswith("R"):
        return dict(
            msgspec.to_builtins(desk.answer_recall(said.reference, handling.recall_answer(said, asked, message)))
        )
    return dict(msgspec.to_builtins(desk.answer_hold(said.reference, handling.hold_answer(said, asked, message))))


def _asked(folder: Path, reference: str) -> int:
    """How much a request of the folder asks, in tiyn."""
    file = _request(folder, reference)
    if not file.is_file():
        raise NotFound("the request that is answered does not lie in the folder: `collect` it first", field=reference)
    item: Cancellation
    (item,) = documents.read(file).items()
    return tiyn(words(item.information)[Word.AMOUNT])


def _request(folder: Path, reference: str) -> Path:
    """Where a request lies; a reference is letters, digits and hyphens, so that it stays in the folder."""
    if not reference.replace("-", "").isalnum():
        raise Malformed("the answer names no request: say our reference in RslvdCase/Id", field="RslvdCase/Id")
    return folder / f"{reference}.xml"
