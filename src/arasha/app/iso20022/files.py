"""Files of ISO 20022 from the command line: what they say, whether they are right, what the centre says of them."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, cast

import msgspec

from arasha.client import Client
from arasha.client.schemas import Side
from arasha.interfaces.exchange.iso20022 import documents, screening
from arasha.interfaces.exchange.iso20022.documents import Document
from arasha.interfaces.exchange.iso20022.masking import masked
from arasha.interfaces.exchange.iso20022.messages import CreditTransfer, CreditTransfers, Status, Statuses
from arasha.kernel import clock
from arasha.kernel.errors import Malformed
from arasha.simulator.replay.reading import Bad, Good
from arasha.simulator.replay.sending import send


class Screened(NamedTuple):
    """What became of a file: how many payments got a verdict, and how many did not."""

    judged: int
    bad: int


class Order(NamedTuple):
    """A file of payments to be screened; `report` is where a pacs.002 goes, none when only lines are wanted."""

    file: Path
    side: Side
    report: Path | None
    tell: Callable[[Any], None]


def told(file: Path) -> Iterator[dict[str, Any]]:
    """What a file says, masked: first its group, then each item with its line; what cannot be read, with the reason."""
    document = documents.read(file)
    header = {"header": masked(document.header)} if document.header else {}
    yield {"message": document.version, **header, "group": masked(document.group)}
    for entry in document.entries:
        if isinstance(entry.item, Malformed):
            yield {"line": entry.line, "problem": entry.item.detail, "field": entry.item.field}
        else:
            yield {"line": entry.line, "item": masked(entry.item)}


def checked(file: Path) -> tuple[str, int]:
    """The version of a file and how many items it has; `Malformed` when anything in it cannot be read."""
    document = documents.read(file)
    return document.version, len(document.items())


def screen(order: Order, client: Client) -> Screened:
    """Ask the centre about every payment of a pacs.008, tell each verdict, and write the report if one is wanted."""
    document = documents.read(order.file)
    if not isinstance(document.group, CreditTransfers):
        raise Malformed(f"only payments (pacs.008) are screened, and this is {document.version}", field="/Document")
    asked: dict[int, CreditTransfer] = {}
    bad: list[Bad] = []
    judged, statuses = 0, list[Status]()
    for each in send(client, _questions(document, order.side, asked), bad.append):
        judged += 1
        item = asked.pop(each.line)
        order.tell({"transaction": each.line, **msgspec.to_builtins(each.answer)})
        if order.report is not None:
            statuses.append(screening.report(item, document.group, document.version, each.answer))
    for row in bad:
        order.tell({"transaction": row.line, "problem": row.reason})
    if order.report is not None:
        order.report.write_bytes(documents.write(_group(document.group), statuses))
    return Screened(judged, len(bad))


def _questions(document: Document, side: Side, asked: dict[int, CreditTransfer]) -> Iterator[Good | Bad]:
    """The payments of a document as questions; `asked` keeps each until it is answered."""
    group = cast("CreditTransfers", document.group)
    for entry in document.entries:
        try:
            if isinstance(entry.item, Malformed):
                raise entry.item
            item = cast("CreditTransfer", entry.item)
            payment = screening.question(item, group, side)
        except Malformed as error:
            where = f" ({error.field})" if error.field else ""
            yield Bad(entry.ordinal, f"{error.detail}{where}", {})
        else:
            asked[entry.ordinal] = item
            yield Good(entry.ordinal, payment, None, {})


def _group(of: CreditTransfers) -> Statuses:
    """The head of a report: the answer goes back the way that the question came."""
    now = clock.now()
    return Statuses(id=f"ARASHA-{clock.to_us(now)}", created=now, sender=of.receiver, receiver=of.sender)
