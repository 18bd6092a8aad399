"""Recording what the gateway answered and heeded: rows, their group in the log, the position, in one transaction."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection, transaction

from arasha.domains.credit.facts.register import Answer, ChecksAnswered, LoanHeld
from arasha.domains.credit.models import CheckGroup, Position
from arasha.domains.credit.queries.register import JOURNAL
from arasha.domains.credit.rules.answers import Reason
from arasha.kernel import clock
from arasha.kernel.access.purposes import Purpose
from arasha.kernel.access.queries import codes_of
from arasha.kernel.facts import Fact
from arasha.kernel.log import merkle
from arasha.kernel.outbox.append import By, append
from arasha.kernel.store.copying import copy_in

GATEWAY = By("process:gateway", Purpose.CREDIT)

CHECK_COLUMNS = {
    "sequence": "int8", "group": "int8", "lender_id": "int4", "application": "varchar", "person": "uuid",
    "at": "timestamptz", "amount": "int8", "channel": "int2", "product": "int2", "answer": "int2", "reasons": "int2",
    "effect": "int8", "register": "int8", "until": "timestamptz",
}  # fmt: skip
CHANGE_COLUMNS = {
    "sequence": "int8", "group": "int8", "person": "uuid", "effect": "int8", "fact": "int8", "at": "timestamptz",
}  # fmt: skip
_STANDING = """
INSERT INTO credit_standing (person, effect, change, fact)
SELECT DISTINCT ON (person) person, effect, sequence, fact FROM credit_change WHERE sequence = ANY(%s)
ORDER BY person, sequence DESC
ON CONFLICT (person) DO UPDATE
SET effect = excluded.effect, change = excluded.change, fact = excluded.fact
"""


class Checked(NamedTuple):
    """An answer as the journal has it: `row` are the fields of `hot.group.CHECK`, `leaf` the hash of its statement."""

    sequence: int
    leaf: bytes
    application: str
    row: tuple[Any, ...]


class Changed(NamedTuple):
    """A change as the journal has it: `row` are the fields of `hot.group.CHANGE`."""

    sequence: int
    leaf: bytes
    row: tuple[Any, ...]


@transaction.atomic
def record(upto: int, rows: Sequence[Checked | Changed]) -> None:
    """Store what stands in the journal before the sequence `upto`; what was stored before is skipped: nothing doubles.

    Last, because they lock the log, come the facts: of the group, and of each loan that has to wait.
    """
    mark, _ = Position.objects.select_for_update().get_or_create(journal=JOURNAL)
    new = [row for row in rows if row.sequence >= mark.position]
    if not new:
        return
    checks = [row for row in new if isinstance(row, Checked)]
    changes = [row for row in new if isinstance(row, Changed)]
    mark.position = max(upto, mark.position)
    mark.heard = max([mark.heard, *(row.row[2] for row in changes)])
    mark.save(update_fields=["position", "heard"])
    first = new[0].sequence
    copy_in("credit_check", CHECK_COLUMNS, (_check_row(row, first) for row in checks))
    copy_in("credit_change", CHANGE_COLUMNS, (_change_row(row, first) for row in changes))
    if changes:
        with connection.cursor() as cursor:
            cursor.execute(_STANDING, [[row.sequence for row in changes]])
    recorded = append([_group_of(new), *_held(checks)], GATEWAY)
    CheckGroup.objects.create(first=first, fact=recorded[0].sequence, hashes=b"".join(row.leaf for row in new))


def _group_of(rows: Sequence[Checked | Changed]) -> Fact:
    answers = Counter(Answer(row.row[9]).word for row in rows if isinstance(row, Checked))
    return ChecksAnswered(
        first=rows[0].sequence,
        last=rows[-1].sequence,
        rows=len(rows),
        root=merkle.root_of([row.leaf for row in rows]).hex(),
        answers=dict(answers),
        changes=sum(isinstance(row, Changed) for row in rows),
    )


def _held(checks: Iterable[Checked]) -> list[Fact]:
    """The loans that have to wait because somebody else was asked for one just now."""
    held = [row for row in checks if row.row[9] == Answer.HOLD and row.row[10] & Reason.MANY_APPLICATIONS]
    lenders = codes_of({row.row[7] for row in held})
    return [
        LoanHeld(
            sequence=row.sequence, person=_person(row.row).hex, lender=lenders.get(row.row[7], ""), until=row.row[4]
        )
        for row in held
    ]


def _check_row(said: Checked, group: int) -> tuple[Any, ...]:
    _, _, at, amount, until, register, _, lender, effect, answer, reasons, channel, product, *_ = said.row
    return (
        said.sequence, group, lender, said.application, _person(said.row), clock.from_us(at), amount, channel, product,
        answer, reasons, effect, register, clock.from_us(until) if until else None,
    )  # fmt: skip


def _change_row(said: Changed, group: int) -> tuple[Any, ...]:
    _, _, fact, at, effect, _ = said.row
    return said.sequence, group, _person(said.row), effect, fact, clock.from_us(at)


def _person(row: tuple[Any, ...]) -> UUID:
    """The person of a row: its first two fields are the halves of the token, as the machine has them."""
    return UUID(bytes=row[0].to_bytes(8, "little") + row[1].to_bytes(8, "little"))
