"""The proof of an answer or a change: from its row to the group, from the group's fact to the signed log."""

from typing import Any

import msgspec

from arasha.domains.credit.hot import statement
from arasha.domains.credit.hot.statement import Changed, Checked
from arasha.domains.credit.models import Change, Check, CheckGroup
from arasha.kernel import clock
from arasha.kernel.log import merkle
from arasha.kernel.log.receipts import Receipt
from arasha.kernel.outbox.receipts import Row, hashes_of, receipt_in_group


def receipt_of(row: Check | Change) -> Receipt:
    """The receipt of a recorded row; signs a checkpoint when none covers it yet."""
    group = CheckGroup.objects.get(first=row.group)
    recorded = Row(statement_of(row), row.sequence - group.first, group.fact)
    return receipt_in_group(recorded, hashes_of(group.hashes))


def stands_as_recorded(row: Check | Change) -> bool:
    """Is the row in the store still the one whose hash is in the log?"""
    group = CheckGroup.objects.get(first=row.group)
    return hashes_of(group.hashes)[row.sequence - group.first] == merkle.leaf_hash(_text(row).encode())


def statement_of(row: Check | Change) -> dict[str, Any]:
    """What a row states, as it is hashed and shown."""
    return msgspec.json.decode(_text(row), type=dict[str, Any])


def _text(row: Check | Change) -> str:
    return statement.check_text(_checked(row)) if isinstance(row, Check) else statement.change_text(_changed(row))


def _checked(row: Check) -> Checked:
    return Checked(
        sequence=row.sequence,
        lender=row.lender.code,
        application=row.application,
        person=row.person.hex,
        at=clock.to_us(row.at),
        amount=row.amount,
        channel=row.channel,
        product=row.product,
        answer=row.answer,
        reasons=row.reasons,
        register=row.register,
        until=clock.to_us(row.until) if row.until else 0,
    )


def _changed(row: Change) -> Changed:
    return Changed(row.sequence, row.person.hex, row.effect, row.fact, clock.to_us(row.at))
